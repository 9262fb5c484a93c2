import { computeLogistic, fitBradleyTerry } from "./bradley-terry.ts";
import type { AnnotatorBeta } from "./crowd-update.ts";
import { groupByKey, groupJudgments, type Judgments, mergeClusters } from "./pair-counts.ts";

export type CrowdFit = { strength: Float64Array; /** η of each annotator: how often they follow the strengths, 0..1. */ accuracy: Float64Array; rounds: number; isConverged: boolean };

const CONVERGED = 1e-6;

export type CrowdFitOptions = {
  /** η known from gold, by annotator; NaN where it is not. */
  knownAccuracy?: Float64Array;
  prior?: AnnotatorBeta;
  penalty?: number;
  rounds?: number;
};

/**
 * Crowd-BT over all judgments at once, by EM: how likely each answer was meant as given, r = η·σ(d)/(η·σ(d) + (1−η)·σ(−d)),
 * then strengths by Bradley-Terry with weight r for the answer and 1−r against it, then η = (Σr + α − 1)/(n + α + β − 2).
 * The prior Beta(10, 1) keeps away from the mirror solution in which everybody is wrong. `cluster` names the annotator.
 */
export function fitCrowd(judgments: Judgments, { knownAccuracy, prior = { alpha: 10, beta: 1 }, penalty = 0.01, rounds = 1_000 }: CrowdFitOptions = {}): CrowdFit {
  const { size, clusterCount, winner, loser, cluster } = judgments;
  const { offsets } = groupByKey(cluster, clusterCount);
  const known = (at: number): number | null => {
    const value = knownAccuracy?.[at] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  const accuracy = Float64Array.from({ length: clusterCount }, (_, at) => known(at) ?? prior.alpha / (prior.alpha + prior.beta));
  const merged = mergeClusters(groupJudgments(judgments));
  let strength = fitBradleyTerry(merged, { penalty }).strength!;
  const meant = new Float64Array(winner.length);
  // Each judgment once as given and once reversed.
  const both = { size, clusterCount: 1, winner: concat(winner, loser), loser: concat(loser, winner), cluster: new Int32Array(2 * winner.length) };
  const weight = new Float64Array(2 * winner.length);
  for (let round = 1; round <= rounds; round += 1) {
    const sums = new Float64Array(clusterCount);
    for (let at = 0; at < winner.length; at += 1) {
      const eta = accuracy[cluster[at]!]!;
      const p = computeLogistic(strength[winner[at]!]! - strength[loser[at]!]!);
      const own = judgments.weight?.[at] ?? 1;
      meant[at] = (eta * p) / (eta * p + (1 - eta) * (1 - p));
      sums[cluster[at]!]! += meant[at]!;
      weight[at] = own * meant[at]!;
      weight[at + winner.length] = own * (1 - meant[at]!);
    }
    const next = fitBradleyTerry(groupJudgments({ ...both, weight }), { penalty, start: strength }).strength!;
    const moved = next.reduce((most, value, at) => Math.max(most, Math.abs(value - strength[at]!)), 0);
    strength = next;
    for (let at = 0; at < clusterCount; at += 1) {
      const n = offsets[at + 1]! - offsets[at]!;
      accuracy[at] = known(at) ?? (sums[at]! + prior.alpha - 1) / (n + prior.alpha + prior.beta - 2);
    }
    if (moved < CONVERGED) return { strength, accuracy, rounds: round, isConverged: true };
  }
  return { strength, accuracy, rounds, isConverged: false };
}

function concat(first: Int32Array, second: Int32Array): Int32Array {
  const joined = new Int32Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
