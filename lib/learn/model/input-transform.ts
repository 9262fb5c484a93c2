import { dot, findPrincipalAxes } from "../../stats/index.ts";
import type { LearnCandidate } from "./training-set.ts";

/** Standardised plain features are held within so many deviations. */
export const LIMIT = 4;
/** Starter scores are held within this of both ends (of 0..1) before their log-odds are taken. */
export const EDGE = 0.001;
const FLAT = 1e-6;

export type Standard = { mean: Float64Array; deviation: Float64Array };

/** From what a candidate is to the inputs of the linear head: starter log-odds, stacked scores and plain features standardised, then principal components. */
export type InputTransform = { starter: Standard; stacked: Standard; plain: Standard; pooledMean: Float64Array; /** Rows of components × pooled length; deviation 1 where it was fitted. */ axes: Float64Array[] };

/** Log-odds of a starter's score 0..10. */
export function toLogOdds(score: number): number {
  const share = Math.min(1 - EDGE, Math.max(EDGE, score / 10));
  return Math.log(share / (1 - share));
}

function standardOf(rows: readonly ArrayLike<number>[]): Standard {
  const width = rows[0]?.length ?? 0;
  const mean = new Float64Array(width);
  const deviation = new Float64Array(width);
  for (const row of rows) for (let at = 0; at < width; at += 1) mean[at]! += row[at]! / rows.length;
  for (const row of rows) for (let at = 0; at < width; at += 1) deviation[at]! += (row[at]! - mean[at]!) ** 2 / rows.length;
  // What both the fit and the written head compute with: single precision.
  return { mean: mean.map(Math.fround), deviation: deviation.map((value) => Math.fround(Math.sqrt(value) < FLAT ? 1 : Math.sqrt(value))) };
}

/** Fits means, deviations and up to `componentCount` principal components. Deterministic in `seed`. */
export function fitInputTransform(candidates: readonly LearnCandidate[], componentCount: number, seed: number): InputTransform {
  const pooled = standardOf(candidates.map((candidate) => candidate.pooled));
  const rows = candidates.map((candidate) => Float64Array.from(candidate.pooled, (value, at) => (value - pooled.mean[at]!) / pooled.deviation[at]!));
  const axes = findPrincipalAxes(rows, componentCount, seed).map((axis) => {
    const deviation = Math.sqrt(rows.reduce((sum, row) => sum + dot(row, axis) ** 2, 0) / rows.length) || 1;
    return axis.map((value, at) => value / pooled.deviation[at]! / deviation);
  });
  return {
    starter: standardOf(candidates.map((candidate) => candidate.starter.map(toLogOdds))),
    stacked: standardOf(candidates.map((candidate) => candidate.stacked)),
    plain: standardOf(candidates.map((candidate) => candidate.plain)),
    pooledMean: pooled.mean,
    axes,
  };
}

const hold = (value: number) => Math.min(LIMIT, Math.max(-LIMIT, value));

/** The inputs of one candidate: starter, stacked, plain, components. */
export function transformInputs({ starter, stacked, plain, pooledMean, axes }: InputTransform, candidate: LearnCandidate): Float64Array {
  const inputs = new Float64Array(candidate.starter.length + candidate.stacked.length + candidate.plain.length + axes.length);
  let at = 0;
  for (const [index, score] of candidate.starter.entries()) inputs[at++] = (toLogOdds(score) - starter.mean[index]!) / starter.deviation[index]!;
  for (const [index, score] of candidate.stacked.entries()) inputs[at++] = (score - stacked.mean[index]!) / stacked.deviation[index]!;
  for (const [index, value] of candidate.plain.entries()) inputs[at++] = hold((value - plain.mean[index]!) / plain.deviation[index]!);
  for (const axis of axes) {
    let sum = 0;
    for (let place = 0; place < axis.length; place += 1) sum += (candidate.pooled[place]! - pooledMean[place]!) * axis[place]!;
    inputs[at++] = sum;
  }
  return inputs;
}
