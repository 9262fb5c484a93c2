import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { type Actor, requireMember } from "#lib/auth/index.ts";
import { getDb } from "#lib/db.ts";
import { JuxtaError } from "#lib/errors.ts";
import { getOwnProgress, JUDGING_ROLES } from "#lib/judgment/index.ts";
import { getProject } from "#lib/project/index.ts";
import { needsQuiz } from "#lib/quiz/index.ts";
import { ButtonLink } from "../../../_components/button.tsx";
import { ClientMessages } from "../../../_components/client-messages.tsx";
import { EmptyState } from "../../../_components/empty-state.tsx";
import { explainHere } from "../../../_server/explain-here.ts";
import { requireActorHere } from "../../../_server/get-actor.ts";
import { pageTitle } from "../../../_server/page-title.ts";
import { GuideText } from "./guide-text.tsx";
import { JudgingSession } from "./judging-session.tsx";

export const generateMetadata = pageTitle("judge");

export default async function JudgePage({ params }: { params: Promise<{ slug: string }> }) {
  const t = await getTranslations("judge");
  const { slug } = await params;
  const actor = await requireActorHere();
  const loaded = await load(actor, slug).catch((error: unknown) => {
    if (!(error instanceof JuxtaError) || error.status >= 500) throw error;
    return error;
  });
  if (!(loaded instanceof JuxtaError) && loaded.needsQuiz) redirect(`/judge/${slug}/quiz`);
  if (!(loaded instanceof JuxtaError)) {
    return (
      <ClientMessages areas={["judge", "blocks", "regions", "history", "study", "errors"]}>
        <JudgingSession {...loaded.session} pseudonym={actor.pseudonym} />
      </ClientMessages>
    );
  }
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <EmptyState isPage title={t("refused.title")} action={<ButtonLink href="/judge">{t("refused.action")}</ButtonLink>}>
        {await explainHere(loaded)} {t("refused.kept")}
      </EmptyState>
    </main>
  );
}

/** Only what the form needs: nothing of the project's candidates reaches this page. */
async function load(actor: Actor, slug: string) {
  const found = await getProject(actor, slug, JUDGING_ROLES);
  const { id, name, dimensions, guideline, leaseSeconds, changeWindowSeconds } = found;
  const member = await requireMember(getDb(), actor, id, JUDGING_ROLES);
  const session = { project: { name, slug, dimensions, leaseSeconds, changeWindowSeconds }, guide: <GuideText actor={actor} projectId={id} guideline={guideline} />, initialProgress: await getOwnProgress(actor, found), mayManage: member.role !== "ANNOTATOR" };
  return { session, needsQuiz: await needsQuiz(getDb(), found, member) };
}
