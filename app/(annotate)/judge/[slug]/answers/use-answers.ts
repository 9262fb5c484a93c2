"use client";

import { useCallback, useMemo, useState } from "react";
import type { FormDefinition } from "#lib/form/schemas.ts";
import { type Draft, EMPTY_DRAFT } from "./draft.ts";
import { findGaps, listQuestions } from "./questions.ts";

/** `steps`: the drafts before each answer of this visit, oldest first, with the question that was active. */
type Sheet = { draft: Draft; active: number; steps: { draft: Draft; active: number }[] };

const EMPTY_SHEET: Sheet = { draft: EMPTY_DRAFT, active: 0, steps: [] };
const MOST_STEPS = 60;
/** No block is answered by default but this: nothing marked is an answer. */
const startOf = (form: FormDefinition | undefined, count: number): Sheet =>
  form?.blocks.some(({ kind }) => kind === "regions") ? { ...EMPTY_SHEET, draft: { verdicts: {}, parts: { regions: Array.from({ length: count }, () => []) } } } : EMPTY_SHEET;

export type Change = (before: Draft) => Draft;

/**
 * The answers of every unit that was on screen and is not sent, the active question, and what Backspace takes back.
 * `unitKey` names the unit on screen; `form` undefined while there is none.
 */
export function useAnswers(unitKey: string, form: FormDefinition | undefined, dimensions: readonly string[], count: number) {
  const [sheets, setSheets] = useState<Record<string, Sheet>>({});
  const sheet = sheets[unitKey] ?? startOf(form, count);
  const questions = useMemo(() => (form ? listQuestions(form, { dimensions, count }) : []), [form, dimensions, count]);
  const gaps = useMemo(() => (form ? findGaps(form, sheet.draft, { dimensions, count }) : []), [form, sheet.draft, dimensions, count]);
  const last = Math.max(0, questions.length - 1);

  const update = useCallback((change: (before: Sheet) => Sheet) => setSheets((before) => ({ ...before, [unitKey]: change(before[unitKey] ?? startOf(form, count)) })), [unitKey, form, count]);
  const setActive = useCallback((active: number) => update((before) => ({ ...before, active: Math.min(last, Math.max(0, active)) })), [update, last]);
  /** Changes the draft as one step; `moveOn` goes to the next question. `isSameStep` adds to the step before: for typing. */
  const change = useCallback(
    (by: Change, { moveOn = false, isSameStep = false }: { moveOn?: boolean; isSameStep?: boolean } = {}) =>
      update(({ draft, active, steps }) => ({
        draft: by(draft),
        active: moveOn ? Math.min(last, active + 1) : active,
        steps: isSameStep && steps.length > 0 ? steps : [...steps, { draft, active }].slice(-MOST_STEPS),
      })),
    [update, last],
  );
  const takeBack = useCallback(() => update((before) => ({ ...(before.steps.at(-1) ?? before), steps: before.steps.slice(0, -1) })), [update]);
  /** Fills in an answer that was given before. */
  const fill = useCallback((key: string, draft: Draft) => setSheets((before) => ({ ...before, [key]: { ...EMPTY_SHEET, draft } })), []);
  const forget = useCallback((key: string) => setSheets(({ [key]: _gone, ...rest }) => rest), []);

  return {
    draft: sheet.draft,
    questions,
    active: Math.min(sheet.active, last),
    gaps,
    isComplete: form !== undefined && gaps.length === 0,
    hasSteps: sheet.steps.length > 0,
    change,
    setActive,
    move: (step: number) => setActive(sheet.active + step),
    goTo: (key: string) => setActive(questions.findIndex((question) => question.key === key)),
    takeBack,
    fill,
    forget,
  };
}

export type Answers = ReturnType<typeof useAnswers>;
