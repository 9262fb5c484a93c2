import { bootstrapClusters, takePercentiles } from "./bootstrap-clusters.ts";
import { type BootstrapOptions, REPORT_BOOTSTRAP } from "./bootstrap-ratio.ts";
import type { Interval } from "./interval.ts";

export type PairedBootstrap = {
  /** mean x − mean y over all observations. */
  difference: number;
  /** Percentile interval over resampled clusters; null with fewer than two. */
  interval: Interval | null;
  /** Twice the smaller share of resamples on either side of 0, (1 + count)/(k + 1) each, at most 1. Null as the interval. */
  p: number | null;
  clusterCount: number;
};

/**
 * The difference of two scorers on the same observations, such as right or wrong of each pair, resampling whole clusters
 * (items) with both scorers' values together (Efron and Tibshirani 1993, An Introduction to the Bootstrap). Null without observations.
 */
export function bootstrapDifference(x: Float64Array, y: Float64Array, cluster: Int32Array, clusterCount: number, options: BootstrapOptions & { confidence?: number } = REPORT_BOOTSTRAP): PairedBootstrap | null {
  if (x.length === 0) return null;
  const sums = new Float64Array(clusterCount);
  const sizes = new Float64Array(clusterCount);
  for (let at = 0; at < x.length; at += 1) {
    sums[cluster[at]!]! += x[at]! - y[at]!;
    sizes[cluster[at]!]! += 1;
  }
  const difference = sums.reduce((sum, value) => sum + value, 0) / x.length;
  if (clusterCount < 2) return { difference, interval: null, p: null, clusterCount };
  const draws = bootstrapClusters(
    clusterCount,
    (drawn) => {
      let [sum, size] = [0, 0];
      for (let at = 0; at < clusterCount; at += 1) {
        sum += drawn[at]! * sums[at]!;
        size += drawn[at]! * sizes[at]!;
      }
      return size > 0 ? sum / size : null;
    },
    options,
  );
  const side = (isBeyond: (value: number) => boolean) => (1 + draws.filter(isBeyond).length) / (draws.length + 1);
  const p = Math.min(1, 2 * Math.min(side((value) => value <= 0), side((value) => value >= 0)));
  return { difference, interval: takePercentiles(draws, options.confidence), p, clusterCount };
}
