import type { Metadata } from "next";
import { JuxtaError } from "#lib/errors.ts";
import { findOpenSession } from "#lib/joint/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { requireActorHere } from "../../../../_server/get-actor.ts";
import { Together } from "./together.tsx";

export const metadata: Metadata = { title: "Judge together" };

export default async function TogetherPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Promise<{ code?: string }> }) {
  const [{ slug }, { code }] = await Promise.all([params, searchParams]);
  const found = await findOpenSession(await requireActorHere(), slug).catch((error: unknown) => {
    if (!(error instanceof JuxtaError) || error.status >= 500) throw error;
    return error;
  });
  if (!(found instanceof JuxtaError)) return <Together slug={slug} name={found.project.name} sessionId={found.session?.id ?? null} code={code ?? ""} />;
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <EmptyState title="You cannot judge here" action={<ButtonLink href="/judge">See your projects</ButtonLink>}>
        {found.message}
      </EmptyState>
    </main>
  );
}
