import type { Metadata } from "next";
import { MANAGING_ROLES } from "#lib/auth/index.ts";
import { JuxtaError } from "#lib/errors.ts";
import { getProject } from "#lib/project/index.ts";
import { ButtonLink } from "../../../_components/button.tsx";
import { EmptyState } from "../../../_components/empty-state.tsx";
import { requireActorHere } from "../../../_server/get-actor.ts";
import { AdjudicationSession } from "./adjudication-session.tsx";

export const metadata: Metadata = { title: "Adjudicate" };

export default async function AdjudicatePage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Promise<{ comparison?: string }> }) {
  const [{ slug }, { comparison }] = await Promise.all([params, searchParams]);
  const project = await getProject(await requireActorHere(), slug, MANAGING_ROLES).catch((error: unknown) => {
    if (!(error instanceof JuxtaError) || error.status >= 500) throw error;
    return error;
  });
  if (!(project instanceof JuxtaError)) return <AdjudicationSession slug={slug} name={project.name} leaseSeconds={project.leaseSeconds} wanted={comparison ?? null} />;
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <EmptyState title="You cannot decide here" action={<ButtonLink href="/projects">See your projects</ButtonLink>}>
        {project.message}
      </EmptyState>
    </main>
  );
}
