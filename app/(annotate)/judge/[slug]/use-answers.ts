"use client";

import { useCallback, useState } from "react";
import type { SideVerdict, SideVerdictValue } from "#lib/judgment/index.ts";

export type Answers = Record<string, SideVerdict>;

/** The answers of the comparison on screen, the active question, and what Backspace takes back. */
export function useAnswers(dimensions: readonly string[]) {
  const [answers, setAnswers] = useState<Answers>({});
  const [order, setOrder] = useState<string[]>([]);
  const [active, setActive] = useState(0);

  const answer = useCallback(
    (index: number, value: SideVerdictValue, isClear: boolean) => {
      const dimension = dimensions[index];
      if (!dimension) return;
      const isSided = value === "left" || value === "right";
      setAnswers((before) => ({ ...before, [dimension]: isSided && isClear ? { value, strength: 2 } : { value } }));
      setOrder((before) => [...before.filter((name) => name !== dimension), dimension]);
      setActive(Math.min(index + 1, dimensions.length - 1));
    },
    [dimensions],
  );

  const takeBack = useCallback(() => {
    const last = order.at(-1);
    if (!last) return;
    setOrder((before) => before.slice(0, -1));
    setAnswers(({ [last]: _taken, ...rest }) => rest);
    setActive(dimensions.indexOf(last));
  }, [order, dimensions]);

  const clear = useCallback(() => {
    setAnswers({});
    setOrder([]);
    setActive(0);
  }, []);

  const move = useCallback((step: number) => setActive((before) => Math.min(dimensions.length - 1, Math.max(0, before + step))), [dimensions.length]);

  return { answers, active, isComplete: dimensions.every((dimension) => answers[dimension]), hasAnswers: order.length > 0, answer, takeBack, clear, move, setActive };
}
