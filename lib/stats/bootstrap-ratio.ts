import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { CONFIDENCE, type Interval } from "./interval.ts";

/** One observation: what it adds above and below the line of the ratio, and the cluster (item) that it belongs to. */
export type RatioObservation = { numerator: number; denominator: number; cluster: string };

export type RatioEstimate = {
  /** Σ numerator / Σ denominator; null when the denominator is 0. */
  estimate: number | null;
  /** Percentile interval over resampled clusters; null with fewer than two clusters. */
  interval: Interval | null;
  clusterCount: number;
};

export type BootstrapOptions = { seed: number; replicates: number };

/** What reports use and state: 1,000 resamples from a fixed seed, so that the same judgments give the same figures. */
export const REPORT_BOOTSTRAP: BootstrapOptions = { seed: 20_260_101, replicates: 1_000 };

type Clusters = { numerators: Float64Array; denominators: Float64Array };

function sumByCluster(observations: readonly RatioObservation[]): Clusters {
  const index = new Map<string, number>();
  for (const { cluster } of observations) if (!index.has(cluster)) index.set(cluster, index.size);
  const numerators = new Float64Array(index.size);
  const denominators = new Float64Array(index.size);
  for (const { cluster, numerator, denominator } of observations) {
    const at = index.get(cluster) ?? 0;
    numerators[at] = (numerators[at] ?? 0) + numerator;
    denominators[at] = (denominators[at] ?? 0) + denominator;
  }
  return { numerators, denominators };
}

function resample({ numerators, denominators }: Clusters, { seed, replicates }: BootstrapOptions): number[] {
  const random = xoroshiro128plus(seed);
  const count = numerators.length;
  const ratios: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    let above = 0;
    let below = 0;
    for (let draw = 0; draw < count; draw += 1) {
      const at = Math.floor(((random.next() >>> 0) / 2 ** 32) * count);
      above += numerators[at] ?? 0;
      below += denominators[at] ?? 0;
    }
    if (below > 0) ratios.push(above / below);
  }
  return ratios.sort((first, second) => first - second);
}

/** The quantile of sorted values, linear between neighbours (type 7 of Hyndman and Fan 1996). Null for an empty list. */
export function computeQuantile(sorted: readonly number[], probability: number): number | null {
  const position = (sorted.length - 1) * probability;
  const low = sorted[Math.floor(position)];
  const high = sorted[Math.ceil(position)];
  if (low === undefined || high === undefined) return null;
  return low + (high - low) * (position - Math.floor(position));
}

/**
 * A ratio of sums with a 95 % interval that respects clusters: judgments of one item resemble each other, so whole items
 * are drawn with replacement and the ratio is taken anew (cluster bootstrap, percentile method; Davison and Hinkley 1997,
 * chapters 3.8 and 5.3). The result does not depend on the names of clusters, only on the order of their first observation.
 */
export function bootstrapRatio(observations: readonly RatioObservation[], options: BootstrapOptions = REPORT_BOOTSTRAP): RatioEstimate {
  const used = observations.filter((observation) => observation.denominator !== 0);
  const clusters = sumByCluster(used);
  const clusterCount = clusters.numerators.length;
  const above = clusters.numerators.reduce((sum, value) => sum + value, 0);
  const below = clusters.denominators.reduce((sum, value) => sum + value, 0);
  const estimate = below > 0 ? above / below : null;
  if (estimate === null || clusterCount < 2) return { estimate, interval: null, clusterCount };
  const ratios = resample(clusters, options);
  const low = computeQuantile(ratios, (1 - CONFIDENCE) / 2);
  const high = computeQuantile(ratios, (1 + CONFIDENCE) / 2);
  return { estimate, interval: low === null || high === null ? null : { low, high }, clusterCount };
}
