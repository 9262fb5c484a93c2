import { getTranslations } from "next-intl/server";
import { JuxtaError } from "#lib/errors.ts";
import { findOpenSession } from "#lib/joint/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { ClientMessages } from "../../../../_components/client-messages.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { explainHere } from "../../../../_server/explain-here.ts";
import { requireActorHere } from "../../../../_server/get-actor.ts";
import { pageTitle } from "../../../../_server/page-title.ts";
import { Together } from "./together.tsx";

export const generateMetadata = pageTitle("together");

export default async function TogetherPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Promise<{ code?: string }> }) {
  const [{ slug }, { code }] = await Promise.all([params, searchParams]);
  const found = await findOpenSession(await requireActorHere(), slug).catch((error: unknown) => {
    if (!(error instanceof JuxtaError) || error.status >= 500) throw error;
    return error;
  });
  if (!(found instanceof JuxtaError)) {
    return (
      <ClientMessages areas={["together", "adjudication", "judge", "errors"]}>
        <Together slug={slug} name={found.project.name} sessionId={found.session?.id ?? null} code={code ?? ""} />
      </ClientMessages>
    );
  }
  const t = await getTranslations("together");
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <EmptyState isPage title={t("refused.title")} action={<ButtonLink href="/judge">{t("refused.action")}</ButtonLink>}>
        {await explainHere(found)}
      </EmptyState>
    </main>
  );
}
