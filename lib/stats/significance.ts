import { createCoins } from "./bootstrap-clusters.ts";
import { computeBinomialTest } from "./binomial-test.ts";

/**
 * Holm's adjusted p-values (1979, Scand. J. Stat. 6, 65-70): with m of them sorted upwards, the running maximum of
 * (m − i + 1)·p_(i), at most 1. Controls the chance of any false one. Null stays null and does not count.
 */
export function adjustHolm(pValues: readonly (number | null)[]): (number | null)[] {
  const known = pValues.flatMap((p, index) => (p === null ? [] : [{ p, index }])).sort((a, b) => a.p - b.p);
  const adjusted: (number | null)[] = pValues.map(() => null);
  let largest = 0;
  for (const [position, { p, index }] of known.entries()) {
    largest = Math.max(largest, Math.min(1, (known.length - position) * p));
    adjusted[index] = largest;
  }
  return adjusted;
}

/** The exact McNemar test of b and c discordant pairs: a two-sided binomial test of b among b + c. For independent pairs only. Null for 0 and 0. */
export function computeMcNemar(b: number, c: number): number | null {
  return computeBinomialTest(b, b + c);
}

/** Fisher's combination of independent p-values (1932): −2·Σ ln p is χ² with 2k degrees of freedom, whose tail is e^−x/2·Σ (x/2)^i/i!. */
export function combineFisher(pValues: readonly number[]): { statistic: number; p: number } {
  const statistic = -2 * pValues.reduce((sum, p) => sum + Math.log(p), 0);
  let [term, tail] = [1, 0];
  for (let at = 0; at < pValues.length; at += 1) {
    tail += term;
    term *= statistic / 2 / (at + 1);
  }
  return { statistic, p: Number.isFinite(statistic) ? Math.min(1, Math.exp(-statistic / 2) * tail) : 0 };
}

/**
 * Exact two-sided binomial test of `successes` in `n` against any probability: the chance of all outcomes no likelier than the
 * one seen (the method of small p-values). Null for n = 0. O(n).
 */
export function computeBinomialTestAgainst(successes: number, n: number, probability: number): number | null {
  if (probability === 0.5) return computeBinomialTest(successes, n);
  if (n <= 0) return null;
  if (probability <= 0 || probability >= 1) return successes === n * Math.round(probability) ? 1 : 0;
  const logs = new Float64Array(n + 1);
  logs[0] = n * Math.log1p(-probability);
  for (let k = 1; k <= n; k += 1) logs[k] = logs[k - 1]! + Math.log((n - k + 1) / k) + Math.log(probability) - Math.log1p(-probability);
  const seen = logs[successes]! + 1e-7;
  return Math.min(1, logs.reduce((sum, log) => sum + (log <= seen ? Math.exp(log) : 0), 0));
}

export type SignFlip = { /** Mean difference over observations. */ difference: number; pOneSided: number; pTwoSided: number; isExact: boolean; clusterCount: number };

const EXACT_CLUSTERS = 20;

/** Sums of each cluster, in order of first appearance of the cluster numbers. */
function sumClusters(differences: Float64Array, cluster: Int32Array, clusterCount: number): Float64Array {
  const sums = new Float64Array(clusterCount);
  for (let at = 0; at < differences.length; at += 1) sums[cluster[at]!]! += differences[at]!;
  return sums;
}

/**
 * Whether paired differences could as well have had the opposite signs, flipping whole clusters (Fisher 1935, The Design of
 * Experiments). Exact over all 2^C patterns up to 20 clusters, p = count/2^C; beyond, random patterns, p = (1 + count)/(k + 1).
 * One-sided: differences above 0. Null without observations.
 */
export function testSignFlip(differences: Float64Array, cluster: Int32Array, clusterCount: number, { seed = 1, permutations = 10_000 } = {}): SignFlip | null {
  if (differences.length === 0) return null;
  const sums = sumClusters(differences, cluster, clusterCount);
  const seen = sums.reduce((sum, value) => sum + value, 0);
  const slack = 1e-9 * sums.reduce((sum, value) => sum + Math.abs(value), 0);
  const isExact = clusterCount <= EXACT_CLUSTERS;
  const count = isExact ? 2 ** clusterCount : permutations;
  const tossCoins = createCoins(seed);
  const coins = new Uint8Array(clusterCount);
  let [above, beyond] = [0, 0];
  for (let pattern = 0; pattern < count; pattern += 1) {
    let total = 0;
    if (!isExact) tossCoins(coins);
    for (let at = 0; at < clusterCount; at += 1) total += (1 - 2 * (isExact ? (pattern >>> at) & 1 : coins[at]!)) * sums[at]!;
    if (total >= seen - slack) above += 1;
    if (Math.abs(total) >= Math.abs(seen) - slack) beyond += 1;
  }
  const toP = (hits: number) => (isExact ? hits / count : (1 + hits) / (count + 1));
  return { difference: seen / differences.length, pOneSided: toP(above), pTwoSided: toP(beyond), isExact, clusterCount };
}
