"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useContext, useMemo, useState } from "react";
import type { OwnProgress } from "#lib/judgment/index.ts";
import { useDimensionName } from "../../../_components/dimension-name.ts";
import { useLinkedView } from "../../../_components/viewer/use-linked-view.ts";
import { withTiers } from "./answers/change-draft.ts";
import { toSendable } from "./answers/draft.ts";
import { pressDigit } from "./answers/press-digit.ts";
import { useAnswers } from "./answers/use-answers.ts";
import { HistoryDialog } from "./history/history-dialog.tsx";
import { type SentAnswer, useSent } from "./history/use-sent.ts";
import { GuidePanel } from "./guide-panel.tsx";
import type { PastJudgment } from "./judging-api.ts";
import { HelpDialog, ReportDialog } from "./judging-dialogs.tsx";
import { JudgingHeader } from "./judging-header.tsx";
import { NoticeBar } from "./judging-notice.tsx";
import { JudgingSourceContext } from "./judging-source.ts";
import { FailedStage, FinishedStage, LoadingStage, PausedStage } from "./judging-states.tsx";
import { makeId } from "./make-id.ts";
import { useOutbox } from "./outbox/use-outbox.ts";
import type { ActionName } from "./shortcuts.ts";
import { StopAndReturn, StudyEndedStage } from "./study-stages.tsx";
import { UnitStage } from "./unit-stage.tsx";
import { type Pressed, useKeys } from "./use-keys.ts";
import { useTranslationShown } from "./use-translation-shown.ts";
import { useMarks } from "./use-marks.ts";
import { useNarrow } from "./use-narrow.ts";
import { useSendTiming } from "./use-send-timing.ts";
import { useStopwatch } from "./use-stopwatch.ts";
import { useUnits } from "./use-units.ts";
import { nameOfEdit } from "./viewer/placed-pictures.ts";
import { useViewer } from "./viewer/use-viewer.ts";
import { viewerActions } from "./viewer/viewer-actions.ts";

const REFILL_BELOW = 6;

type Project = { name: string; slug: string; dimensions: string[]; leaseSeconds: number; changeWindowSeconds: number };
type Overlay = "none" | "help" | "guide" | "report" | "paused" | "history";

type SessionProps = { project: Project; guide: ReactNode; pseudonym: string; initialProgress: OwnProgress; mayManage: boolean };

export function JudgingSession({ project, guide, pseudonym, initialProgress, mayManage }: SessionProps) {
  const source = useContext(JudgingSourceContext);
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
  const t = useTranslations("judge");
  const dimensionName = useDimensionName();
  const translation = useTranslationShown(current?.view.language);
  // The guide stands beside the pictures: judging goes on.
  const isJudging = overlay === "none" || overlay === "guide";
  const marks = useMarks(current, units.isVisiting, answers.draft, isJudging);
  const isComplete = answers.isComplete && marks.isMarked;
  const readTime = useStopwatch(current?.id, isArmed && isJudging);
  const startTiming = useSendTiming(current?.id, isArmed);

  const resetView = () => {
    linked.fit();
    viewer.reset();
    marks.marking.reset();
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
    if (!current || !isArmed || !isJudging) return;
    if (!isComplete) return answers.gaps[0] ? answers.goTo(answers.gaps[0].key) : undefined;
    const draft = marks.addTo(answers.draft);
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
      (previous) => (previous ? open(previous) : setNotice(t("undoing.none"))),
      () => setNotice(t("undoing.unreachable")),
    );
  };
  const openPast = (past: PastJudgment) => {
    setOverlay("none");
    open({ judgmentId: past.id, view: past.view, form: past.form, draft: { verdicts: past.verdicts, parts: past.parts }, until: null });
  };
  const giveBack = (reason: string, note: string) => {
    if (current && !units.isVisiting) void source.release(current.id, reason, note).finally(() => void units.refill());
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
  const toggleGuide = () => setOverlay((before) => (before === "guide" ? "none" : "guide"));
  const keep = () => units.isVisiting && leave();
  const onCommand = (command: Pressed, isShift: boolean) => {
    if (command.kind === "digit") return onDigit(command.digit, isShift);
    const ofQuestions = { send, keep, "take-back": undo, "same-as-above": copyAbove, "previous-question": () => answers.move(-1), "next-question": () => answers.move(1) };
    const ofPage = { translation: translation.toggle, guide: toggleGuide, report: () => setOverlay("report"), help: () => setOverlay("help"), pause: () => setOverlay("paused"), history: () => setOverlay("history") };
    const actions: Record<ActionName, () => void> = { ...ofQuestions, ...viewerActions(viewer, linked, isRanking ? names.length : null), ...ofPage };
    actions[command.kind]();
  };
  useKeys(isJudging, onCommand, (what) => viewer.setHeld(what ?? "none"));

  const close = () => setOverlay("none");
  const { situation, progress, participation } = units;
  const active = answers.questions[answers.active]?.dimension;
  return (
    <main className="flex h-dvh overflow-hidden bg-stage" data-overlay={overlay}>
      <div className="flex min-w-0 flex-1 flex-col overflow-hidden">
      <JudgingHeader project={project} pseudonym={pseudonym} progress={progress} outbox={outbox} mayManage={mayManage} onForgetRefused={forgetRefused} onOpen={(wanted) => (wanted === "guide" ? toggleGuide() : setOverlay(wanted))} />
      <NoticeBar notice={units.notice} />
      {overlay === "paused" ? (
        <PausedStage onResume={close}>
          {participation?.state === "STARTED" ? <StopAndReturn slug={slug} waiting={outbox.waiting} onLeft={(ended) => (units.endWith(ended), close())} /> : null}
        </PausedStage>
      ) : current ? (
        <UnitStage unit={current} names={names} dimensions={dimensions} units={units} answers={answers} marking={marks.block ? marks.marking : null} isComplete={isComplete} linked={linked} viewer={viewer} isNarrow={isNarrow} isRanking={isRanking} notice={notice} translation={translation} onKeep={keep} onUndo={undo} onSend={send} />
      ) : situation.kind === "failed" ? (
        <FailedStage situation={situation} onRetry={() => void units.refill()} />
      ) : situation.kind === "finished" && participation && participation.state !== "STARTED" ? (
        <StudyEndedStage participation={participation} progress={progress} />
      ) : situation.kind === "finished" ? (
        <FinishedStage progress={progress} ending={situation.ending} onLookAgain={() => void units.refill()} onUndo={undo} notice={notice} />
      ) : (
        <LoadingStage />
      )}
      </div>
      <GuidePanel open={overlay === "guide"} onClose={close} topics={active ? [dimensionName(active), active] : []} form={current?.form}>
        {guide}
      </GuidePanel>
      <HelpDialog open={overlay === "help"} onClose={close} />
      <ReportDialog open={overlay === "report"} onClose={close} onReport={giveBack} />
      {overlay === "history" ? <HistoryDialog slug={slug} onClose={close} onChange={openPast} /> : null}
    </main>
  );
}
