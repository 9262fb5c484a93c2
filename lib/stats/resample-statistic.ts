import type { Interval } from "./interval.ts";
import { type ClusterResampling, takeInterval } from "./cluster-resampling.ts";

/** Observations of several numbers each, `values[at * width + place]`, and the cluster of each. */
export type VectorColumns = { width: number; values: Float64Array; cluster: ArrayLike<number> };

function sumByCluster({ width, values, cluster }: VectorColumns): Map<number, Float64Array> {
  const sums = new Map<number, Float64Array>();
  for (let at = 0; at < cluster.length; at += 1) {
    const own = sums.get(cluster[at]!) ?? new Float64Array(width);
    sums.set(cluster[at]!, own);
    for (let place = 0; place < width; place += 1) own[place]! += values[at * width + place]!;
  }
  return sums;
}

/**
 * A statistic of sums over observations (a coefficient of agreement, say) with its cluster-bootstrap interval from the report's
 * one drawing. `compute` gets the sums and answers null where the statistic is undefined. The interval is null below two clusters.
 */
export function resampleStatistic({ drawn, replicates }: ClusterResampling, columns: VectorColumns, compute: (sums: Float64Array) => number | null): { estimate: number | null; interval: Interval | null; clusterCount: number } {
  const { width } = columns;
  const byCluster = sumByCluster(columns);
  const total = new Float64Array(width);
  const resampled = new Float64Array(replicates * width);
  for (const [cluster, own] of byCluster) {
    for (let place = 0; place < width; place += 1) {
      const value = own[place]!;
      if (value === 0) continue;
      total[place]! += value;
      for (let replicate = 0; replicate < replicates; replicate += 1) resampled[replicate * width + place]! += drawn[cluster * replicates + replicate]! * value;
    }
  }
  const estimate = compute(total);
  if (estimate === null || byCluster.size < 2) return { estimate, interval: null, clusterCount: byCluster.size };
  const values = Float64Array.from({ length: replicates }, (_, replicate) => compute(resampled.subarray(replicate * width, (replicate + 1) * width)) ?? Number.NaN);
  return { estimate, interval: takeInterval(values), clusterCount: byCluster.size };
}
