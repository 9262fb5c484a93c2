import { createRandom } from "./bootstrap-clusters.ts";
import type { ScoredPair } from "./accuracy.ts";
import { sortOrder } from "./sort-order.ts";

export type TieCalibration = {
  /** 0 and all distinct |m|, ascending, with the accuracy that each gives when it is the threshold. */
  thresholds: Float64Array;
  accuracy: Float64Array;
  /** The best of them, and the smallest threshold that reaches it; null without pairs. In-sample: an upper bound. */
  bestAccuracy: number | null;
  bestEpsilon: number | null;
  n: number;
};

const GRID_BITS = 40;

/** Differences as whole multiples of 2^−40 of the largest: 0.3 − 0.2 and 0.2 − 0.1 are the same. A missing one is −1. */
function toSteps(pairs: readonly ScoredPair[]): { steps: Float64Array; grid: number } {
  const largest = pairs.reduce((most, { difference }) => Math.max(most, Math.abs(difference ?? 0)), 0);
  const grid = largest === 0 ? 1 : 2 ** (Math.floor(Math.log2(largest)) - GRID_BITS);
  return { steps: Float64Array.from(pairs, ({ difference }) => (difference === null ? -1 : Math.round(Math.abs(difference) / grid))), grid };
}

const isScored = (difference: number | null): difference is number => difference !== null && Number.isFinite(difference);

/** Pairs whose score is not a number are pairs without one. */
function clean(pairs: readonly ScoredPair[]): ScoredPair[] {
  return pairs.map(({ human, difference }) => ({ human, difference: isScored(difference) ? difference : null }));
}

/**
 * Accuracy in which a scorer may say equal, by a threshold ε (Deutsch, Foster and Freitag 2023, arXiv 2305.14324): right where
 * the signs agree and |m| > ε, or people say equal and |m| ≤ ε. A missing score is wrong. All pairs of one |m| change sides
 * together, then the threshold is looked at, 0 included. O(n log n).
 */
export function calibrateTies(given: readonly ScoredPair[]): TieCalibration {
  const pairs = clean(given);
  if (pairs.length === 0) return { thresholds: new Float64Array(0), accuracy: new Float64Array(0), bestAccuracy: null, bestEpsilon: null, n: 0 };
  const { steps } = toSteps(pairs);
  const order = Array.from(steps.keys()).filter((at) => steps[at]! >= 0).sort((a, b) => steps[a]! - steps[b]!);
  let right = pairs.filter(({ human, difference }) => difference !== null && human * difference > 0).length;
  const thresholds: number[] = [];
  const accuracy: number[] = [];
  const look = (threshold: number): void => {
    thresholds.push(threshold);
    accuracy.push(right / pairs.length);
  };
  let at = 0;
  const flip = (step: number): number => {
    const threshold = Math.abs(pairs[order[at] ?? 0]?.difference ?? 0);
    for (; at < order.length && steps[order[at]!] === step; at += 1) {
      const { human, difference } = pairs[order[at]!]!;
      if (human === 0) right += 1;
      // A difference that is only rounding never was the right side.
      else if (human * difference! > 0) right -= 1;
    }
    return threshold;
  };
  flip(0);
  look(0);
  while (at < order.length) look(flip(steps[order[at]!]!));
  const best = accuracy.reduce((most, value) => Math.max(most, value), 0);
  return { thresholds: Float64Array.from(thresholds), accuracy: Float64Array.from(accuracy), bestAccuracy: best, bestEpsilon: thresholds[accuracy.indexOf(best)]!, n: pairs.length };
}

/** What one pair earns at a threshold: 1 or 0. */
export function isRightWithTies({ human, difference }: ScoredPair, epsilon: number): boolean {
  if (!isScored(difference)) return false;
  return Math.abs(difference) <= epsilon + Math.abs(epsilon) * 1e-12 ? human === 0 : human * difference > 0;
}

/** Clusters dealt into folds by a seeded shuffle. */
function dealFolds(clusterCount: number, folds: number, seed: number): Int32Array {
  const random = createRandom(seed);
  const dealt = Array.from({ length: clusterCount }, (_, at) => ({ at, key: random() })).sort((a, b) => a.key - b.key);
  const foldOf = new Int32Array(clusterCount);
  for (const [position, { at }] of dealt.entries()) foldOf[at] = position % folds;
  return foldOf;
}

type SortedPairs = { human: Int8Array; difference: Float64Array; steps: Float64Array; order: Uint32Array; fold: Int32Array };

/** The smallest ε that is best over all folds but one; the order of |m| is the same for all of them. */
function fitWithout(out: number, { human, difference, steps, order, fold }: SortedPairs): number {
  let right = 0;
  for (let at = 0; at < human.length; at += 1) if (fold[at] !== out && human[at]! * difference[at]! > 0) right += 1;
  let [best, epsilon] = [-1, 0];
  for (let at = 0, step = 0; at < order.length || step === 0; ) {
    let threshold: number | null = step === 0 ? 0 : null;
    const own = step === 0 ? 0 : steps[order[at]!]!;
    for (; at < order.length && steps[order[at]!] === own; at += 1) {
      const pair = order[at]!;
      if (fold[pair] === out) continue;
      threshold ??= Math.abs(difference[pair]!);
      if (human[pair] === 0) right += 1;
      else if (human[pair]! * difference[pair]! > 0) right -= 1;
    }
    if (threshold !== null && right > best) [best, epsilon] = [right, threshold];
    step += 1;
  }
  return epsilon;
}

/**
 * Tie-calibrated accuracy without looking at its own pairs: clusters (items) are dealt into folds by a seeded shuffle, ε is
 * fitted on the other folds, and each fold is judged with that. `right`: 1 for each pair that is. Null with fewer than two
 * clusters. O(n log n + folds·n).
 */
export function crossFitTies(given: readonly ScoredPair[], cluster: Int32Array, clusterCount: number, { folds = 5, seed = 1 } = {}): { accuracy: number; epsilons: number[]; right: Uint8Array } | null {
  if (clusterCount < 2) return null;
  const count = Math.min(folds, clusterCount);
  const foldOf = dealFolds(clusterCount, count, seed);
  const pairs = clean(given);
  const { steps } = toSteps(pairs);
  const sorted: SortedPairs = {
    human: Int8Array.from(pairs, ({ human }) => human),
    difference: Float64Array.from(pairs, ({ difference }) => difference ?? Number.NaN),
    steps,
    order: sortOrder(steps).filter((at) => steps[at]! >= 0),
    fold: Int32Array.from(pairs, (_, at) => foldOf[cluster[at]!]!),
  };
  const epsilons = Array.from({ length: count }, (_, fold) => fitWithout(fold, sorted));
  const right = Uint8Array.from(pairs, (pair, at) => (isRightWithTies(pair, epsilons[sorted.fold[at]!]!) ? 1 : 0));
  return { accuracy: right.reduce((sum, value) => sum + value, 0) / pairs.length, epsilons, right };
}
