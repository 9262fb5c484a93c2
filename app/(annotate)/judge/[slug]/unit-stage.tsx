"use client";

import { useTranslations } from "next-intl";
import type { JudgingView } from "#lib/judgment/index.ts";
import { Kbd } from "../../../_components/kbd.tsx";
import { MarkingBar } from "../../../_components/viewer/regions/marking-bar.tsx";
import type { Marking } from "../../../_components/viewer/regions/use-marking.ts";
import type { Linked } from "../../../_components/viewer/use-linked-view.ts";
import type { Answers } from "./answers/use-answers.ts";
import { AnswerPanel } from "./blocks/answer-panel.tsx";
import type { TranslationShown } from "./use-translation-shown.ts";
import type { Unit, Units } from "./use-units.ts";
import { WideViewer } from "./viewer/edit-viewer.tsx";
import { NarrowViewer } from "./viewer/narrow-viewer.tsx";
import { RankingViewer } from "./viewer/ranking-viewer.tsx";
import type { Viewer } from "./viewer/use-viewer.ts";
import { ViewerBar } from "./viewer/viewer-bar.tsx";

type StageProps = {
  unit: Unit;
  names: readonly string[];
  dimensions: readonly string[];
  units: Units;
  answers: Answers;
  /** Null where the form asks for no regions. */
  marking: Marking | null;
  isComplete: boolean;
  linked: Linked;
  viewer: Viewer;
  isNarrow: boolean;
  isRanking: boolean;
  notice: string;
  translation: TranslationShown;
  onKeep: () => void;
  onUndo: () => void;
  onSend: () => void;
};

function Instruction({ view, translation }: { view: JudgingView; translation: TranslationShown }) {
  const t = useTranslations("judge");
  return (
    <div className="shrink-0 px-4 py-2 text-center">
      <p lang={view.language} className="mx-auto max-w-5xl text-lead font-semibold text-balance md:text-title">
        {view.instruction}
      </p>
      {view.translation ? (
        <div className="mx-auto flex max-w-5xl flex-wrap items-center justify-center gap-2">
          {translation.isShown ? (
            <p lang="en" className="text-base text-balance text-ink-soft">
              {view.translation}
            </p>
          ) : null}
          <button type="button" aria-pressed={translation.isShown} title={t("translation.title")} onClick={translation.toggle} className="inline-flex items-center gap-1 rounded-control px-1 text-small text-ink-faint hover:text-ink aria-pressed:text-ink-soft">
            {t("translation.show")} <span className="hidden md:inline"><Kbd>T</Kbd></span>
          </button>
        </div>
      ) : null}
    </div>
  );
}

/** The unit on screen: its instruction, its pictures, and what its form asks. */
export function UnitStage({ unit, names, dimensions, units, answers, marking, isComplete, linked, viewer, isNarrow, isRanking, notice, translation, onKeep, onUndo, onSend }: StageProps) {
  const t = useTranslations("judge");
  const { isArmed, isBroken, isVisiting } = units;
  const { view } = unit;
  const Wide = isRanking ? RankingViewer : WideViewer;
  return (
    <>
      <Instruction view={view} translation={translation} />
      {isNarrow ? <NarrowViewer key={unit.id} comparison={view} linked={linked} viewer={viewer} isRanking={isRanking} marking={marking} /> : <Wide comparison={view} linked={linked} viewer={viewer} marking={marking} />}
      <ViewerBar linked={linked} viewer={viewer} isRanking={isRanking} hasChanges={view.edits.every((edit) => edit.changes !== null)} />
      {marking ? <MarkingBar marking={marking} /> : null}
      {isBroken ? (
        <button type="button" onClick={units.retryPictures} className="mx-auto my-1 text-base text-accent underline">
          {t("waiting.again")}
        </button>
      ) : null}
      <AnswerPanel
        form={unit.form}
        view={view}
        names={names}
        dimensions={dimensions}
        answers={answers}
        marking={marking}
        isComplete={isComplete}
        isArmed={isArmed}
        isNarrow={isNarrow}
        waitingText={t(isBroken ? "waiting.broken" : "waiting.loading")}
        notice={notice}
        onKeep={isVisiting ? onKeep : null}
        onUndo={onUndo}
        onSend={onSend}
      />
    </>
  );
}
