"use client";

import { useState } from "react";
import type { SideVerdict, SideVerdictValue } from "#lib/judgment/index.ts";

export type PairAnswer = { verdicts: Record<string, SideVerdict>; parts: { reasons?: Record<string, string[]>; comments?: Record<string, string> } };

const EMPTY: PairAnswer = { verdicts: {}, parts: {} };

/** An answer in the making, the active question, and what Backspace takes back. It starts anew when `key` changes. */
export function usePairDraft(key: string, dimensions: readonly string[], initial: PairAnswer = EMPTY) {
  const fresh = { key, answer: initial, order: [] as string[], active: 0 };
  const [kept, setKept] = useState(fresh);
  const state = kept.key === key ? kept : fresh;
  const set = (changes: Partial<typeof fresh>) => setKept({ ...state, ...changes });
  const { answer, order, active } = state;
  const last = order.at(-1);
  const change = (part: "reasons" | "comments", dimension: string, value: string[] | string) => set({ answer: { ...answer, parts: { ...answer.parts, [part]: { ...answer.parts[part], [dimension]: value } } } });
  return {
    answer,
    active,
    isComplete: dimensions.every((dimension) => answer.verdicts[dimension]),
    hasAnswers: order.length > 0,
    choose: (index: number, value: SideVerdictValue, isClear: boolean) => {
      const dimension = dimensions[index];
      if (!dimension) return;
      const isSided = value === "left" || value === "right";
      const verdict: SideVerdict = isSided && isClear ? { value, strength: 2 } : { value };
      set({ answer: { ...answer, verdicts: { ...answer.verdicts, [dimension]: verdict } }, order: [...order.filter((name) => name !== dimension), dimension], active: Math.min(index + 1, dimensions.length - 1) });
    },
    takeBack: () => {
      if (!last) return;
      const { [last]: _taken, ...verdicts } = answer.verdicts;
      set({ answer: { ...answer, verdicts }, order: order.slice(0, -1), active: dimensions.indexOf(last) });
    },
    toggleReason: (dimension: string, reason: string) => {
      const given = answer.parts.reasons?.[dimension] ?? [];
      change("reasons", dimension, given.includes(reason) ? given.filter((one) => one !== reason) : [...given, reason]);
    },
    setComment: (dimension: string, words: string) => change("comments", dimension, words),
    move: (step: number) => set({ active: Math.min(dimensions.length - 1, Math.max(0, active + step)) }),
    activate: (index: number) => set({ active: index }),
    replace: (next: PairAnswer) => set({ answer: next, order: Object.keys(next.verdicts) }),
  };
}

export type PairDraft = ReturnType<typeof usePairDraft>;
