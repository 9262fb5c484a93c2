import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { takePercentiles } from "./bootstrap-clusters.ts";
import { type BootstrapOptions, REPORT_BOOTSTRAP } from "./bootstrap-ratio.ts";
import type { Interval } from "./interval.ts";

/** One drawing of clusters for a whole report, so that every figure of it is resampled together and differences stay paired. */
export type ClusterResampling = {
  clusterCount: number;
  replicates: number;
  seed: number;
  /** How often a cluster was drawn, at `cluster * replicates + replicate`; at most 255. */
  drawn: Uint8Array;
};

/** From here on fewer resamples: the interval's own error is small beside what it measures, and the time is not. */
export const MANY_CLUSTERS = 5_000;
const FEWER_REPLICATES = 200;

/** How many resamples a report over so many clusters takes; it states the number. */
export function chooseReplicates(clusterCount: number): number {
  return clusterCount > MANY_CLUSTERS ? FEWER_REPLICATES : REPORT_BOOTSTRAP.replicates;
}

/** Draws as many clusters as there are, with replacement, `replicates` times over. The same seed gives the same. */
export function drawClusters(clusterCount: number, { seed, replicates }: BootstrapOptions = { ...REPORT_BOOTSTRAP, replicates: chooseReplicates(clusterCount) }): ClusterResampling {
  const random = xoroshiro128plus(seed);
  const drawn = new Uint8Array(clusterCount * replicates);
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    for (let draw = 0; draw < clusterCount; draw += 1) {
      const at = Math.floor(((random.next() >>> 0) / 2 ** 32) * clusterCount) * replicates + replicate;
      drawn[at] = Math.min(255, drawn[at]! + 1);
    }
  }
  return { clusterCount, replicates, seed, drawn };
}

/** Numerators and denominators of a ratio, one observation a place, each with its cluster. */
export type RatioColumns = { numerator: ArrayLike<number>; denominator: ArrayLike<number>; cluster: ArrayLike<number> };

export type ResampledRatio = {
  /** Σ numerator / Σ denominator; null when the denominator is 0. */
  estimate: number | null;
  /** 95 %, percentile; null with fewer than two clusters. */
  interval: Interval | null;
  clusterCount: number;
  /** The ratio of each resample, NaN where none of its clusters was drawn. For paired differences and means over groups. */
  replicates: Float64Array;
};

/** The 95 % percentile interval of resampled values; resamples without a value (NaN) are left out. */
export function takeInterval(replicates: Float64Array): Interval | null {
  return takePercentiles(replicates.filter((value) => !Number.isNaN(value)));
}

/**
 * A ratio of sums with its cluster-bootstrap interval (Davison and Hinkley 1997, chapters 3.8 and 5.3), from the report's one
 * drawing. Only clusters that the observations name cost time, so many small subsets cost as much as one whole.
 */
export function resampleRatio({ drawn, replicates: count, clusterCount: size }: ClusterResampling, { numerator, denominator, cluster }: RatioColumns): ResampledRatio {
  const [above, below] = [new Float64Array(size), new Float64Array(size)];
  const named: number[] = [];
  let [sumAbove, sumBelow] = [0, 0];
  for (let at = 0; at < cluster.length; at += 1) {
    const [weight, place] = [denominator[at]!, cluster[at]!];
    if (weight === 0) continue;
    if (below[place] === 0) named.push(place);
    above[place]! += numerator[at]!;
    below[place]! += weight;
    sumAbove += numerator[at]!;
    sumBelow += weight;
  }
  const [sumsAbove, sumsBelow] = [new Float64Array(count), new Float64Array(count)];
  for (const place of named) {
    const [over, under, from] = [above[place]!, below[place]!, place * count];
    for (let replicate = 0; replicate < count; replicate += 1) {
      const times = drawn[from + replicate]!;
      sumsAbove[replicate]! += times * over;
      sumsBelow[replicate]! += times * under;
    }
  }
  const replicates = sumsAbove.map((value, at) => (sumsBelow[at]! > 0 ? value / sumsBelow[at]! : Number.NaN));
  const estimate = sumBelow > 0 ? sumAbove / sumBelow : null;
  return { estimate, interval: estimate === null || named.length < 2 ? null : takeInterval(replicates), clusterCount: named.length, replicates };
}

/** The mean of several resampled ratios, those without an estimate left out: macro averages over groups. Null where none has one. */
export function averageResampled(ratios: readonly ResampledRatio[]): { estimate: number | null; interval: Interval | null; groupCount: number; replicates: Float64Array } {
  const used = ratios.filter((ratio) => ratio.estimate !== null);
  if (used.length === 0) return { estimate: null, interval: null, groupCount: 0, replicates: new Float64Array(0) };
  const replicates = Float64Array.from({ length: used[0]!.replicates.length }, (_, at) => {
    const defined = used.map((ratio) => ratio.replicates[at]!).filter((value) => !Number.isNaN(value));
    return defined.length === 0 ? Number.NaN : defined.reduce((sum, value) => sum + value, 0) / defined.length;
  });
  const estimate = used.reduce((sum, ratio) => sum + ratio.estimate!, 0) / used.length;
  const hasSpread = used.some((ratio) => ratio.interval !== null);
  return { estimate, interval: hasSpread ? takeInterval(replicates) : null, groupCount: used.length, replicates };
}

/** The difference of two figures of one report, resampled together. `p`: twice the smaller share of resamples beyond 0, (1 + count)/(k + 1), at most 1. */
export function compareResampled(x: { estimate: number | null; replicates: Float64Array }, y: { estimate: number | null; replicates: Float64Array }): { difference: number; interval: Interval | null; p: number | null } | null {
  if (x.estimate === null || y.estimate === null) return null;
  const differences = x.replicates.map((value, at) => value - y.replicates[at]!).filter((value) => !Number.isNaN(value));
  const side = (isBeyond: (value: number) => boolean) => (1 + differences.filter(isBeyond).length) / (differences.length + 1);
  const p = differences.length === 0 ? null : Math.min(1, 2 * Math.min(side((value) => value <= 0), side((value) => value >= 0)));
  return { difference: x.estimate - y.estimate, interval: takePercentiles(differences), p };
}
