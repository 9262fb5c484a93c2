import { addPenalty, fitBradleyTerry, logLogistic } from "./bradley-terry.ts";
import { findStrongComponents } from "./components.ts";
import { centre, type ConcaveFunction, maximise, pinLevel } from "./maximise.ts";
import type { PairCounts, TiedPairCounts } from "./pair-counts.ts";

export type TieModelFit = {
  /** Natural-log strengths that sum to 0. Null, as are the other two, where the likelihood has no maximum. */
  strength: Float64Array | null;
  /** ν ≥ 0 of Davidson: equal candidates tie with probability ν/(2 + ν). θ ≥ 1 of Rao and Kupper: (θ − 1)/(θ + 1). */
  tie: number | null;
  logLikelihood: number | null;
  hasMaximum: boolean;
};

const NONE: TieModelFit = { strength: null, tie: null, logLikelihood: null, hasMaximum: false };
const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

function countTiesAsBoth(counts: TiedPairCounts): PairCounts {
  return { ...counts, firstWins: counts.firstWins.map((value, pair) => value + counts.ties[pair]!), secondWins: counts.secondWins.map((value, pair) => value + counts.ties[pair]!) };
}

/**
 * Whether strengths could be spread while ties grow, without ever losing likelihood: each winner at least 1 above each loser,
 * tied ones at most 1 apart. Bellman and Ford's search for a contradiction.
 */
function canSpread({ size, first, second, firstWins, secondWins, ties }: TiedPairCounts): boolean {
  const bounds: [from: number, to: number, most: number][] = [];
  for (let pair = 0; pair < first.length; pair += 1) {
    const [i, j] = [first[pair]!, second[pair]!];
    if (firstWins[pair]! > 0) bounds.push([i, j, -1]);
    if (secondWins[pair]! > 0) bounds.push([j, i, -1]);
    if (ties[pair]! > 0) bounds.push([i, j, 1], [j, i, 1]);
  }
  const level = new Float64Array(size);
  for (let round = 0; round <= size; round += 1) {
    let hasMoved = false;
    for (const [from, to, most] of bounds) {
      if (level[to]! <= level[from]! + most) continue;
      level[to] = level[from]! + most;
      hasMoved = true;
    }
    if (!hasMoved) return true;
  }
  return false;
}

/** Both models have finite strengths and a finite tie parameter exactly then. Without any tie they are Bradley-Terry. */
function hasTieMaximum(counts: TiedPairCounts): boolean {
  if (findStrongComponents(countTiesAsBoth(counts)).length > 1) return false;
  return findStrongComponents(counts).some((group) => group.length > 1) || !canSpread(counts);
}

function fit(counts: TiedPairCounts, penalty: number, noTie: number, start: number, compute: ConcaveFunction, toTie: (parameter: number) => number): TieModelFit {
  if (total(counts.ties) === 0) {
    const plain = fitBradleyTerry(counts, { penalty });
    return { strength: plain.strength, tie: plain.strength && noTie, logLikelihood: plain.logLikelihood, hasMaximum: plain.hasMaximum };
  }
  const hasMaximum = hasTieMaximum(counts);
  const isBound = penalty > 0 && total(counts.firstWins) + total(counts.secondWins) > 0;
  if (!hasMaximum && !isBound) return NONE;
  const { size } = counts;
  const origin = new Float64Array(size + 1);
  origin[size] = start;
  const { point } = maximise(origin, (at, gradient, information) => {
    const value = compute(at, gradient, information) - addPenalty(penalty, size, at, gradient, information);
    if (information) pinLevel(information, size, size + 1);
    return value;
  });
  centre(point, size);
  return { strength: point.slice(0, size), tie: toTie(point[size]!), logLikelihood: compute(point), hasMaximum };
}

/** Adds weight·(Σ p·ff' − mean·mean') of one pair, whose three outcomes have the features (1,0,0), (0,1,0), (½,½,1). */
function addDavidsonInformation(information: Float64Array, cells: readonly [number, number, number], p: readonly [number, number, number], n: number): void {
  const [win, loss, tie] = p;
  const mean = [win + tie / 2, loss + tie / 2, tie] as const;
  const second = [
    [win + tie / 4, tie / 4, tie / 2],
    [tie / 4, loss + tie / 4, tie / 2],
    [tie / 2, tie / 2, tie],
  ] as const;
  const width = Math.sqrt(information.length);
  for (let a = 0; a < 3; a += 1) for (let b = 0; b < 3; b += 1) information[cells[a]! * width + cells[b]!]! += n * (second[a]![b]! - mean[a]! * mean[b]!);
}

