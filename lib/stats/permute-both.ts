import { createRandom } from "./bootstrap-clusters.ts";
import { standardise } from "./bradley-terry-covariates.ts";
import { computePearson } from "./correlation.ts";
import { computeKendall } from "./kendall.ts";

export type PermuteBothOptions = { seed?: number; permutations?: number; /** What both scorers are compared by. */ statistic?: "pearson" | "kendall" };

export type PermuteBoth = { /** statistic(x, human) − statistic(y, human); null where either is undefined. */ difference: number | null; pOneSided: number | null; pTwoSided: number | null; permutations: number };

/** Pearson's correlation from sums; `scale` belongs to the human list, which no permutation changes. */
type Sums = { n: number; value: Float64Array; square: Float64Array; product: Float64Array };

function sumByCluster(values: Float64Array, human: Float64Array, cluster: Int32Array, clusterCount: number): Sums {
  const sums = { n: values.length, value: new Float64Array(clusterCount), square: new Float64Array(clusterCount), product: new Float64Array(clusterCount) };
  for (let at = 0; at < values.length; at += 1) {
    const own = cluster[at]!;
    sums.value[own]! += values[at]!;
    sums.square[own]! += values[at]! ** 2;
    sums.product[own]! += values[at]! * human[at]!;
  }
  return sums;
}

/** r of a list put together from two, up to the common factor of the human list, which has mean 0 and variance 1. */
function correlate(n: number, value: number, square: number, product: number): number {
  return product / Math.sqrt(n) / Math.sqrt(square - (value * value) / n);
}

function drawPearson(x: Float64Array, y: Float64Array, human: Float64Array, cluster: Int32Array, clusterCount: number): (swapped: Uint8Array) => number {
  const [a, b] = [sumByCluster(x, human, cluster, clusterCount), sumByCluster(y, human, cluster, clusterCount)];
  return (swapped) => {
    let [ax, axx, axh, bx, bxx, bxh] = [0, 0, 0, 0, 0, 0];
    for (let at = 0; at < clusterCount; at += 1) {
      const [first, second] = swapped[at] ? [b, a] : [a, b];
      ax += first.value[at]!;
      axx += first.square[at]!;
      axh += first.product[at]!;
      bx += second.value[at]!;
      bxx += second.square[at]!;
      bxh += second.product[at]!;
    }
    return correlate(a.n, ax, axx, axh) - correlate(b.n, bx, bxx, bxh);
  };
}

function drawKendall(x: Float64Array, y: Float64Array, human: Float64Array, cluster: Int32Array): (swapped: Uint8Array) => number {
  return (swapped) => {
    const pick = (own: Float64Array, other: Float64Array) => own.map((value, at) => (swapped[cluster[at]!] ? other[at]! : value));
    return (computeKendall(pick(x, y), human).tauB ?? 0) - (computeKendall(pick(y, x), human).tauB ?? 0);
  };
}

/**
 * PERM-BOTH (Deutsch, Dror and Roth 2021, arXiv 2104.00054): both scorers' values are standardised, then swapped for whole items
 * with probability ½, and the difference of correlations with people is taken anew; p = (1 + count)/(k + 1). One-sided: x is
 * better. `human`, `x`, `y` by edit; `cluster` its item, 0..clusterCount−1. Pearson is O(clusters) a permutation.
 */
export function permuteBoth(human: Float64Array, x: Float64Array, y: Float64Array, cluster: Int32Array, clusterCount: number, { seed = 1, permutations = 10_000, statistic = "pearson" }: PermuteBothOptions = {}): PermuteBoth {
  const measure = (values: Float64Array) => (statistic === "pearson" ? computePearson(values, human).r : computeKendall(values, human).tauB);
  const [first, second] = [measure(x), measure(y)];
  if (first === null || second === null) return { difference: null, pOneSided: null, pTwoSided: null, permutations: 0 };
  const [zx, zy] = [standardise(x), standardise(y)];
  const draw = statistic === "pearson" ? drawPearson(zx, zy, standardise(human), cluster, clusterCount) : drawKendall(zx, zy, human, cluster);
  const random = createRandom(seed);
  const swapped = new Uint8Array(clusterCount);
  const difference = first - second;
  let [above, beyond] = [0, 0];
  for (let round = 0; round < permutations; round += 1) {
    for (let at = 0; at < clusterCount; at += 1) swapped[at] = random() < 0.5 ? 1 : 0;
    const value = draw(swapped);
    if (value >= difference - 1e-12) above += 1;
    if (Math.abs(value) >= Math.abs(difference) - 1e-12) beyond += 1;
  }
  return { difference, pOneSided: (1 + above) / (permutations + 1), pTwoSided: (1 + beyond) / (permutations + 1), permutations };
}
