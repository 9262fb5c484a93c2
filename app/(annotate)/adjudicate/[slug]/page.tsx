import { getTranslations } from "next-intl/server";
import { MANAGING_ROLES } from "#lib/auth/index.ts";
import { JuxtaError } from "#lib/errors.ts";
import { getProject } from "#lib/project/index.ts";
import { ButtonLink } from "../../../_components/button.tsx";
import { ClientMessages } from "../../../_components/client-messages.tsx";
import { EmptyState } from "../../../_components/empty-state.tsx";
import { explainHere } from "../../../_server/explain-here.ts";
import { requireActorHere } from "../../../_server/get-actor.ts";
import { pageTitle } from "../../../_server/page-title.ts";
import { AdjudicationSession } from "./adjudication-session.tsx";

export const generateMetadata = pageTitle("adjudicate");

export default async function AdjudicatePage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Promise<{ comparison?: string }> }) {
  const [{ slug }, { comparison }] = await Promise.all([params, searchParams]);
  const project = await getProject(await requireActorHere(), slug, MANAGING_ROLES).catch((error: unknown) => {
    if (!(error instanceof JuxtaError) || error.status >= 500) throw error;
    return error;
  });
  if (!(project instanceof JuxtaError)) {
    return (
      <ClientMessages areas={["adjudication", "judge", "regions", "errors"]}>
        <AdjudicationSession slug={slug} name={project.name} leaseSeconds={project.leaseSeconds} wanted={comparison ?? null} />
      </ClientMessages>
    );
  }
  const t = await getTranslations("adjudication");
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <EmptyState isPage title={t("refused.title")} action={<ButtonLink href="/projects">{t("refused.action")}</ButtonLink>}>
        {await explainHere(project)}
      </EmptyState>
    </main>
  );
}
