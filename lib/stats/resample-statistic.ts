import type { Interval } from "./interval.ts";
import { type ClusterResampling, takeInterval } from "./cluster-resampling.ts";

/** Observations of several numbers each, `values[at * width + place]`, and the cluster of each. */
export type VectorColumns = { width: number; values: Float64Array; cluster: ArrayLike<number> };

/** Sums of observations: of all, and of each resample at `place * replicates + replicate`. */
export type ResampledSums = { width: number; replicates: number; total: Float64Array; resampled: Float64Array; clusters: Set<number> };

export type ResampledStatistic = { estimate: number | null; interval: Interval | null; clusterCount: number };

/** Adds observations up, once and as often as their clusters were drawn. Sums of parts can be added with `addSums`. */
export function sumResampled({ drawn, replicates, clusterCount }: ClusterResampling, { width, values, cluster }: VectorColumns): ResampledSums {
  const slots = new Int32Array(clusterCount).fill(-1);
  const clusters: number[] = [];
  for (let at = 0; at < cluster.length; at += 1) if (slots[cluster[at]!]! < 0) slots[cluster[at]!] = clusters.push(cluster[at]!) - 1;
  const byCluster = new Float64Array(clusters.length * width);
  for (let at = 0; at < cluster.length; at += 1) {
    const base = slots[cluster[at]!]! * width;
    for (let place = 0; place < width; place += 1) byCluster[base + place]! += values[at * width + place]!;
  }
  const total = new Float64Array(width);
  const resampled = new Float64Array(replicates * width);
  for (let slot = 0; slot < clusters.length; slot += 1) {
    const from = clusters[slot]! * replicates;
    for (let place = 0; place < width; place += 1) {
      const value = byCluster[slot * width + place]!;
      if (value === 0) continue;
      total[place]! += value;
      const into = place * replicates;
      for (let replicate = 0; replicate < replicates; replicate += 1) resampled[into + replicate]! += drawn[from + replicate]! * value;
    }
  }
  return { width, replicates, total, resampled, clusters: new Set(clusters) };
}

/** Sums over several parts of the observations together. */
export function addSums(parts: readonly ResampledSums[]): ResampledSums | null {
  const [first] = parts;
  if (!first) return null;
  const add = (pick: (part: ResampledSums) => Float64Array) => pick(first).map((_, at) => parts.reduce((sum, part) => sum + pick(part)[at]!, 0));
  return { width: first.width, replicates: first.replicates, total: add((part) => part.total), resampled: add((part) => part.resampled), clusters: new Set(parts.flatMap(({ clusters }) => [...clusters])) };
}

/** A statistic of such sums with its interval: 95 %, percentile; null below two clusters, or where it is undefined. */
export function statisticOf({ width, replicates, total, resampled, clusters }: ResampledSums, compute: (sums: Float64Array) => number | null): ResampledStatistic {
  const estimate = compute(total);
  if (estimate === null || clusters.size < 2) return { estimate, interval: null, clusterCount: clusters.size };
  const sums = new Float64Array(width);
  const values = Float64Array.from({ length: replicates }, (_, replicate) => {
    for (let place = 0; place < width; place += 1) sums[place] = resampled[place * replicates + replicate]!;
    return compute(sums) ?? Number.NaN;
  });
  return { estimate, interval: takeInterval(values), clusterCount: clusters.size };
}

/**
 * A statistic of sums over observations (a coefficient of agreement, say) with its cluster-bootstrap interval from the report's
 * one drawing. `compute` gets the sums and answers null where the statistic is undefined; it must not keep them.
 */
export function resampleStatistic(drawing: ClusterResampling, columns: VectorColumns, compute: (sums: Float64Array) => number | null): ResampledStatistic {
  return statisticOf(sumResampled(drawing, columns), compute);
}
