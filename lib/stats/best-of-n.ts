import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { type BootstrapOptions, computeQuantile, REPORT_BOOTSTRAP } from "./bootstrap-ratio.ts";
import { CONFIDENCE, type Interval } from "./interval.ts";

/** One candidate: what the scorer gives it (null: no score, so that it is picked last) and what people find it worth, in any unit. */
export type RatedCandidate = { reward: number | null; quality: number };

/** The candidates of one request. Requests with the same `cluster` (source image) are drawn together. */
export type CandidatePool = { cluster: string; candidates: readonly RatedCandidate[] };

/** What a pick among n of a pool's candidates is worth on average over all draws of n; by index n − 1, n up to the pool's size. */
export type PoolCurves = { scorer: number[]; oracle: number[] };

export type CurvePoint = {
  n: number;
  /** Mean quality of the scorer's pick among n, with its 95 % interval over resampled clusters (null below two clusters). */
  scorer: number;
  scorerInterval: Interval | null;
  /** Of a pick by chance, which is the same for every n. */
  random: number;
  randomInterval: Interval | null;
  /** Of the pick that people themselves rate best. */
  oracle: number;
  oracleInterval: Interval | null;
  /** Scorer − random: how much choosing helps. */
  gain: number;
  gainInterval: Interval | null;
  /** Gain as a share of what the oracle gains; null where that gains nothing. */
  gainRatio: number | null;
  gainRatioInterval: Interval | null;
};

export type BestOfN = {
  /** n = 1 … maxN, all over the same pools. Empty without a pool of that size. */
  points: CurvePoint[];
  poolCount: number;
  clusterCount: number;
  /** Pools with fewer than `maxN` candidates: left out at every n, so that points differ by n alone. */
  smallerCount: number;
};

const lowest = (reward: number | null): number => (reward === null || Number.isNaN(reward) ? Number.NEGATIVE_INFINITY : reward);

/** Qualities from the least to the most rewarded; where rewards are equal each stands for their mean, because the pick is by chance. */
function orderByReward(candidates: readonly RatedCandidate[]): number[] {
  const sorted = candidates.map(({ reward, quality }) => ({ reward: lowest(reward), quality })).sort((first, second) => (first.reward === second.reward ? 0 : first.reward < second.reward ? -1 : 1));
  const qualities: number[] = [];
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (end < sorted.length && sorted[end]?.reward === sorted[start]?.reward) end += 1;
    const tied = sorted.slice(start, end);
    const shared = tied.reduce((sum, { quality }) => sum + quality, 0) / tied.length;
    for (const _ of tied) qualities.push(shared);
    start = end;
  }
  return qualities;
}

/** Σ h(i)·C(i−1, n−1)/C(M, n) for n = 1 … M; h ascending by rank. The weight of rank i follows from that of i + 1, so nothing overflows. */
function expectPicks(ascending: readonly number[]): number[] {
  const size = ascending.length;
  return ascending.map((_, index) => {
    const n = index + 1;
    let weight = n / size;
    let expected = 0;
    for (let rank = size; rank >= n; rank -= 1) {
      expected += weight * (ascending[rank - 1] ?? 0);
      weight *= rank === 1 ? 0 : (rank - n) / (rank - 1);
    }
    return expected;
  });
}

/**
 * What the scorer's and the best possible pick among n of M candidates are worth on average over all C(M, n) draws, exactly:
 * the unbiased estimate of best-of-n from M ≥ n candidates, without simulation. At n = 1 both are the plain mean.
 */
export function computePoolCurves(candidates: readonly RatedCandidate[]): PoolCurves {
  return { scorer: expectPicks(orderByReward(candidates)), oracle: expectPicks(candidates.map(({ quality }) => quality).sort((first, second) => first - second)) };
}

type Sums = { scorer: Float64Array; oracle: Float64Array; count: number };

