"use client";

import { useMemo, useState } from "react";
import type { OwnProgress } from "#lib/judgment/index.ts";
import { useLinkedView } from "../../../_components/viewer/use-linked-view.ts";
import { withTiers } from "./answers/change-draft.ts";
import { toSendable } from "./answers/draft.ts";
import { pressDigit } from "./answers/press-digit.ts";
import { useAnswers } from "./answers/use-answers.ts";
import { HistoryDialog } from "./history/history-dialog.tsx";
import { type SentAnswer, useSent } from "./history/use-sent.ts";
import { type PastJudgment, release } from "./judging-api.ts";
import { GuideDialog, HelpDialog, ReportDialog } from "./judging-dialogs.tsx";
import { JudgingHeader } from "./judging-header.tsx";
import { FailedStage, FinishedStage, LoadingStage, PausedStage } from "./judging-states.tsx";
import { makeId } from "./make-id.ts";
import { useOutbox } from "./outbox/use-outbox.ts";
import type { ActionName } from "./shortcuts.ts";
import { UnitStage } from "./unit-stage.tsx";
import { type Pressed, useKeys } from "./use-keys.ts";
import { useNarrow } from "./use-narrow.ts";
import { useSendTiming } from "./use-send-timing.ts";
import { useStopwatch } from "./use-stopwatch.ts";
import { useUnits } from "./use-units.ts";
import { nameOfEdit } from "./viewer/placed-pictures.ts";
import { useViewer } from "./viewer/use-viewer.ts";
import { viewerActions } from "./viewer/viewer-actions.ts";

const REFILL_BELOW = 3;

type Project = { name: string; slug: string; dimensions: string[]; guideline: string; leaseSeconds: number; changeWindowSeconds: number };
type Overlay = "none" | "help" | "guide" | "report" | "paused" | "history";

