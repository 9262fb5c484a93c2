import { computeNormalCdf } from "./normal-distribution.ts";
import { sortOrder } from "./sort-order.ts";

export type Kendall = {
  /** (C − D)/√((n₀ − n₁)(n₀ − n₂)); null where either list is constant. */
  tauB: number | null;
  /** 2(C − D)/(n²(m − 1)/m), m the number of distinct values of the list with fewer; null as tauB. */
  tauC: number | null;
  concordant: number;
  discordant: number;
  tiesFirstOnly: number;
  tiesSecondOnly: number;
  tiesBoth: number;
  /** Two-sided, normal approximation with the variance corrected for ties. */
  p: number | null;
  n: number;
};

/** Pairs, and the sums over runs of equal values that the variance of Kendall's S needs. */
type Ties = { pairs: number; weighted: number; triples: number; distinct: number };

function countRuns(length: number, isSame: (at: number) => boolean): Ties {
  const ties = { pairs: 0, weighted: 0, triples: 0, distinct: 0 };
  for (let begin = 0; begin < length; ) {
    let end = begin + 1;
    while (end < length && isSame(end)) end += 1;
    const t = end - begin;
    ties.pairs += (t * (t - 1)) / 2;
    ties.weighted += t * (t - 1) * (2 * t + 5);
    ties.triples += t * (t - 1) * (t - 2);
    ties.distinct += 1;
    begin = end;
  }
  return ties;
}

/** How many pairs stand in the wrong order: bottom-up merge sort of a copy. O(n log n). */
export function countInversions(values: Int32Array): number {
  const n = values.length;
  let from = Int32Array.from(values);
  let into = new Int32Array(n);
  let inversions = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let begin = 0; begin < n; begin += 2 * width) {
      const middle = Math.min(begin + width, n);
      const end = Math.min(begin + 2 * width, n);
      let [left, right, at] = [begin, middle, begin];
      while (left < middle && right < end) {
        // Which side is next is a coin toss: arithmetic costs less than a branch that is guessed wrong half the time.
        const [a, b] = [from[left]!, from[right]!];
        const isRight = Number(b < a);
        into[at++] = a + (b - a) * isRight;
        inversions += isRight * (middle - left);
        left += 1 - isRight;
        right += isRight;
      }
      while (left < middle) into[at++] = from[left++]!;
      while (right < end) into[at++] = from[right++]!;
    }
    [from, into] = [into, from];
  }
  return inversions;
}

function computeTest(difference: number, n: number, first: Ties, second: Ties): number | null {
  const pairs = n * (n - 1);
  let variance = (pairs * (2 * n + 5) - first.weighted - second.weighted) / 18 + (4 * first.pairs * second.pairs) / (2 * pairs);
  if (n > 2) variance += (first.triples * second.triples) / (9 * pairs * (n - 2));
  return variance > 0 ? 2 * computeNormalCdf(-Math.abs(difference) / Math.sqrt(variance)) : null;
}

/**
 * Kendall's τ-b and τ-c of two lists (Kendall 1945, Biometrika 33, 239-251; Stuart 1953; Knight 1966, J. Am. Stat. Assoc. 61,
 * 436-439, for the algorithm). O(n log n). Values must be finite. Example: 1, 2, 2, 3, 4 with 2, 1, 1.5, 5, 3 gives τ-b 0.3162.
 */
export function computeKendall(x: Float64Array, y: Float64Array): Kendall {
  const n = x.length;
  const byY = sortOrder(y);
  const tiesY = countRuns(n, (at) => y[byY[at]!] === y[byY[at - 1]!]);
  const rank = new Int32Array(n);
  for (let at = 1; at < n; at += 1) rank[byY[at]!] = rank[byY[at - 1]!]! + (y[byY[at]!] === y[byY[at - 1]!] ? 0 : 1);
  const order = sortOrder(x, byY);
  const tiesX = countRuns(n, (at) => x[order[at]!] === x[order[at - 1]!]);
  const ranks = new Int32Array(n);
  for (let at = 0; at < n; at += 1) ranks[at] = rank[order[at]!]!;
  const both = countRuns(n, (at) => x[order[at]!] === x[order[at - 1]!] && ranks[at] === ranks[at - 1]).pairs;
  const pairs = (n * (n - 1)) / 2;
  const discordant = countInversions(ranks);
  const concordant = pairs - tiesX.pairs - tiesY.pairs + both - discordant;
  const difference = concordant - discordant;
  const fewer = Math.min(tiesX.distinct, tiesY.distinct);
  const isDefined = fewer > 1;
  return {
    tauB: isDefined ? difference / Math.sqrt(pairs - tiesX.pairs) / Math.sqrt(pairs - tiesY.pairs) : null,
    tauC: isDefined ? (2 * difference) / ((n * n * (fewer - 1)) / fewer) : null,
    concordant,
    discordant,
    tiesFirstOnly: tiesX.pairs - both,
    tiesSecondOnly: tiesY.pairs - both,
    tiesBoth: both,
    p: isDefined ? computeTest(difference, n, tiesX, tiesY) : null,
    n,
  };
}
