import type { Metadata } from "next";
import { JuxtaError } from "#lib/errors.ts";
import { getQuiz } from "#lib/quiz/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { requireActorHere } from "../../../../_server/get-actor.ts";
import { QuizSession } from "./quiz-session.tsx";

export const metadata: Metadata = { title: "Entry quiz" };

export default async function QuizPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const actor = await requireActorHere();
  const loaded = await getQuiz(actor, slug).catch((error: unknown) => {
    if (!(error instanceof JuxtaError) || error.status >= 500) throw error;
    return error;
  });
  if (!(loaded instanceof JuxtaError)) return <QuizSession initial={loaded} />;
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <EmptyState title="You cannot take this quiz" action={<ButtonLink href="/judge">See your projects</ButtonLink>}>
        {loaded.message}
      </EmptyState>
    </main>
  );
}
