import { bootstrapClusters, takePercentiles } from "./bootstrap-clusters.ts";
import { type BootstrapOptions, REPORT_BOOTSTRAP } from "./bootstrap-ratio.ts";
import type { CategoryTable } from "./category-table.ts";
import type { Interval } from "./interval.ts";

/** What a disagreement weighs: all the same; by how many answers lie between; by the square of the distance; relative to the size. */
export type MeasurementLevel = "nominal" | "ordinal" | "interval" | "ratio";

export type Krippendorff = { /** 1 is perfect, 0 chance; null without pairable answers or with a single category. */ alpha: number | null; pairableCount: number };

/** Coincidences o[c·K + k], and how many pairable answers they come from. A unit of one answer has none. */
type Coincidences = Float64Array;

/** Adds the coincidences of one unit, o[c·K + k] from `offset` on; a unit of one answer has none. */
export function addCoincidences({ categoryCount: K, counts }: CategoryTable, unit: number, into: Coincidences, offset: number): void {
  const base = unit * K;
  let m = 0;
  for (let c = 0; c < K; c += 1) m += counts[base + c]!;
  if (m < 2) return;
  for (let c = 0; c < K; c += 1) {
    const own = counts[base + c]!;
    if (own === 0) continue;
    for (let k = 0; k < K; k += 1) into[offset + c * K + k]! += (own * (counts[base + k]! - (c === k ? 1 : 0))) / (m - 1);
  }
}

/** Squared distances of all categories; `values` are their numbers, needed for interval and ratio. */
function measureDistances(totals: Float64Array, level: MeasurementLevel, values: readonly number[]): Float64Array {
  const K = totals.length;
  const distance = new Float64Array(K * K);
  for (let c = 0; c < K; c += 1) {
    let between = totals[c]!;
    for (let k = c + 1; k < K; k += 1) {
      between += totals[k]!;
      const [low, high] = [values[c] ?? c, values[k] ?? k];
      if (level === "nominal") distance[c * K + k] = 1;
      else if (level === "ordinal") distance[c * K + k] = (between - (totals[c]! + totals[k]!) / 2) ** 2;
      else if (level === "interval") distance[c * K + k] = (high - low) ** 2;
      else distance[c * K + k] = high + low === 0 ? 0 : ((high - low) / (high + low)) ** 2;
      distance[k * K + c] = distance[c * K + k]!;
    }
  }
  return distance;
}

/** α of summed coincidences; see `computeKrippendorff`. */
export function computeAlpha(coincidences: Coincidences, K: number, level: MeasurementLevel, values: readonly number[] = []): Krippendorff {
  const totals = new Float64Array(K);
  for (let c = 0; c < K; c += 1) for (let k = 0; k < K; k += 1) totals[c]! += coincidences[c * K + k]!;
  const distance = measureDistances(totals, level, values);
  let [observed, expected, n] = [0, 0, 0];
  for (let c = 0; c < K; c += 1) {
    n += totals[c]!;
    for (let k = 0; k < K; k += 1) {
      observed += coincidences[c * K + k]! * distance[c * K + k]!;
      expected += totals[c]! * totals[k]! * distance[c * K + k]!;
    }
  }
  return { alpha: expected > 0 ? 1 - ((n - 1) * observed) / expected : null, pairableCount: Math.round(n) };
}

/**
 * Krippendorff's α with any number of answers a unit, missing ones simply missing (Krippendorff 2011, Computing
 * Krippendorff's alpha-reliability): o_ck = Σ_u n_uc(n_uk − [c=k])/(m_u − 1) over units with m ≥ 2, and
 * α = 1 − (n − 1)·Σ o·d/Σ n_c·n_k·d. Categories stand in their order: B, TIE, A. O(answers + units·K²).
 */
export function computeKrippendorff(table: CategoryTable, level: MeasurementLevel = "nominal", values: readonly number[] = []): Krippendorff {
  const K = table.categoryCount;
  const coincidences = new Float64Array(K * K);
  for (let unit = 0; unit < table.unitCount; unit += 1) addCoincidences(table, unit, coincidences, 0);
  return computeAlpha(coincidences, K, level, values);
}

/** The interval of α by resampling clusters of units; `cluster` (0..clusterCount−1) by unit, each unit its own without it. */
export function bootstrapKrippendorff(table: CategoryTable, level: MeasurementLevel, options: BootstrapOptions & { values?: readonly number[]; cluster?: Int32Array; clusterCount?: number } = REPORT_BOOTSTRAP): Interval | null {
  const K = table.categoryCount;
  const clusterCount = options.cluster ? (options.clusterCount ?? 0) : table.unitCount;
  const byCluster = new Float64Array(clusterCount * K * K);
  for (let unit = 0; unit < table.unitCount; unit += 1) addCoincidences(table, unit, byCluster, (options.cluster ? options.cluster[unit]! : unit) * K * K);
  const sums = new Float64Array(K * K);
  const draws = bootstrapClusters(
    clusterCount,
    (drawn) => {
      sums.fill(0);
      for (let cluster = 0; cluster < clusterCount; cluster += 1) {
        if (drawn[cluster] === 0) continue;
        for (let cell = 0; cell < K * K; cell += 1) sums[cell]! += drawn[cluster]! * byCluster[cluster * K * K + cell]!;
      }
      return computeAlpha(sums, K, level, options.values ?? []).alpha;
    },
    options,
  );
  return clusterCount < 2 ? null : takePercentiles(draws);
}
