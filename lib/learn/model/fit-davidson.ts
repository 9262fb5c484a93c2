import { dot, factorise, solveFactored } from "../../stats/index.ts";

/** What was answered on one pair: the difference of its candidates' inputs (A − B), and answers for A, for B and for neither, by weight. */
export type PairRow = { inputs: Float64Array; a: number; b: number; tie: number };

/** `prior`: where the weights are pulled to; `penalties`: how strongly each, in answers. */
export type FitOptions = { prior: Float64Array; penalties: Float64Array; start?: { weights: Float64Array; logTie: number } };

export type DavidsonFit = { weights: Float64Array; logTie: number; iterations: number; isConverged: boolean };

export type Chances = { a: number; b: number; tie: number };

const MOST_ITERATIONS = 60;
const TOLERANCE = 1e-8;
const SHRINK = 0.5;
const MOST_HALVINGS = 40;
/** Ties are pulled, ever so slightly, to one answer in five between equals, so that a project without any has an estimate. */
const TIE_PRIOR = { logTie: Math.log(0.5), penalty: 0.01 };

/** Chances of the three answers at a difference of utilities, by Davidson (1970): 1 : 1 : ν between equals, ν = exp(logTie). */
export function chancesAt(difference: number, logTie: number): Chances {
  const top = Math.max(Math.abs(difference) / 2, logTie);
  const [a, b, tie] = [Math.exp(difference / 2 - top), Math.exp(-difference / 2 - top), Math.exp(logTie - top)];
  const sum = a + b + tie;
  return { a: a / sum, b: b / sum, tie: tie / sum };
}

/** −log of the chance of what was answered on one pair, by weight. */
export function pairLoss({ a, b, tie }: Omit<PairRow, "inputs">, difference: number, logTie: number): number {
  const top = Math.max(Math.abs(difference) / 2, logTie);
  const log = top + Math.log(Math.exp(difference / 2 - top) + Math.exp(-difference / 2 - top) + Math.exp(logTie - top));
  return (a + b + tie) * log - ((a - b) * difference) / 2 - tie * logTie;
}

function lossAt(rows: readonly PairRow[], { prior, penalties }: FitOptions, weights: Float64Array, logTie: number): number {
  let loss = (TIE_PRIOR.penalty / 2) * (logTie - TIE_PRIOR.logTie) ** 2;
  for (let at = 0; at < weights.length; at += 1) loss += (penalties[at]! / 2) * (weights[at]! - prior[at]!) ** 2;
  for (const row of rows) loss += pairLoss(row, dot(weights, row.inputs), logTie);
  return loss;
}

/** `curvature`: rows of a symmetric matrix, of which the lower triangle is filled. */
type Slopes = { gradient: Float64Array; curvature: Float64Array };

/** Adds a row's part to gradient and curvature; the last place of both belongs to the ties. */
function addRow({ inputs, a, b, tie }: PairRow, weights: Float64Array, logTie: number, { gradient, curvature }: Slopes): void {
  const n = a + b + tie;
  if (n === 0) return;
  const chances = chancesAt(dot(weights, inputs), logTie);
  const lead = chances.a - chances.b;
  const slope = (n * lead - (a - b)) / 2;
  const bend = (n * (chances.a + chances.b - lead * lead)) / 4;
  const cross = (-n * chances.tie * lead) / 2;
  const last = inputs.length;
  const size = last + 1;
  for (let i = 0; i < last; i += 1) {
    const value = inputs[i]!;
    if (value === 0) continue;
    gradient[i]! += slope * value;
    const scaled = bend * value;
    for (let k = 0; k <= i; k += 1) curvature[i * size + k]! += scaled * inputs[k]!;
    curvature[last * size + i]! += cross * value;
  }
  gradient[last]! += n * chances.tie - tie;
  curvature[last * size + last]! += n * chances.tie * (1 - chances.tie);
}

function slopesAt(rows: readonly PairRow[], { prior, penalties }: FitOptions, weights: Float64Array, logTie: number): Slopes {
  const size = weights.length + 1;
  const slopes: Slopes = { gradient: new Float64Array(size), curvature: new Float64Array(size * size) };
  for (const row of rows) addRow(row, weights, logTie, slopes);
  for (let at = 0; at < weights.length; at += 1) {
    slopes.gradient[at]! += penalties[at]! * (weights[at]! - prior[at]!);
    slopes.curvature[at * size + at]! += penalties[at]!;
  }
  slopes.gradient[size - 1]! += TIE_PRIOR.penalty * (logTie - TIE_PRIOR.logTie);
  slopes.curvature[size * size - 1]! += TIE_PRIOR.penalty;
  return slopes;
}

/**
 * Fits utilities linear in the inputs to answers with ties: Bradley-Terry with Davidson's tie parameter, its log-likelihood
 * less Σ penalty/2 · (weight − prior)², which is concave, by Newton's method with a halving line search. It has converged
 * when the Newton decrement, half of which is what is left to gain, is below 1e-8 an answer.
 */
export function fitDavidson(rows: readonly PairRow[], options: FitOptions): DavidsonFit {
  let weights = Float64Array.from(options.start?.weights ?? options.prior);
  let logTie = options.start?.logTie ?? TIE_PRIOR.logTie;
  let loss = lossAt(rows, options, weights, logTie);
  const enough = TOLERANCE * (1 + rows.reduce((sum, { a, b, tie }) => sum + a + b + tie, 0));
  for (let iterations = 1; iterations <= MOST_ITERATIONS; iterations += 1) {
    const { gradient, curvature } = slopesAt(rows, options, weights, logTie);
    const factor = factorise(curvature, gradient.length);
    if (!factor) return { weights, logTie, iterations, isConverged: false };
    const step = solveFactored(factor, gradient.length, Float64Array.from(gradient));
    const decrement = dot(step, gradient);
    if (decrement < enough) return { weights, logTie, iterations, isConverged: true };
    let length = 1;
    for (let halving = 0; halving < MOST_HALVINGS; halving += 1, length *= SHRINK) {
      const moved = weights.map((value, at) => value - length * step[at]!);
      const movedTie = logTie - length * step[weights.length]!;
      const movedLoss = lossAt(rows, options, moved, movedTie);
      if (movedLoss > loss - (length * decrement) / 4) continue;
      [weights, logTie, loss] = [moved, movedTie, movedLoss];
      break;
    }
    if (length < SHRINK ** (MOST_HALVINGS - 1)) return { weights, logTie, iterations, isConverged: false };
  }
  return { weights, logTie, iterations: MOST_ITERATIONS, isConverged: false };
}
