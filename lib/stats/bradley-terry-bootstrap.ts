import { addGradient, fitBradleyTerry, LEADERBOARD_PENALTY } from "./bradley-terry.ts";
import { bootstrapClusters, takePercentiles } from "./bootstrap-clusters.ts";
import { type BootstrapOptions, REPORT_BOOTSTRAP } from "./bootstrap-ratio.ts";
import type { Interval } from "./interval.ts";
import { centre } from "./maximise.ts";
import { type ClusteredPairCounts, mergeClusters, type PairCounts } from "./pair-counts.ts";
import { pinInformation } from "./strength-errors.ts";
import { factorise, solveFactored } from "./symmetric-matrix.ts";

const CHORD_STEPS = 40;
const CHORD_CONVERGED = 1e-7;

export type StrengthBootstrap = {
  /** Percentile intervals of the strengths, by candidate. */
  intervals: Interval[];
  /** Strengths of each resample, candidate after candidate: draws[replicate·size + candidate]. */
  draws: Float64Array;
};

/** Steps with the information of all data instead of the resample's own: a resample is close enough to it for that to converge. */
function refit(counts: PairCounts, penalty: number, start: Float64Array, factor: Float64Array): Float64Array {
  const strength = Float64Array.from(start);
  const gradient = new Float64Array(counts.size);
  for (let step = 0; step < CHORD_STEPS; step += 1) {
    gradient.fill(0);
    addGradient(counts, strength, gradient);
    let longest = 0;
    for (let at = 0; at < strength.length; at += 1) gradient[at]! -= penalty * strength[at]!;
    solveFactored(factor, counts.size, gradient);
    for (let at = 0; at < strength.length; at += 1) {
      strength[at]! += gradient[at]!;
      longest = Math.max(longest, Math.abs(gradient[at]!));
    }
    if (longest < CHORD_CONVERGED) return centre(strength);
    if (!(longest < 10)) break;
  }
  return fitBradleyTerry(counts, { penalty, start }).strength!;
}

/**
 * Intervals of Bradley-Terry strengths by resampling whole clusters (items). `strength`: fitted to all. Resamples that are not
 * connected are held together by the penalty, at least 1e-6. O(replicates·(rows + steps·(pairs + candidates²))).
 */
export function bootstrapBradleyTerry(rows: ClusteredPairCounts, strength: Float64Array, options: BootstrapOptions & { penalty?: number } = REPORT_BOOTSTRAP): StrengthBootstrap {
  const penalty = Math.max(options.penalty ?? 0, LEADERBOARD_PENALTY);
  const { size, offsets } = rows;
  const { pairOf, ...pairs } = mergeClusters(rows);
  const factor = factorise(pinInformation(pairs, strength, penalty).information, size);
  const draws = new Float64Array(size * options.replicates);
  const counts: PairCounts = { ...pairs, firstWins: new Float64Array(pairs.first.length), secondWins: new Float64Array(pairs.first.length) };
  let replicate = 0;
  bootstrapClusters(
    rows.clusterCount,
    (drawn) => {
      counts.firstWins.fill(0);
      counts.secondWins.fill(0);
      for (let cluster = 0; cluster < drawn.length; cluster += 1) {
        const times = drawn[cluster]!;
        if (times === 0) continue;
        for (let row = offsets[cluster]!; row < offsets[cluster + 1]!; row += 1) {
          counts.firstWins[pairOf[row]!]! += times * rows.firstWins[row]!;
          counts.secondWins[pairOf[row]!]! += times * rows.secondWins[row]!;
        }
      }
      draws.set(factor ? refit(counts, penalty, strength, factor) : fitBradleyTerry(counts, { penalty, start: strength }).strength!, size * replicate++);
      return null;
    },
    options,
  );
  const values = new Float64Array(options.replicates);
  const intervals = Array.from({ length: size }, (_, candidate) => takePercentiles(values.map((_, at) => draws[at * size + candidate]!)) ?? { low: Number.NaN, high: Number.NaN });
  return { intervals, draws };
}
