import type { DimensionName } from "../project/schemas.ts";
import { fillColumn } from "./columns.ts";
import type { Evidence, ScorerColumns } from "./evidence.ts";

function meanOfPasses(scores: Float64Array, passCount: number, used: readonly number[]): Float64Array {
  return fillColumn(scores.length / passCount, (candidate) => {
    let [sum, count] = [0, 0];
    for (const pass of used) {
      const score = scores[candidate * passCount + pass]!;
      if (Number.isNaN(score)) continue;
      sum += score;
      count += 1;
    }
    return count === 0 ? Number.NaN : sum / count;
  });
}

/**
 * One number a candidate: the mean over passes (those numbered in `passes`, else all; a missing pass is left out), in the
 * scorer's unit, NaN where there is none. Null when the scorer says nothing of the dimension.
 */
export function takeScores(scorer: ScorerColumns, dimension: DimensionName, passes?: readonly number[]): Float64Array | null {
  const used = passes ?? Array.from({ length: scorer.passCount }, (_, pass) => pass);
  const own = scorer.scores.get(dimension);
  if (!own) return null;
  const mean = meanOfPasses(own, scorer.passCount, used);
  const [followed, quality] = [scorer.scores.get("prompt_following"), scorer.scores.get("visual_quality")];
  if (dimension !== "overall" || !scorer.isAverageFirst || !followed || !quality) return mean;
  const [meanFollowed, meanQuality] = [meanOfPasses(followed, scorer.passCount, used), meanOfPasses(quality, scorer.passCount, used)];
  return mean.map((value, candidate) => {
    const combined = Math.sqrt(meanFollowed[candidate]! * meanQuality[candidate]!);
    return Number.isNaN(value) || Number.isNaN(combined) ? value : combined;
  });
}

/** score(A) − score(B) of each comparison; NaN where either is missing. */
export function takeDifferences({ comparisons }: Evidence, scores: Float64Array): Float64Array {
  return fillColumn(comparisons.ids.length, (at) => scores[comparisons.a[at]!]! - scores[comparisons.b[at]!]!);
}
