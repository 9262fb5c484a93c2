"use client";

import type { JudgingView } from "#lib/judgment/index.ts";
import { MarkingBar } from "../../../_components/viewer/regions/marking-bar.tsx";
import type { Marking } from "../../../_components/viewer/regions/use-marking.ts";
import type { Linked } from "../../../_components/viewer/use-linked-view.ts";
import type { Answers } from "./answers/use-answers.ts";
import { AnswerPanel } from "./blocks/answer-panel.tsx";
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
  onKeep: () => void;
  onUndo: () => void;
  onSend: () => void;
};

function Instruction({ view }: { view: JudgingView }) {
  return (
    <div className="shrink-0 px-4 py-2 text-center">
      <p lang={view.language} className="mx-auto max-w-5xl text-lead font-semibold text-balance md:text-title">
        {view.instruction}
      </p>
      {view.translation ? <p className="mx-auto max-w-5xl text-base text-ink-soft text-balance">{view.translation}</p> : null}
    </div>
  );
}

/** The unit on screen: its instruction, its pictures, and what its form asks. */
export function UnitStage({ unit, names, dimensions, units, answers, marking, isComplete, linked, viewer, isNarrow, isRanking, notice, onKeep, onUndo, onSend }: StageProps) {
  const { isArmed, isBroken, isVisiting } = units;
  const { view } = unit;
  const Wide = isRanking ? RankingViewer : WideViewer;
  return (
    <>
      <Instruction view={view} />
      {isNarrow ? <NarrowViewer key={unit.id} comparison={view} linked={linked} viewer={viewer} isRanking={isRanking} marking={marking} /> : <Wide comparison={view} linked={linked} viewer={viewer} marking={marking} />}
      <ViewerBar linked={linked} viewer={viewer} isRanking={isRanking} hasChanges={view.edits.every((edit) => edit.changes !== null)} />
      {marking ? <MarkingBar marking={marking} /> : null}
      {isBroken ? (
        <button type="button" onClick={units.retryPictures} className="mx-auto my-1 text-base text-accent underline">
          Load the pictures again
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
        waitingText={isBroken ? "A picture could not be loaded." : "Loading the pictures; you can answer in a moment."}
        notice={notice}
        onKeep={isVisiting ? onKeep : null}
        onUndo={onUndo}
        onSend={onSend}
      />
    </>
  );
}
