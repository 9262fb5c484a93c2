import { createCoins } from "./bootstrap-clusters.ts";
import { computePearson } from "./correlation.ts";
import { computeKendall } from "./kendall.ts";

export type PermuteBothOptions = { seed?: number; permutations?: number; /** What both scorers are compared by. */ statistic?: "pearson" | "kendall" };

export type PermuteBoth = { /** statistic(x, human) − statistic(y, human); null where either is undefined. */ difference: number | null; pOneSided: number | null; pTwoSided: number | null; permutations: number };

/** The difference of both statistics where `swapped` is 1 for the clusters that change sides. */
type Draw = (swapped: Uint8Array) => number;

/** Value, square and product with people, three numbers a cluster. */
function sumByCluster(values: Float64Array, human: Float64Array, cluster: Int32Array, clusterCount: number): Float64Array {
  const sums = new Float64Array(3 * clusterCount);
  for (let at = 0; at < values.length; at += 1) {
    const own = 3 * cluster[at]!;
    sums[own]! += values[at]!;
    sums[own + 1]! += values[at]! ** 2;
    sums[own + 2]! += values[at]! * human[at]!;
  }
  return sums;
}

const addUp = (sums: Float64Array): [number, number, number] => [0, 1, 2].map((part) => sums.reduce((sum, value, at) => sum + (at % 3 === part ? value : 0), 0)) as [number, number, number];

/** r of n values and a human list of mean 0 and variance 1, from Σ value, Σ value² and Σ value·human. */
function correlate(n: number, value: number, square: number, product: number): number {
  return product / Math.sqrt(n) / Math.sqrt(square - (value * value) / n);
}

function drawPearson(x: Float64Array, y: Float64Array, human: Float64Array, cluster: Int32Array, clusterCount: number): Draw {
  const n = x.length;
  const [first, second] = [sumByCluster(x, human, cluster, clusterCount), sumByCluster(y, human, cluster, clusterCount)];
  const change = second.map((value, at) => value - first[at]!);
  const [a, b] = [addUp(first), addUp(second)];
  return (swapped) => {
    let [value, square, product] = [0, 0, 0];
    // What one list gains by swapping, the other loses. Multiplying costs less than a branch that goes either way.
    for (let at = 0, cell = 0; at < clusterCount; at += 1, cell += 3) {
      const times = swapped[at]!;
      value += times * change[cell]!;
      square += times * change[cell + 1]!;
      product += times * change[cell + 2]!;
    }
    return correlate(n, a[0] + value, a[1] + square, a[2] + product) - correlate(n, b[0] - value, b[1] - square, b[2] - product);
  };
}

function drawKendall(x: Float64Array, y: Float64Array, human: Float64Array, cluster: Int32Array): Draw {
  return (swapped) => {
    const pick = (own: Float64Array, other: Float64Array) => own.map((value, at) => (swapped[cluster[at]!] ? other[at]! : value));
    return (computeKendall(pick(x, y), human).tauB ?? 0) - (computeKendall(pick(y, x), human).tauB ?? 0);
  };
}

/** Values scaled to mean 0 and (population) standard deviation 1; all 0 where it never varies. */
function standardise(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return values.map((value) => (deviation > 0 ? (value - mean) / deviation : 0));
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
  const tossCoins = createCoins(seed);
  const swapped = new Uint8Array(clusterCount);
  const difference = first - second;
  let [above, beyond] = [0, 0];
  for (let round = 0; round < permutations; round += 1) {
    const value = draw(tossCoins(swapped));
    if (value >= difference - 1e-12) above += 1;
    if (Math.abs(value) >= Math.abs(difference) - 1e-12) beyond += 1;
  }
  return { difference, pOneSided: (1 + above) / (permutations + 1), pTwoSided: (1 + beyond) / (permutations + 1), permutations };
}
