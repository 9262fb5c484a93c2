import { computeRanks } from "./sort-order.ts";

/**
 * The chance that a positive scores above a negative, equal scores counting ½: Mann and Whitney's U over n₁·n₀ (Hanley and
 * McNeil 1982, Radiology 143, 29-36). `isPositive` 0 or 1. Null without both kinds. O(n).
 */
export function computeAuc(score: Float64Array, isPositive: Uint8Array): number | null {
  const ranks = computeRanks(score);
  let [sum, positives] = [0, 0];
  for (let at = 0; at < score.length; at += 1) {
    if (isPositive[at] !== 1) continue;
    sum += ranks[at]!;
    positives += 1;
  }
  const negatives = score.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/**
 * AUC of score differences against preferences, each pair entering both ways round, (m, h) and (−m, −h): which candidate was
 * called A says nothing. Human ties are left out. Null without decisive pairs. Example: h 1, −1 and m 0.5, 0.2 give 0.75.
 */
export function computeMirroredAuc(pairs: readonly { human: number; difference: number }[]): number | null {
  const decisive = pairs.filter(({ human }) => human !== 0);
  const score = new Float64Array(2 * decisive.length);
  const isPositive = new Uint8Array(2 * decisive.length);
  for (const [at, { human, difference }] of decisive.entries()) {
    score[2 * at] = human > 0 ? difference : -difference;
    score[2 * at + 1] = -score[2 * at]!;
    isPositive[2 * at] = 1;
  }
  return computeAuc(score, isPositive);
}