/**
 * Davidson's model (1970, J. Am. Stat. Assoc. 65, 317-328): with D = π_i + π_j + ν·√(π_i·π_j), i wins with π_i/D and a tie
 * has ν·√(π_i·π_j)/D. Newton's method on strengths and ln ν; the penalty (λ/2)·Σ s² leaves ν alone. The product's model
 * where more than 5 % tie. Example: 3 wins each way and 2 ties give equal strengths and ν = 2/3.
 */
export function fitDavidson(counts: TiedPairCounts, { penalty = 0 }: { penalty?: number } = {}): TieModelFit {
  const { size, first, second, firstWins, secondWins, ties } = counts;
  const compute: ConcaveFunction = (point, gradient, information) => {
    let value = 0;
    for (let pair = 0; pair < first.length; pair += 1) {
      const cells = [first[pair]!, second[pair]!, size] as const;
      const half = (point[cells[0]]! - point[cells[1]]!) / 2;
      const logits = [half, -half, point[size]!] as const;
      const highest = Math.max(...logits);
      const logSum = highest + Math.log(Math.exp(logits[0] - highest) + Math.exp(logits[1] - highest) + Math.exp(logits[2] - highest));
      const p = [Math.exp(logits[0] - logSum), Math.exp(logits[1] - logSum), Math.exp(logits[2] - logSum)] as const;
      const [won, lost, tied] = [firstWins[pair]!, secondWins[pair]!, ties[pair]!];
      const n = won + lost + tied;
      value += won * (logits[0] - logSum) + lost * (logits[1] - logSum) + tied * (logits[2] - logSum);
      if (gradient) {
        const pull = (won - lost - n * (p[0] - p[1])) / 2;
        gradient[cells[0]]! += pull;
        gradient[cells[1]]! -= pull;
        gradient[size]! += tied - n * p[2];
      }
      if (information) addDavidsonInformation(information, cells, p, n);
    }
    return value;
  };
  return fit(counts, penalty, 0, 0, compute, Math.exp);
}

/**
 * Rao and Kupper's model (1967, J. Am. Stat. Assoc. 62, 194-204): i wins with π_i/(π_i + θ·π_j), and what is left is the
 * tie: a difference below ln θ goes unseen. Newton's method on strengths and ln θ.
 */
export function fitRaoKupper(counts: TiedPairCounts, { penalty = 0 }: { penalty?: number } = {}): TieModelFit {
  const { size, first, second, firstWins, secondWins, ties } = counts;
  const tied = total(ties);
  const compute: ConcaveFunction = (point, gradient, information) => {
    const threshold = point[size]!;
    if (threshold <= 0) return -Infinity;
    const rest = -Math.expm1(-2 * threshold);
    let value = tied * (2 * threshold + Math.log(rest));
    if (gradient) gradient[size]! += (2 * tied) / rest;
    if (information) information[size * (size + 1) + size]! += (4 * tied * Math.exp(-2 * threshold)) / rest ** 2;
    // A tie says: neither is ahead by more than the threshold; a win of i says that of one direction alone.
    const add = (i: number, j: number, weight: number): void => {
      const gap = point[i]! - point[j]! - threshold;
      value += weight * logLogistic(gap);
      const p = 1 / (1 + Math.exp(gap));
      const signs = [1, -1, -1] as const;
      const cells = [i, j, size] as const;
      for (let a = 0; a < 3; a += 1) {
        if (gradient) gradient[cells[a]!]! += signs[a]! * weight * p;
        if (information) for (let b = 0; b < 3; b += 1) information[cells[a]! * (size + 1) + cells[b]!]! += signs[a]! * signs[b]! * weight * p * (1 - p);
      }
    };
    for (let pair = 0; pair < first.length; pair += 1) {
      add(first[pair]!, second[pair]!, firstWins[pair]! + ties[pair]!);
      add(second[pair]!, first[pair]!, secondWins[pair]! + ties[pair]!);
    }
    return value;
  };
  return fit(counts, penalty, 1, 1, compute, Math.exp);
}