function sumByCluster(pools: readonly CandidatePool[], maxN: number): Sums[] {
  const byCluster = new Map<string, Sums>();
  for (const { cluster, candidates } of pools) {
    const sums = byCluster.get(cluster) ?? { scorer: new Float64Array(maxN), oracle: new Float64Array(maxN), count: 0 };
    byCluster.set(cluster, sums);
    const curves = computePoolCurves(candidates);
    for (let at = 0; at < maxN; at += 1) {
      sums.scorer[at] = (sums.scorer[at] ?? 0) + (curves.scorer[at] ?? 0);
      sums.oracle[at] = (sums.oracle[at] ?? 0) + (curves.oracle[at] ?? 0);
    }
    sums.count += 1;
  }
  return [...byCluster.values()];
}

type Means = { scorer: number[]; oracle: number[] };

function meanOf(clusters: readonly Sums[], maxN: number): Means {
  const scorer = Array.from({ length: maxN }, () => 0);
  const oracle = Array.from({ length: maxN }, () => 0);
  let count = 0;
  for (const cluster of clusters) {
    count += cluster.count;
    for (let at = 0; at < maxN; at += 1) {
      scorer[at] = (scorer[at] ?? 0) + (cluster.scorer[at] ?? 0);
      oracle[at] = (oracle[at] ?? 0) + (cluster.oracle[at] ?? 0);
    }
  }
  return { scorer: scorer.map((sum) => sum / count), oracle: oracle.map((sum) => sum / count) };
}

function resample(clusters: readonly Sums[], maxN: number, { seed, replicates }: BootstrapOptions): Means[] {
  if (clusters.length < 2) return [];
  const random = xoroshiro128plus(seed);
  return Array.from({ length: replicates }, () => {
    const drawn = clusters.flatMap(() => clusters[Math.floor(((random.next() >>> 0) / 2 ** 32) * clusters.length)] ?? []);
    return meanOf(drawn, maxN);
  });
}

function intervalOf(values: readonly (number | null)[]): Interval | null {
  const sorted = values.filter((value) => value !== null).sort((first, second) => first - second);
  const low = computeQuantile(sorted, (1 - CONFIDENCE) / 2);
  const high = computeQuantile(sorted, (1 + CONFIDENCE) / 2);
  return low === null || high === null ? null : { low, high };
}

const NOTHING_TO_GAIN = 1e-12;

function describePoint(means: Means, at: number): Pick<CurvePoint, "scorer" | "random" | "oracle" | "gain" | "gainRatio"> {
  const scorer = means.scorer[at] ?? Number.NaN;
  const random = means.scorer[0] ?? Number.NaN;
  const oracle = means.oracle[at] ?? Number.NaN;
  return { scorer, random, oracle, gain: scorer - random, gainRatio: oracle - random > NOTHING_TO_GAIN ? (scorer - random) / (oracle - random) : null };
}

/**
 * The curve of human-judged quality against n, averaged over pools (each counts once), with what chance and a perfect judge would
 * reach. Intervals: 95 %, percentile, whole clusters drawn with replacement; seeded, so that the same input gives the same output.
 * Pools with fewer than `maxN` candidates are left out and counted. Note that the oracle picks by the very judgments that it is
 * measured by: with few judgments it is too high.
 */
export function computeBestOfN(pools: readonly CandidatePool[], maxN: number, options: BootstrapOptions = REPORT_BOOTSTRAP): BestOfN {
  const usable = pools.filter(({ candidates }) => candidates.length >= maxN);
  const clusters = maxN < 1 ? [] : sumByCluster(usable, maxN);
  const counts = { poolCount: usable.length, clusterCount: clusters.length, smallerCount: pools.length - usable.length };
  if (clusters.length === 0) return { points: [], ...counts };
  const means = meanOf(clusters, maxN);
  const replicates = resample(clusters, maxN, options);
  const points = means.scorer.map((_, at): CurvePoint => {
    const drawn = replicates.map((replicate) => describePoint(replicate, at));
    return {
      n: at + 1,
      ...describePoint(means, at),
      scorerInterval: intervalOf(drawn.map(({ scorer }) => scorer)),
      randomInterval: intervalOf(drawn.map(({ random }) => random)),
      oracleInterval: intervalOf(drawn.map(({ oracle }) => oracle)),
      gainInterval: intervalOf(drawn.map(({ gain }) => gain)),
      gainRatioInterval: intervalOf(drawn.map(({ gainRatio }) => gainRatio)),
    };
  });
  return { points, ...counts };
}
