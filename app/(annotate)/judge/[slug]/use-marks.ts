"use client";

import { useState } from "react";
import { findBlock } from "#lib/form/schemas.ts";
import { isMarked, type Marks, marksOfAnswer, startMarks } from "../../../_components/viewer/regions/marks.ts";
import { useMarking } from "../../../_components/viewer/regions/use-marking.ts";
import { useMarkingKeys } from "../../../_components/viewer/regions/use-marking-keys.ts";
import type { Draft } from "./answers/draft.ts";
import type { Unit } from "./use-units.ts";

const NO_BLOCK = { types: ["artifact"], severity: false };

/**
 * The faults marked on the unit on screen; a revision starts from those that were sent. `addTo` puts them into the answer.
 * Without a block of regions in the form, everything counts as marked and nothing is added.
 */
export function useMarks(unit: Unit | undefined, isRevision: boolean, draft: Draft, isEnabled: boolean) {
  const [held, setHeld] = useState<{ unitId: string; marks: Marks } | null>(null);
  const block = unit ? findBlock(unit.form, "regions") : undefined;
  const edits = unit?.view.edits ?? [];
  const start = isRevision && draft.parts.regions ? marksOfAnswer(draft.parts.regions) : startMarks(edits.length);
  const marks = unit && held?.unitId === unit.id ? held.marks : start;
  const marking = useMarking({ block: block ?? NO_BLOCK, marks, onChange: (next) => unit && setHeld({ unitId: unit.id, marks: next }) });
  useMarkingKeys(Boolean(block) && isEnabled && unit !== undefined, marking, edits);
  return {
    block,
    marking,
    isMarked: !block || isMarked(marks),
    addTo: (answer: Draft): Draft => (block ? { ...answer, parts: { ...answer.parts, regions: marks.regions } } : answer),
  };
}
