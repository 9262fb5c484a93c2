"use client";

import { type ReactNode, useContext, useState } from "react";
import type { JudgingView, OwnProgress } from "#lib/judgment/index.ts";
import { useLinkedView } from "../../../_components/viewer/use-linked-view.ts";
import { dimensionName } from "../../../_components/figure.ts";
import { GuidePanel } from "./guide-panel.tsx";
import { HelpDialog, ReportDialog } from "./judging-dialogs.tsx";
import { JudgingHeader } from "./judging-header.tsx";
import { NoticeBar } from "./judging-notice.tsx";
import { JudgingSourceContext } from "./judging-source.ts";
import { FailedStage, FinishedStage, LoadingStage, PausedStage } from "./judging-states.tsx";
import { StopAndReturn, StudyEndedStage } from "./study-stages.tsx";
import { QuestionBlock } from "./questions/question-block.tsx";
import type { ActionName } from "./shortcuts.ts";
import { useAnswers } from "./use-answers.ts";
import { useComparisons } from "./use-comparisons.ts";
import { type Pressed, useKeys } from "./use-keys.ts";
import { useOutbox } from "./use-outbox.ts";
import { useStopwatch } from "./use-stopwatch.ts";
import { NarrowViewer, WideViewer } from "./viewer/edit-viewer.tsx";
import { useViewer } from "./viewer/use-viewer.ts";
import { viewerActions } from "./viewer/viewer-actions.ts";
import { ViewerBar } from "./viewer/viewer-bar.tsx";

const REFILL_BELOW = 3;

type Project = { name: string; slug: string; dimensions: string[]; leaseSeconds: number };
type Overlay = "none" | "help" | "guide" | "report" | "paused";

function Instruction({ comparison }: { comparison: JudgingView }) {
  return (
    <div className="shrink-0 px-4 py-2 text-center">
      <p lang={comparison.language} className="mx-auto max-w-5xl text-lead font-semibold text-balance md:text-title">
        {comparison.instruction}
      </p>
      {comparison.translation ? <p className="mx-auto max-w-5xl text-base text-ink-soft text-balance">{comparison.translation}</p> : null}
    </div>
  );
}

type SessionProps = { project: Project; guide: ReactNode; pseudonym: string; initialProgress: OwnProgress; mayManage: boolean };

export function JudgingSession({ project, guide, pseudonym, initialProgress, mayManage }: SessionProps) {
  const source = useContext(JudgingSourceContext);
  const { outbox, add } = useOutbox(pseudonym);
  const { current, queueLength, isArmed, isBroken, progress, participation, notice, situation, advance, endWith, refill, retryPictures } = useComparisons(project.slug, project.leaseSeconds, initialProgress, outbox.waiting);
  const form = useAnswers(project.dimensions);
  const linked = useLinkedView();
  const [overlay, setOverlay] = useState<Overlay>("none");
  const viewer = useViewer();
  const readTime = useStopwatch(current?.leaseId, isArmed && (overlay === "none" || overlay === "guide"));

  const toggleGuide = () => setOverlay((before) => (before === "guide" ? "none" : "guide"));
  const leave = () => {
    form.clear();
    linked.fit();
    viewer.reset();
    advance();
    if (queueLength - 1 < REFILL_BELOW) void refill();
  };
  const send = () => {
    if (!current || !isArmed || !form.isComplete) return;
    add({ id: crypto.randomUUID(), leaseId: current.leaseId, verdicts: form.answers, durationMs: readTime() });
    leave();
  };
  const giveBack = (reason: string, note: string) => {
    if (current) void source.release(current.leaseId, reason, note).finally(() => void refill());
    setOverlay("none");
    leave();
  };
  const onCommand = (command: Pressed, isShift: boolean) => {
    if (command.kind === "answer") return isArmed ? form.answer(form.active, command.value, isShift) : undefined;
    const ofQuestions = { send, "take-back": form.takeBack, "previous-question": () => form.move(-1), "next-question": () => form.move(1) };
    const ofPage = { guide: toggleGuide, report: () => setOverlay("report"), help: () => setOverlay("help"), pause: () => setOverlay("paused") };
    const actions: Record<ActionName, () => void> = { ...ofQuestions, ...viewerActions(viewer, linked), ...ofPage };
    actions[command.kind]();
  };
  useKeys((overlay === "none" || overlay === "guide") && current !== undefined, onCommand, (what) => viewer.setHeld(what ?? "none"));

  const active = project.dimensions[form.active];
  const topics = active ? [dimensionName(active), active] : [];
  const close = () => setOverlay("none");
  const waitingText = isBroken ? "A picture could not be loaded." : "Loading the pictures; you can answer in a moment.";
  return (
    <main className="flex h-dvh overflow-hidden bg-stage">
      <div className="flex min-w-0 flex-1 flex-col overflow-hidden">
      <JudgingHeader project={project} pseudonym={pseudonym} progress={progress} outbox={outbox} mayManage={mayManage} onPause={() => setOverlay("paused")} onGuide={toggleGuide} onHelp={() => setOverlay("help")} onReport={() => setOverlay("report")} />
      <NoticeBar notice={notice} />
      {overlay === "paused" ? (
        <PausedStage onResume={close}>
          {participation?.state === "STARTED" ? <StopAndReturn slug={project.slug} waiting={outbox.waiting} onLeft={(ended) => (endWith(ended), close())} /> : null}
        </PausedStage>
      ) : current ? (
        <>
          <Instruction comparison={current} />
          <WideViewer comparison={current} linked={linked} viewer={viewer} />
          <NarrowViewer key={current.leaseId} comparison={current} linked={linked} viewer={viewer} />
          <ViewerBar linked={linked} viewer={viewer} hasChanges={current.edits.every((edit) => edit.changes !== null)} />
          {isBroken ? (
            <button type="button" onClick={retryPictures} className="mx-auto my-1 text-base text-accent underline">
              Load the pictures again
            </button>
          ) : null}
          <QuestionBlock dimensions={project.dimensions} answers={form.answers} active={form.active} isArmed={isArmed} isComplete={form.isComplete} hasAnswers={form.hasAnswers} waitingText={waitingText} onAnswer={form.answer} onActivate={form.setActive} onTakeBack={form.takeBack} onSend={send} />
        </>
      ) : situation.kind === "failed" ? (
        <FailedStage situation={situation} onRetry={() => void refill()} />
      ) : situation.kind === "finished" && participation && participation.state !== "STARTED" ? (
        <StudyEndedStage participation={participation} progress={progress} />
      ) : situation.kind === "finished" ? (
        <FinishedStage progress={progress} onLookAgain={() => void refill()} />
      ) : (
        <LoadingStage />
      )}
      </div>
      <GuidePanel open={overlay === "guide"} onClose={close} topics={topics}>
        {guide}
      </GuidePanel>
      <HelpDialog open={overlay === "help"} onClose={close} />
      <ReportDialog open={overlay === "report"} onClose={close} onReport={giveBack} />
    </main>
  );
}
