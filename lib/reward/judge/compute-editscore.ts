import { JuxtaError } from "../../errors.ts";
import type { ScoreDimension } from "../scorer.ts";

export type EditScoreValues = { values: Partial<Record<ScoreDimension, number>>; extra: { semantic_consistency: number } };

function unusable(message: string): JuxtaError {
  return new JuxtaError("judge_reply_unusable", message, { status: 502 });
}

function requireNumbers(scores: unknown[], part: string, least: number): number[] {
  if (!scores.every((score) => typeof score === "number" && Number.isFinite(score))) throw unusable(`A score for ${part} is not a number.`);
  if (scores.length < least) throw unusable(`The judge gave ${scores.length} of ${least} scores for ${part}.`);
  return scores as number[];
}

/** Without a root there is no score: one of the smaller scores is negative and the other is not. */
function requireRoot(product: number): number {
  if (product < 0) throw unusable("The judge gave a negative score.");
  return Math.sqrt(product);
}

/**
 * One pass of EditScore's `evaluate`: scores 0..`range` as the judge gave them to values 0..10, nothing clamped. The smallest of
 * all SC scores counts for `overall`, the first two are prompt following and consistency. Throws `judge_reply_unusable`
 * where the published code raises.
 */
export function computeEditScore(semantic: unknown[], perceptual: unknown[], range: number): EditScoreValues {
  const unit = range / 10;
  const followed = requireNumbers(semantic, "SC", 2);
  const quality = Math.min(...requireNumbers(perceptual, "PQ", 1)) / unit;
  const least = Math.min(...followed) / unit;
  const overall = requireRoot(least * quality);
  return { values: { prompt_following: followed[0]! / unit, consistency: followed[1]! / unit, visual_quality: quality, overall }, extra: { semantic_consistency: least } };
}

/** One side of `batch_evaluate` on 0..10. Substitutes only where that is asked for. */
function computeSide(scores: number[], part: string, range: number, substitutes: boolean): number {
  const unit = range / 10;
  if (scores.length === 0 && !substitutes) throw unusable(`There is no score for ${part} in the judge's reply.`);
  const value = scores.length === 0 ? range / 2 / unit : Math.min(...scores) / unit;
  if (value >= 0 && value <= 10) return value;
  if (!substitutes) throw new JuxtaError("judge_score_out_of_range", `The judge gave ${Math.min(...scores)} for ${part}, outside 0 to ${range}.`, { status: 502 });
  return range / 2;
}

/**
 * One pass of EditScore's `batch_evaluate`: the smallest number of each side, without sub-scores. `substitutes` puts in what the
 * published code does, 5 for no score and half the range for one outside 0..10, so that `overall` may pass 10.
 */
export function computeBatchScore(semantic: number[], perceptual: number[], range: number, substitutes: boolean): EditScoreValues {
  const least = computeSide(semantic, "SC", range, substitutes);
  const quality = computeSide(perceptual, "PQ", range, substitutes);
  return { values: { visual_quality: quality, overall: requireRoot(least * quality) }, extra: { semantic_consistency: least } };
}
