"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { QuizFeedback, QuizStanding } from "#lib/quiz/index.ts";
import { Button } from "../../../../_components/button.tsx";
import { Notice } from "../../../../_components/notice.tsx";
import { useLinkedView } from "../../../../_components/viewer/use-linked-view.ts";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { useExplain } from "../../../../_components/use-explain.ts";
import { RequestFailure } from "../judging-api.ts";
import { GuidePanel } from "../guide-panel.tsx";
import { PairQuestions } from "../../../_pair/pair-questions.tsx";
import { PairStage } from "../../../_pair/pair-stage.tsx";
import { useDecoded } from "../../../_pair/use-decoded.ts";
import { usePairDraft } from "../../../_pair/use-pair-draft.ts";
import { usePairKeys } from "../../../_pair/use-pair-keys.ts";
import { useViewer } from "../viewer/use-viewer.ts";
import { Explanation } from "./explanation.tsx";
import { answerQuestion, startAttempt } from "./quiz-api.ts";
import { QuizStage } from "./quiz-stages.tsx";

const OFFER = { strength: true, bothBad: true, cannotJudge: true, reasons: [], comment: false };

/** The entry quiz: a question, its explanation, the next one, the result. The question stays on screen while it is explained. */
export function QuizSession({ initial, guide }: { initial: QuizStanding; guide: ReactNode }) {
  const t = useTranslations("quiz");
  const nameDimension = useDimensionName();
  const explain = useExplain();
  const [standing, setStanding] = useState(initial);
  const [feedback, setFeedback] = useState<QuizFeedback | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isGuideOpen, setGuideOpen] = useState(false);
  const { question, dimensions, attempt, project } = standing;
  const draft = usePairDraft(question?.leaseId ?? "", dimensions);
  const isArmed = useDecoded(question ?? undefined) && !isBusy && !feedback;
  const linked = useLinkedView();
  const viewer = useViewer();

  const run = (work: () => Promise<void>) => {
    if (isBusy) return;
    setBusy(true);
    setProblem(null);
    void work()
      .catch((error: unknown) => setProblem(explain(error instanceof RequestFailure ? error : { message: error instanceof Error ? error.message : "The server could not answer." })))
      .finally(() => setBusy(false));
  };
  const send = () => {
    if (question && isArmed && draft.isComplete) run(async () => setFeedback(await answerQuestion(project.slug, question.leaseId, draft.answer.verdicts)));
  };
  const next = () => {
    if (!feedback) return;
    setStanding(feedback.standing);
    setFeedback(null);
    linked.fit();
    viewer.reset();
  };
  const nothing = () => {};
  const whileExplained = { Backspace: nothing, ArrowUp: nothing, ArrowDown: nothing };
  usePairKeys({ draft, viewer, linked, isArmed, onSend: feedback ? next : send, more: { KeyG: () => setGuideOpen(!isGuideOpen), ...(feedback ? whileExplained : {}) } });
  return (
    <main className="flex h-dvh overflow-hidden bg-stage">
      <div className="flex min-w-0 flex-1 flex-col overflow-hidden">
      <header className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-3 text-small text-ink-soft">
        <h1 className="min-w-0 truncate font-medium text-ink">{project.name}</h1>
        <span className="whitespace-nowrap tabular-nums">{question && attempt ? t("progress", { number: attempt.answered + 1, total: attempt.total }) : t("name")}</span>
        <Button size="small" variant="ghost" className="ml-auto" onClick={() => setGuideOpen(!isGuideOpen)}>
          {t("guide")}
        </Button>
      </header>
      {problem ? (
        <Notice tone="loss" className="mx-3 mt-2">
          {problem} {t("kept")}
        </Notice>
      ) : null}
      {question ? (
        <>
          <PairStage view={question} linked={linked} viewer={viewer} />
          {feedback ? (
            <Explanation feedback={feedback} dimensions={dimensions} onNext={next} />
          ) : (
            <section aria-label={t("questions")} className="shrink-0 border-t border-line px-3 py-3">
              <PairQuestions dimensions={dimensions} draft={draft} offer={OFFER} isArmed={isArmed} />
              <div className="mt-2 flex items-center justify-end gap-2">
                <Button variant="ghost" onClick={draft.takeBack} disabled={!draft.hasAnswers}>
                  {t("undo")}
                </Button>
                <Button variant="primary" onClick={send} disabled={!isArmed || !draft.isComplete} className="min-w-28">
                  {t("send")}
                </Button>
              </div>
            </section>
          )}
        </>
      ) : (
        <QuizStage standing={standing} isBusy={isBusy} onStart={() => run(async () => setStanding(await startAttempt(project.slug)))} />
      )}
      </div>
      <GuidePanel open={isGuideOpen} onClose={() => setGuideOpen(false)} topics={[dimensions[draft.active] ?? "", nameDimension(dimensions[draft.active] ?? "")]}>
        {guide}
      </GuidePanel>
    </main>
  );
}
