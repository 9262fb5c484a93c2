"use client";

import { useEffect, useRef, useState } from "react";
import type { JudgingView, OwnProgress } from "#lib/judgment/index.ts";
import { release } from "./judging-api.ts";
import { GuideDialog, HelpDialog, ReportDialog } from "./judging-dialogs.tsx";
import { JudgingHeader } from "./judging-header.tsx";
import { FailedStage, FinishedStage, LoadingStage, PausedStage } from "./judging-states.tsx";
import { Outbox, type OutboxState } from "./outbox.ts";
import { QuestionBlock } from "./questions/question-block.tsx";
import type { Command } from "./shortcuts.ts";
import { useAnswers } from "./use-answers.ts";
import { useComparisons } from "./use-comparisons.ts";
import { useKeys } from "./use-keys.ts";
import { type Layout, NarrowViewer, ViewerBar, WideViewer } from "./viewer/edit-viewer.tsx";
import { useLinkedView } from "./viewer/use-linked-view.ts";

const KEY_ZOOM = 1.4;
const REFILL_BELOW = 3;

type Project = { name: string; slug: string; dimensions: string[]; guideline: string; leaseSeconds: number };
type Overlay = "none" | "help" | "guide" | "report" | "paused";

/** The outbox of this person, with its state for the page. */
function useOutbox(pseudonym: string): { outbox: OutboxState; add: Outbox["add"] } {
  const [outbox, setOutbox] = useState<OutboxState>({ waiting: 0, isOffline: false, refused: null });
  const instance = useRef<Outbox>(null);
  useEffect(() => {
    const created = new Outbox(pseudonym, setOutbox);
    instance.current = created;
    const flush = () => void created.flush();
    flush();
    window.addEventListener("online", flush);
    return () => {
      created.stop();
      window.removeEventListener("online", flush);
    };
  }, [pseudonym]);
  return { outbox, add: (answer) => instance.current?.add(answer) };
}

/** Milliseconds that a comparison was on screen and armed, without the time in a pause. */
function useStopwatch(leaseId: string | undefined, isRunning: boolean): () => number {
  const watch = useRef({ leaseId, total: 0, since: null as number | null });
  useEffect(() => {
    const own = watch.current;
    if (own.leaseId !== leaseId) Object.assign(own, { leaseId, total: 0, since: null });
    if (!isRunning) return;
    own.since = performance.now();
    return () => {
      own.total += own.since === null ? 0 : performance.now() - own.since;
      own.since = null;
    };
  }, [isRunning, leaseId]);
  return () => Math.round(watch.current.total + (watch.current.since === null ? 0 : performance.now() - watch.current.since));
}

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

export function JudgingSession({ project, pseudonym, initialProgress, mayManage }: { project: Project; pseudonym: string; initialProgress: OwnProgress; mayManage: boolean }) {
  const { outbox, add } = useOutbox(pseudonym);
  const { current, queueLength, isArmed, isBroken, progress, situation, advance, refill, retryPictures } = useComparisons(project.slug, project.leaseSeconds, initialProgress, outbox.waiting);
  const form = useAnswers(project.dimensions);
  const linked = useLinkedView();
  const [overlay, setOverlay] = useState<Overlay>("none");
  const [layout, setLayout] = useState<Layout>("three");
  const [isSourceHeld, setSourceHeld] = useState(false);
  const readTime = useStopwatch(current?.leaseId, isArmed && overlay === "none");

  const leave = () => {
    form.clear();
    linked.fit();
    advance();
    if (queueLength - 1 < REFILL_BELOW) void refill();
  };
  const send = () => {
    if (!current || !isArmed || !form.isComplete) return;
    add({ id: crypto.randomUUID(), leaseId: current.leaseId, verdicts: form.answers, durationMs: readTime() });
    leave();
  };
  const giveBack = (reason: string, note: string) => {
    if (current) void release(current.leaseId, reason, note).finally(() => void refill());
    setOverlay("none");
    leave();
  };
  const toggleLayout = () => setLayout((before) => (before === "three" ? "two" : "three"));
  const onCommand = (command: Command, isShift: boolean) => {
    if (command.kind === "answer") return isArmed ? form.answer(form.active, command.value, isShift) : undefined;
    const actions: Record<Exclude<Command["kind"], "answer" | "source">, () => void> = {
      send,
      "take-back": form.takeBack,
      "previous-question": () => form.move(-1),
      "next-question": () => form.move(1),
      layout: toggleLayout,
      fit: linked.fit,
      "zoom-in": () => linked.zoomAt(KEY_ZOOM),
      "zoom-out": () => linked.zoomAt(1 / KEY_ZOOM),
      guide: () => setOverlay("guide"),
      report: () => setOverlay("report"),
      help: () => setOverlay("help"),
      pause: () => setOverlay("paused"),
    };
    if (command.kind !== "source") actions[command.kind]();
  };
  useKeys(overlay === "none" && current !== undefined, onCommand, setSourceHeld);

  const close = () => setOverlay("none");
  const waitingText = isBroken ? "A picture could not be loaded." : "Loading the pictures; you can answer in a moment.";
  return (
    <main className="flex h-dvh flex-col overflow-hidden bg-stage">
      <JudgingHeader project={project} pseudonym={pseudonym} progress={progress} outbox={outbox} mayManage={mayManage} onPause={() => setOverlay("paused")} onGuide={() => setOverlay("guide")} onHelp={() => setOverlay("help")} onReport={() => setOverlay("report")} />
      {overlay === "paused" ? (
        <PausedStage onResume={close} />
      ) : current ? (
        <>
          <Instruction comparison={current} />
          <WideViewer comparison={current} linked={linked} isSourceHeld={isSourceHeld} layout={layout} />
          <NarrowViewer key={current.leaseId} comparison={current} linked={linked} />
          <ViewerBar linked={linked} layout={layout} onLayout={toggleLayout} />
          {isBroken ? (
            <button type="button" onClick={retryPictures} className="mx-auto my-1 text-base text-accent underline">
              Load the pictures again
            </button>
          ) : null}
          <QuestionBlock dimensions={project.dimensions} answers={form.answers} active={form.active} isArmed={isArmed} isComplete={form.isComplete} hasAnswers={form.hasAnswers} waitingText={waitingText} onAnswer={form.answer} onActivate={form.setActive} onTakeBack={form.takeBack} onSend={send} />
        </>
      ) : situation.kind === "failed" ? (
        <FailedStage situation={situation} onRetry={() => void refill()} />
      ) : situation.kind === "finished" ? (
        <FinishedStage progress={progress} onLookAgain={() => void refill()} />
      ) : (
        <LoadingStage />
      )}
      <HelpDialog open={overlay === "help"} onClose={close} />
      <GuideDialog open={overlay === "guide"} onClose={close} guideline={project.guideline} />
      <ReportDialog open={overlay === "report"} onClose={close} onReport={giveBack} />
    </main>
  );
}
