import { type Components, findStrongComponents, findWeakComponents } from "./components.ts";
import { centre, type ConcaveFunction, maximise, pinLevel } from "./maximise.ts";
import type { PairCounts } from "./pair-counts.ts";

export type BradleyTerryFit = {
  /** Natural-log strengths that sum to 0; null where the likelihood has no maximum and nothing is penalised. */
  strength: Float64Array | null;
  /** Without the penalty; null with `strength`. */
  logLikelihood: number | null;
  /** Whether finite strengths exist without a penalty: the win graph is strongly connected. */
  hasMaximum: boolean;
  weakComponents: Components;
  strongComponents: Components;
  stepCount: number;
};

export type BradleyTerryOptions = {
  /** λ of the penalty (λ/2)·Σ s². 0: none. */
  penalty?: number;
  /** Strengths to start from. */
  start?: Float64Array;
};

/** The penalty that a leaderboard of connected generators states: too small to be seen in a figure. */
export const LEADERBOARD_PENALTY = 1e-6;

/** log σ(x) without overflow. */
export function logLogistic(x: number): number {
  return x > 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
}

/** σ(x) = 1/(1 + e^−x). */
export function computeLogistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Log-likelihood of strengths, Σ w_ij·log σ(s_i − s_j). */
export function computeLogLikelihood(counts: PairCounts, strength: Float64Array): number {
  let sum = 0;
  for (let pair = 0; pair < counts.first.length; pair += 1) {
    const gap = strength[counts.first[pair]!]! - strength[counts.second[pair]!]!;
    sum += counts.firstWins[pair]! * logLogistic(gap) + counts.secondWins[pair]! * logLogistic(-gap);
  }
  return sum;
}

/** Adds the information of the pairs, n·p(1−p), to a matrix whose rows are `width` long. */
export function addInformation(counts: PairCounts, strength: Float64Array, information: Float64Array, width: number): void {
  for (let pair = 0; pair < counts.first.length; pair += 1) {
    const [i, j] = [counts.first[pair]!, counts.second[pair]!];
    const p = computeLogistic(strength[i]! - strength[j]!);
    const h = (counts.firstWins[pair]! + counts.secondWins[pair]!) * p * (1 - p);
    information[i * width + i]! += h;
    information[j * width + j]! += h;
    information[i * width + j]! -= h;
    information[j * width + i]! -= h;
  }
}

/** Adds what the judgments pull at each strength, Σ_j (w_ij − n_ij·p_ij). */
export function addGradient(counts: PairCounts, strength: Float64Array, gradient: Float64Array): void {
  const { first, second, firstWins, secondWins } = counts;
  for (let pair = 0; pair < first.length; pair += 1) {
    const [i, j] = [first[pair]!, second[pair]!];
    const pull = firstWins[pair]! - (firstWins[pair]! + secondWins[pair]!) * computeLogistic(strength[i]! - strength[j]!);
    gradient[i]! += pull;
    gradient[j]! -= pull;
  }
}

/** Takes (λ/2)·Σ s² of the first `size` values off, with its derivatives; returns what was taken. */
export function addPenalty(penalty: number, size: number, point: Float64Array, gradient?: Float64Array, information?: Float64Array): number {
  let squares = 0;
  for (let at = 0; at < size; at += 1) {
    squares += point[at]! ** 2;
    if (gradient) gradient[at]! -= penalty * point[at]!;
    if (information) information[at * point.length + at]! += penalty;
  }
  return (penalty / 2) * squares;
}

/**
 * Bradley-Terry strengths: i beats j with probability σ(s_i − s_j) (Bradley and Terry 1952, Biometrika 39, 324-345), by
 * Newton's method on Σ w·log p − (λ/2)·Σ s². With λ > 0 there is always an answer, but strengths of different weak components
 * are not comparable. O(candidates³) a step, a handful of steps. Example: 2 wins of 3 against one rival give ± ½·ln 2.
 */
export function fitBradleyTerry(counts: PairCounts, { penalty = 0, start }: BradleyTerryOptions = {}): BradleyTerryFit {
  const { size } = counts;
  const strongComponents = findStrongComponents(counts);
  const hasMaximum = strongComponents.length === 1;
  const facts = { hasMaximum, weakComponents: findWeakComponents(counts), strongComponents };
  if (!hasMaximum && penalty === 0) return { strength: null, logLikelihood: null, ...facts, stepCount: 0 };
  const compute: ConcaveFunction = (point, gradient, information) => {
    if (gradient) addGradient(counts, point, gradient);
    if (information) addInformation(counts, point, information, size);
    const value = computeLogLikelihood(counts, point) - addPenalty(penalty, size, point, gradient, information);
    if (information) pinLevel(information, size, size);
    return value;
  };
  const { point, stepCount } = maximise(start ?? new Float64Array(size), compute);
  const strength = centre(point);
  return { strength, logLikelihood: computeLogLikelihood(counts, strength), ...facts, stepCount };
}

/** Strengths on the scale that chess made familiar: 1000 + 400·s/ln 10. */
export function toScale1000(strength: number): number {
  return 1000 + (400 * strength) / Math.LN10;
}
