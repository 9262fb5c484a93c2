import { runSequentialTest, type WeighedAnswer } from "../stats/index.ts";

/** What is known of a unit: counted judgments, skips included, and their answers in the main dimension. */
export type JudgedUnit = { judgmentCount: number; answers: readonly WeighedAnswer[] };
/** `overlapMax` null: a fixed number of judgments. */
export type OverlapRule = { overlap: number; overlapMax: number | null };
/** `wanted`: how many slots should be open, now. */
export type UnitPlan = { state: "OPEN" | "COMPLETE" | "AMBIGUOUS"; wanted: number };

/**
 * Whether a unit needs more judgments. A fixed overlap wants that many. Otherwise, from `overlap` on, judgments come one by
 * one until the sequential test decides; a unit that has `overlapMax` of them undecided is ambiguous.
 */
export function planUnit({ judgmentCount, answers }: JudgedUnit, { overlap, overlapMax }: OverlapRule): UnitPlan {
  if (judgmentCount < overlap) return { state: "OPEN", wanted: overlap - judgmentCount };
  if (overlapMax === null || runSequentialTest(answers).decision !== null) return { state: "COMPLETE", wanted: 0 };
  return judgmentCount >= overlapMax ? { state: "AMBIGUOUS", wanted: 0 } : { state: "OPEN", wanted: 1 };
}
