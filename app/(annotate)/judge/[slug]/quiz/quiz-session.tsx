"use client";

import { type ReactNode, useState } from "react";
import type { QuizFeedback, QuizStanding } from "#lib/quiz/index.ts";
import { Button } from "../../../../_components/button.tsx";
import { Notice } from "../../../../_components/notice.tsx";
import { useLinkedView } from "../../../../_components/viewer/use-linked-view.ts";
import { dimensionName } from "../../../../_components/figure.ts";
import { GuidePanel } from "../guide-panel.tsx";
import { QuestionBlock } from "../questions/question-block.tsx";
import { useAnswers } from "../use-answers.ts";
import { useKeys } from "../use-keys.ts";
import { NarrowViewer, WideViewer } from "../viewer/edit-viewer.tsx";
import { useViewer } from "../viewer/use-viewer.ts";
import { viewerActions } from "../viewer/viewer-actions.ts";
import { ViewerBar } from "../viewer/viewer-bar.tsx";
import { Explanation } from "./explanation.tsx";
import { answerQuestion, startAttempt } from "./quiz-api.ts";
import { QuizStage } from "./quiz-stages.tsx";

/** The entry quiz: a question, its explanation, the next one, the result. The question stays on screen while it is explained. */
export function QuizSession({ initial, guide }: { initial: QuizStanding; guide: ReactNode }) {
  const [standing, setStanding] = useState(initial);
  const [feedback, setFeedback] = useState<QuizFeedback | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isGuideOpen, setGuideOpen] = useState(false);
  const { question, dimensions, attempt, project } = standing;
  const form = useAnswers(dimensions);
  const linked = useLinkedView();
  const viewer = useViewer();

  const run = (work: () => Promise<void>) => {
    if (isBusy) return;
    setBusy(true);
    setProblem(null);
    void work()
      .catch((error: unknown) => setProblem(error instanceof Error ? error.message : "The server could not answer."))
      .finally(() => setBusy(false));
  };
  const send = () => {
    if (question && form.isComplete && !feedback) run(async () => setFeedback(await answerQuestion(project.slug, question.leaseId, form.answers)));
  };
  const next = () => {
    if (!feedback) return;
    setStanding(feedback.standing);
    setFeedback(null);
    form.clear();
    linked.fit();
    viewer.reset();
  };
  useKeys(
    question !== null,
    (command, isShift) => {
      if (command.kind === "answer") return feedback ? undefined : form.answer(form.active, command.value, isShift);
      const nothing = () => {};
      const actions = { ...viewerActions(viewer, linked), send: feedback ? next : send, "take-back": feedback ? nothing : form.takeBack, "previous-question": () => form.move(-1), "next-question": () => form.move(1), guide: () => setGuideOpen(!isGuideOpen), report: nothing, help: nothing, pause: nothing };
      actions[command.kind]();
    },
    (what) => viewer.setHeld(what ?? "none"),
  );
  return (
    <main className="flex h-dvh overflow-hidden bg-stage">
      <div className="flex min-w-0 flex-1 flex-col overflow-hidden">
      <header className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-3 text-small text-ink-soft">
        <span className="min-w-0 truncate font-medium text-ink">{project.name}</span>
        <span className="whitespace-nowrap tabular-nums">{question && attempt ? `Quiz, ${attempt.answered + 1} of ${attempt.total}` : "Quiz"}</span>
        <Button size="small" variant="ghost" className="ml-auto" onClick={() => setGuideOpen(!isGuideOpen)}>
          Guide
        </Button>
      </header>
      {problem ? (
        <Notice tone="loss" className="mx-3 mt-2">
          {problem} What you answered before is kept.
        </Notice>
      ) : null}
      {question ? (
        <>
          <p lang={question.language} className="shrink-0 px-4 py-2 text-center text-lead font-semibold text-balance md:text-title">
            {question.instruction}
          </p>
          <WideViewer comparison={question} linked={linked} viewer={viewer} />
          <NarrowViewer key={question.leaseId} comparison={question} linked={linked} viewer={viewer} />
          <ViewerBar linked={linked} viewer={viewer} hasChanges={question.edits.every((edit) => edit.changes !== null)} />
          {feedback ? (
            <Explanation feedback={feedback} dimensions={dimensions} onNext={next} />
          ) : (
            <QuestionBlock dimensions={dimensions} answers={form.answers} active={form.active} isArmed={!isBusy} isComplete={form.isComplete} hasAnswers={form.hasAnswers} waitingText="Sending …" onAnswer={form.answer} onActivate={form.setActive} onTakeBack={form.takeBack} onSend={send} />
          )}
        </>
      ) : (
        <QuizStage standing={standing} isBusy={isBusy} onStart={() => run(async () => setStanding(await startAttempt(project.slug)))} />
      )}
      </div>
      <GuidePanel open={isGuideOpen} onClose={() => setGuideOpen(false)} topics={[dimensions[form.active] ?? "", dimensionName(dimensions[form.active] ?? "")]}>
        {guide}
      </GuidePanel>
    </main>
  );
}
