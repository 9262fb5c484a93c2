import { choosePenalty, type HeadChoice, TICKS_PER_CHOICE, type Tick } from "./choose-penalty.ts";
import { columnsOf, fitHead, prepareInputs } from "./cross-fit.ts";
import type { DavidsonFit } from "./fit-davidson.ts";
import { applyHead, HEAD_FORMAT, type LearnedHead } from "./head.ts";
import { EDGE, LIMIT, toLogOdds } from "./input-transform.ts";
import { sampleRows, toPairRows } from "./pair-rows.ts";
import type { TrainingSet } from "./training-set.ts";
import { type AnnotatorWeight, weighAnnotators } from "./weigh-annotators.ts";

const MOST_ROWS = 20_000;

export type HeadNames = { plainNames: readonly string[]; starterVersion: string; scorers: LearnedHead["scorers"] };
export type LearnedResult = { head: LearnedHead; choices: Map<string, HeadChoice>; weights: AnnotatorWeight[]; isConverged: boolean };

export const countHeadTicks = (set: TrainingSet): number => set.judgments.size * TICKS_PER_CHOICE;

const single = (values: ArrayLike<number>) => Array.from(values, Math.fround);
const column = (fits: readonly Float64Array[], from: number, length: number) => fits.map((weights) => single(weights.subarray(from, from + length)));

function meanAndDeviation(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}

/** Answers say nothing of the level of utilities: scores are given the starter's mean and spread, as log-odds, over these candidates. */
function placeOnScale(head: LearnedHead, set: TrainingSet): LearnedHead {
  const utilities = set.candidates.map((candidate) => applyHead(head, candidate).utilities);
  const places = head.dimensions.map((dimension, index) => {
    const starter = meanAndDeviation(set.candidates.map((candidate) => toLogOdds(candidate.starter[set.starterDimensions.indexOf(dimension)]!)));
    const own = meanAndDeviation(utilities.map((row) => row[index]!));
    const slope = own.deviation > 1e-9 && starter.deviation > 1e-9 ? starter.deviation / own.deviation : 1;
    return { slope, centre: starter.mean - slope * own.mean };
  });
  return { ...head, slope: single(places.map(({ slope }) => slope)), centre: single(places.map(({ centre }) => centre)) };
}

/** The head that all answers together give, for use on new edits. */
export async function learnHead(set: TrainingSet, names: HeadNames, seed: number, tick: Tick): Promise<LearnedResult> {
  const prepared = prepareInputs(set, () => true, seed);
  const { transform, rows: inputs } = prepared;
  const weights = weighAnnotators([...set.judgments.values()], set.annotatorCount);
  const dimensions = [...set.judgments.keys()] as LearnedHead["dimensions"];
  const choices = new Map<string, HeadChoice>();
  const fits: DavidsonFit[] = [];
  for (const dimension of dimensions) {
    const columns = columnsOf(set, prepared, dimension);
    const rows = sampleRows(toPairRows(set.judgments.get(dimension)!, (annotator) => weights[annotator]!.weight, inputs), MOST_ROWS, seed);
    const choice = await choosePenalty(rows, set.groupKeys, columns, seed, tick);
    choices.set(dimension, choice);
    fits.push(fitHead(rows, choice, columns));
  }
  const [starterCount, stackedCount, plainCount] = [set.starterDimensions.length, set.stacked.length, names.plainNames.length];
  const all = fits.map((fit) => fit.weights);
  const pooled = all.map((own) => {
    const row = new Float64Array(transform.pooledMean.length);
    for (const [index, axis] of transform.axes.entries()) {
      const weight = own[starterCount + stackedCount + plainCount + index] ?? 0;
      if (weight !== 0) for (let at = 0; at < row.length; at += 1) row[at]! += weight * axis[at]!;
    }
    return single(row);
  });
  const written = ({ mean, deviation }: { mean: Float64Array; deviation: Float64Array }) => ({ mean: single(mean), deviation: single(deviation) });
  const head: LearnedHead = {
    format: HEAD_FORMAT,
    dimensions,
    starterVersion: names.starterVersion,
    plain: { ...written(transform.plain), names: [...names.plainNames], limit: LIMIT, weights: column(all, starterCount + stackedCount, plainCount) },
    pooled: { mean: single(transform.pooledMean), weights: pooled },
    starter: { ...written(transform.starter), dimensions: [...set.starterDimensions], edge: EDGE, weights: column(all, 0, starterCount) },
    stacked: { ...written(transform.stacked), inputs: [...set.stacked], weights: column(all, starterCount, stackedCount) },
    scorers: names.scorers,
    bias: dimensions.map(() => 0),
    slope: dimensions.map(() => 1),
    centre: dimensions.map(() => 0),
    logTie: single(fits.map((fit) => fit.logTie)),
  };
  return { head: placeOnScale(head, set), choices, weights, isConverged: fits.every((fit) => fit.isConverged) };
}
