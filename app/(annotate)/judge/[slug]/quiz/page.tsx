import { getTranslations } from "next-intl/server";
import type { Actor } from "#lib/auth/index.ts";
import { JuxtaError } from "#lib/errors.ts";
import { JUDGING_ROLES } from "#lib/judgment/index.ts";
import { getProject } from "#lib/project/index.ts";
import { getQuiz } from "#lib/quiz/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { ClientMessages } from "../../../../_components/client-messages.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { explainHere } from "../../../../_server/explain-here.ts";
import { requireActorHere } from "../../../../_server/get-actor.ts";
import { pageTitle } from "../../../../_server/page-title.ts";
import { GuideText } from "../guide-text.tsx";
import { QuizSession } from "./quiz-session.tsx";

export const generateMetadata = pageTitle("quiz");

export default async function QuizPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await requireActorHere();
  const loaded = await load(actor, slug).catch((error: unknown) => {
    if (!(error instanceof JuxtaError) || error.status >= 500) throw error;
    return error;
  });
  if (!(loaded instanceof JuxtaError)) {
    return (
      <ClientMessages areas={["quiz", "study", "adjudication", "judge", "errors"]}>
        <QuizSession {...loaded} />
      </ClientMessages>
    );
  }
  const t = await getTranslations("quiz");
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <EmptyState isPage title={t("refused.title")} action={<ButtonLink href="/judge">{t("refused.action")}</ButtonLink>}>
        {await explainHere(loaded)}
      </EmptyState>
    </main>
  );
}

async function load(actor: Actor, slug: string) {
  const { id, guideline } = await getProject(actor, slug, JUDGING_ROLES);
  return { initial: await getQuiz(actor, slug), guide: <GuideText actor={actor} projectId={id} guideline={guideline} /> };
}