export function JudgingSession({ project, pseudonym, initialProgress, mayManage }: { project: Project; pseudonym: string; initialProgress: OwnProgress; mayManage: boolean }) {
  const { slug, dimensions } = project;
  const { outbox, add, forgetRefused, listWaiting } = useOutbox(pseudonym);
  const units = useUnits(slug, project.leaseSeconds, initialProgress, listWaiting);
  const { current, isArmed } = units;
  const isRanking = current?.form.blocks.some(({ kind }) => kind === "rank") ?? false;
  const answers = useAnswers(current?.id ?? "", current?.form, dimensions, current?.view.edits.length ?? 0);
  const names = useMemo(() => (current?.view.edits ?? []).map((_, index) => nameOfEdit(index, isRanking)), [current, isRanking]);
  const sent = useSent(slug);
  const linked = useLinkedView();
  const viewer = useViewer();
  const isNarrow = useNarrow();
  const [overlay, setOverlay] = useState<Overlay>("none");
  const [notice, setNotice] = useState("");
  const readTime = useStopwatch(current?.id, isArmed && overlay === "none");
  const startTiming = useSendTiming(current?.id, isArmed);

  const resetView = () => {
    linked.fit();
    viewer.reset();
    setNotice("");
  };
  const leave = () => {
    if (current) answers.forget(current.id);
    resetView();
    if (units.isVisiting) return units.visit(null);
    units.advance();
    if (units.queueLength - 1 < REFILL_BELOW) void units.refill();
  };
  const send = () => {
    if (!current || !isArmed || overlay !== "none") return;
    if (!answers.isComplete) return answers.gaps[0] ? answers.goTo(answers.gaps[0].key) : undefined;
    const { draft } = answers;
    startTiming();
    if (units.isVisiting) {
      add({ kind: "revise", body: { id: makeId(), judgmentId: current.id, ...toSendable(draft), durationMs: readTime() } });
      sent.replace(current.id, draft);
    } else {
      const id = makeId();
      add({ kind: "submit", body: { id, leaseId: current.id, ...toSendable(draft), durationMs: readTime() } });
      sent.remember({ judgmentId: id, view: current.view, form: current.form, draft, until: Date.now() + project.changeWindowSeconds * 1_000 });
    }
    leave();
  };
  const open = ({ judgmentId, view, form, draft }: SentAnswer) => {
    answers.fill(judgmentId, draft);
    units.visit({ id: judgmentId, view, form });
    resetView();
  };
  const undo = () => {
    if (answers.hasSteps) return answers.takeBack();
    sent.findPrevious(units.isVisiting && current ? current.id : null).then(
      (previous) => (previous ? open(previous) : setNotice("There is no earlier answer that can still be changed.")),
      () => setNotice("Your earlier answers cannot be reached just now."),
    );
  };
  const openPast = (past: PastJudgment) => {
    setOverlay("none");
    open({ judgmentId: past.id, view: past.view, form: past.form, draft: { verdicts: past.verdicts, parts: past.parts }, until: null });
  };
  const giveBack = (reason: string, note: string) => {
    if (current && !units.isVisiting) void release(current.id, reason, note).finally(() => void units.refill());
    setOverlay("none");
    leave();
  };
  const onDigit = (digit: number, isShift: boolean) => {
    const question = answers.questions[answers.active];
    if (!current || !isArmed) return;
    if (isRanking && isShift) return digit >= 1 && digit <= names.length ? viewer.enlarge(digit - 1) : undefined;
    const pressed = pressDigit(current.form, question, answers.draft, { digit, isShift }, names.length);
    if (pressed) answers.change(() => pressed.draft, { moveOn: pressed.moveOn });
  };
  const copyAbove = () => {
    const [above, own] = [answers.questions[answers.active - 1], answers.questions[answers.active]];
    const tiers = above?.dimension === undefined ? undefined : answers.draft.parts.tiers?.[above.dimension];
    if (isArmed && own?.kind === "rank" && own.dimension && tiers) answers.change((draft) => withTiers(draft, own.dimension!, tiers));
  };
  const keep = () => units.isVisiting && leave();
  const onCommand = (command: Pressed, isShift: boolean) => {
    if (command.kind === "digit") return onDigit(command.digit, isShift);
    const ofQuestions = { send, keep, "take-back": undo, "same-as-above": copyAbove, "previous-question": () => answers.move(-1), "next-question": () => answers.move(1) };
    const ofPage = { guide: () => setOverlay("guide"), report: () => setOverlay("report"), help: () => setOverlay("help"), pause: () => setOverlay("paused"), history: () => setOverlay("history") };
    const actions: Record<ActionName, () => void> = { ...ofQuestions, ...viewerActions(viewer, linked, isRanking ? names.length : null), ...ofPage };
    actions[command.kind]();
  };
  useKeys(overlay === "none", onCommand, (what) => viewer.setHeld(what ?? "none"));

  const close = () => setOverlay("none");
  const { situation, progress } = units;
  return (
    <main className="flex h-dvh flex-col overflow-hidden bg-stage">
      <JudgingHeader project={project} pseudonym={pseudonym} progress={progress} outbox={outbox} mayManage={mayManage} onForgetRefused={forgetRefused} onOpen={setOverlay} />
      {overlay === "paused" ? (
        <PausedStage onResume={close} />
      ) : current ? (
        <UnitStage unit={current} names={names} dimensions={dimensions} units={units} answers={answers} linked={linked} viewer={viewer} isNarrow={isNarrow} isRanking={isRanking} notice={notice} onKeep={keep} onUndo={undo} onSend={send} />
      ) : situation.kind === "failed" ? (
        <FailedStage situation={situation} onRetry={() => void units.refill()} />
      ) : situation.kind === "finished" ? (
        <FinishedStage progress={progress} ending={situation.ending} onLookAgain={() => void units.refill()} onUndo={undo} notice={notice} />
      ) : (
        <LoadingStage />
      )}
      <HelpDialog open={overlay === "help"} onClose={close} />
      <GuideDialog open={overlay === "guide"} onClose={close} guideline={project.guideline} form={current?.form} />
      <ReportDialog open={overlay === "report"} onClose={close} onReport={giveBack} />
      {overlay === "history" ? <HistoryDialog slug={slug} onClose={close} onChange={openPast} /> : null}
    </main>
  );
}
