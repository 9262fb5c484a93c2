import { type PairVerdict, toPoints } from "../protocols/combine-orders.ts";
import type { PairResult } from "../protocols/pair-judge.ts";
import type { ScoreDimension } from "../scorer.ts";

type FileDimension = Exclude<ScoreDimension, "visual_quality"> | "perceptual_quality";

/** One line of a file of verdicts: one pair in one dimension. `answers` are the places in the prompt that were named, left first and right first. */
export type PairLine = {
  item_id: string;
  left_id: string;
  right_id: string;
  dimension: FileDimension;
  verdict: PairVerdict | null;
  consistent: boolean | null;
  points: { left: number; right: number } | null;
  answers: [string, string] | null;
  reasoning: [string | null, string | null] | null;
  repaired: boolean;
  error: { code: string; message: string } | null;
};

/** A result as a line: with a verdict, or with the reason why there is none. */
export function toPairLine({ itemId, leftId, rightId }: { itemId: string; leftId: string; rightId: string }, result: PairResult): PairLine {
  const dimension: FileDimension = result.dimension === "visual_quality" ? "perceptual_quality" : result.dimension;
  const pair = { item_id: itemId, left_id: leftId, right_id: rightId, dimension };
  if (!result.ok) return { ...pair, verdict: null, consistent: null, points: null, answers: null, reasoning: null, repaired: false, error: result.error };
  const { verdict, consistent, answers, reasoning, repaired } = result;
  return { ...pair, verdict, consistent, points: toPoints(verdict), answers, reasoning, repaired, error: null };
}
