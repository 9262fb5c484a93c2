"use client";

import { useRef, useState } from "react";
import type { Region } from "#lib/judgment/index.ts";
import type { Box, Shape } from "#lib/region/index.ts";
import { type Marks, withNoFaults, withRegions } from "./marks.ts";

export const MARKING_TOOLS = ["select", "box", "brush"] as const;
export type MarkingTool = (typeof MARKING_TOOLS)[number];
export type Selected = { edit: number; index: number };
/** What of the form's block is needed to mark. */
export type MarkingBlock = { types: readonly string[]; severity: boolean };

const BRUSH = { start: 24, least: 2, most: 200, step: 1.25 };
const START_SEVERITY = 0.5;
const MOST_REGIONS = 50;
const REMEMBERED = 100;

/**
 * Marking faults on the pictures of one comparison: tool, selection, changes and their undoing. `marks` is owned by the
 * caller and replaced through `onChange`; call `reset` when the next comparison comes.
 */
export function useMarking({ block, marks, onChange }: { block: MarkingBlock; marks: Marks; onChange: (marks: Marks) => void }) {
  const [isOn, setOn] = useState(false);
  const [tool, setTool] = useState<MarkingTool>("box");
  const [isErasing, setErasing] = useState(false);
  const [brush, setBrush] = useState(BRUSH.start);
  const [chosenType, setChosenType] = useState(block.types[0]!);
  const [selected, setSelected] = useState<Selected | null>(null);
  const [edit, setEdit] = useState(0);
  const past = useRef<Marks[]>([]);
  /** Cancels the region that is being drawn, while one is. */
  const cancelDrawing = useRef<(() => void) | null>(null);
  /** What is in view of each picture, in picture pixels: a box made by key appears in its middle. */
  const views = useRef(new Map<number, Box>());

  const type = block.types.includes(chosenType) ? chosenType : block.types[0]!;
  const change = (next: Marks) => {
    past.current = [...past.current.slice(1 - REMEMBERED), marks];
    onChange(next);
  };
  const listOf = (at: number) => marks.regions[at] ?? [];
  const patch = ({ edit: at, index }: Selected, values: Partial<Region>) => change(withRegions(marks, at, listOf(at).map((region, place) => (place === index ? { ...region, ...values } : region))));
  const select = (next: Selected | null) => {
    setSelected(next);
    if (next) setEdit(next.edit);
  };
  return {
    block,
    marks,
    isOn,
    tool,
    isErasing,
    brush,
    type,
    selected: selected && listOf(selected.edit)[selected.index] ? selected : null,
    edit,
    /** What ends the drawing that begins now without a region; null once it has ended. */
    noteDrawing: (cancel: (() => void) | null) => void (cancelDrawing.current = cancel),
    /** Ends a drawing without a region; false when there was none. */
    cancel: () => {
      const end = cancelDrawing.current;
      end?.();
      return end !== null;
    },
    noteView: (at: number, view: Box | null) => void (view ? views.current.set(at, view) : views.current.delete(at)),
    viewOf: (at: number) => views.current.get(at),
    toggle: () => setOn(!isOn),
    setOn,
    setTool,
    setErasing,
    setEdit,
    select,
    resizeBrush: (steps: number) => setBrush((before) => Math.round(Math.min(BRUSH.most, Math.max(BRUSH.least, before * BRUSH.step ** steps)) * 10) / 10),
    /** The type of the regions to come, and of the selected one. */
    chooseType: (next: string) => {
      setChosenType(next);
      if (selected && listOf(selected.edit)[selected.index]) patch(selected, { type: next });
    },
    add: (at: number, shape: Shape) => {
      if (listOf(at).length >= MOST_REGIONS) return;
      change(withRegions(marks, at, [...listOf(at), { type, severity: block.severity ? START_SEVERITY : null, shape, note: "" }]));
      select({ edit: at, index: listOf(at).length });
    },
    patch,
    remove: ({ edit: at, index }: Selected) => {
      change(withRegions(marks, at, listOf(at).filter((_, place) => place !== index)));
      setSelected(null);
    },
    declareNone: (at: number, isNone: boolean) => {
      change(withNoFaults(marks, at, isNone));
      setSelected(null);
    },
    undo: () => {
      const before = past.current.pop();
      if (!before) return;
      onChange(before);
      setSelected(null);
    },
    reset: () => {
      past.current = [];
      cancelDrawing.current = null;
      setSelected(null);
      setEdit(0);
    },
  };
}

export type Marking = ReturnType<typeof useMarking>;
