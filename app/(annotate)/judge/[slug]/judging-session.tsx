"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { findLocale } from "#lib/auth/locale.ts";
import type { JudgingView, OwnProgress } from "#lib/judgment/index.ts";
import { Kbd } from "../../../_components/kbd.tsx";
import { useLinkedView } from "../../../_components/viewer/use-linked-view.ts";
import { release } from "./judging-api.ts";
import { GuideDialog, HelpDialog, ReportDialog } from "./judging-dialogs.tsx";
import { JudgingHeader } from "./judging-header.tsx";
import { FailedStage, FinishedStage, LoadingStage, PausedStage } from "./judging-states.tsx";
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

type Project = { name: string; slug: string; dimensions: string[]; guideline: string; leaseSeconds: number };
type Overlay = "none" | "help" | "guide" | "report" | "paused";

/** Shown from the start to who reads another language than the instruction's; T changes it until the language changes. */
function useTranslationShown(language: string | undefined) {
  const locale = useLocale();
  const [chosen, setChosen] = useState<{ locale: string; isShown: boolean } | null>(null);
  const isShown = chosen?.locale === locale ? chosen.isShown : findLocale(language) !== locale;
  return { isShown, toggle: () => setChosen({ locale, isShown: !isShown }) };
}

function Instruction({ comparison, showsTranslation, onToggle }: { comparison: JudgingView; showsTranslation: boolean; onToggle: () => void }) {
  const t = useTranslations("judge");
  return (
    <div className="shrink-0 px-4 py-2 text-center">
      <p lang={comparison.language} className="mx-auto max-w-5xl text-lead font-semibold text-balance md:text-title">
        {comparison.instruction}
      </p>
      {comparison.translation ? (
        <div className="mx-auto flex max-w-5xl flex-wrap items-baseline justify-center gap-x-2">
          {showsTranslation ? <p lang="en" className="text-base text-ink-soft text-balance">{comparison.translation}</p> : null}
          <button type="button" aria-pressed={showsTranslation} title={t("translation.title")} onClick={onToggle} className="inline-flex items-center gap-1 rounded-control px-1 text-small text-ink-faint hover:text-ink aria-pressed:text-ink-soft">
            {t("translation.show")} <span className="hidden md:inline"><Kbd>T</Kbd></span>
          </button>
        </div>
      ) : null}
    </div>
  );
}

export function JudgingSession({ project, pseudonym, initialProgress, mayManage }: { project: Project; pseudonym: string; initialProgress: OwnProgress; mayManage: boolean }) {
  const t = useTranslations("judge");
  const { outbox, add } = useOutbox(pseudonym);
  const { current, queueLength, isArmed, isBroken, progress, situation, advance, refill, retryPictures } = useComparisons(project.slug, project.leaseSeconds, initialProgress, outbox.waiting);
  const form = useAnswers(project.dimensions);
  const linked = useLinkedView();
  const [overlay, setOverlay] = useState<Overlay>("none");
  const viewer = useViewer();
  const translation = useTranslationShown(current?.language);
  const readTime = useStopwatch(current?.leaseId, isArmed && overlay === "none");

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
    if (current) void release(current.leaseId, reason, note).finally(() => void refill());
    setOverlay("none");
    leave();
  };
  const onCommand = (command: Pressed, isShift: boolean) => {
    if (command.kind === "answer") return isArmed ? form.answer(form.active, command.value, isShift) : undefined;
    const ofQuestions = { send, "take-back": form.takeBack, "previous-question": () => form.move(-1), "next-question": () => form.move(1) };
    const ofPage = { translation: translation.toggle, guide: () => setOverlay("guide"), report: () => setOverlay("report"), help: () => setOverlay("help"), pause: () => setOverlay("paused") };
    const actions: Record<ActionName, () => void> = { ...ofQuestions, ...viewerActions(viewer, linked), ...ofPage };
    actions[command.kind]();
  };
  useKeys(overlay === "none" && current !== undefined, onCommand, (what) => viewer.setHeld(what ?? "none"));

  const close = () => setOverlay("none");
  const waitingText = isBroken ? t("waiting.broken") : t("waiting.loading");
  return (
    <main className="flex h-dvh flex-col overflow-hidden bg-stage">
      <JudgingHeader project={project} pseudonym={pseudonym} progress={progress} outbox={outbox} mayManage={mayManage} onPause={() => setOverlay("paused")} onGuide={() => setOverlay("guide")} onHelp={() => setOverlay("help")} onReport={() => setOverlay("report")} />
      {overlay === "paused" ? (
        <PausedStage onResume={close} />
      ) : current ? (
        <>
          <Instruction comparison={current} showsTranslation={translation.isShown} onToggle={translation.toggle} />
          <WideViewer comparison={current} linked={linked} viewer={viewer} />
          <NarrowViewer key={current.leaseId} comparison={current} linked={linked} viewer={viewer} />
          <ViewerBar linked={linked} viewer={viewer} hasChanges={Boolean(current.left.changes && current.right.changes)} />
          {isBroken ? (
            <button type="button" onClick={retryPictures} className="mx-auto my-1 text-base text-accent underline">
              {t("waiting.again")}
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
