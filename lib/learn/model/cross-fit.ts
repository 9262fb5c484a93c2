import { assignFolds } from "./assign-folds.ts";
import { choosePenalty, type HeadChoice, type HeadColumns, penaltiesOf, TICKS_PER_CHOICE, type Tick, VARIANTS } from "./choose-penalty.ts";
import { dot } from "../../stats/index.ts";
import { type DavidsonFit, fitDavidson } from "./fit-davidson.ts";
import { fitInputTransform, type InputTransform, transformInputs } from "./input-transform.ts";
import { type GroupedRow, narrow, sampleRows, shuffle, starterPrior, toPairRows } from "./pair-rows.ts";
import type { LearnJudgment, TrainingSet } from "./training-set.ts";
import { type AnnotatorWeight, weighAnnotators } from "./weigh-annotators.ts";

export const SOURCE_FOLDS = 5;
const PEOPLE_FOLDS = 3;
/** Shares of the training judgments that the learning curve learns from, and how often each is drawn. */
export const CURVE_SHARES = [0.1, 0.25, 0.5, 0.75] as const;
const CURVE_DRAWS = 2;
const MOST_ROWS = 20_000;
const MOST_COMPONENTS = Math.max(...VARIANTS.map(({ components }) => components));

/** A held-out answer and what the head, which saw neither its source group nor its author, says: utility of A − utility of B. */
export type Prediction = { judgment: LearnJudgment; difference: number; logTie: number };
export type CurvePoint = { share: number; trainedOn: number; predictions: Prediction[] };
export type CrossFit = { predictions: ReadonlyMap<string, Prediction[]>; curve: CurvePoint[]; sourceFoldCount: number; peopleFoldCount: number; isConverged: boolean };

/** A transform and what it makes of every candidate. */
export type Inputs = { transform: InputTransform; rows: Float64Array[] };

/** Fits the transform on candidates of the groups that `isSeen` lets through, and applies it to all. */
export function prepareInputs(set: TrainingSet, isSeen: (group: number) => boolean, seed: number): Inputs {
  const transform = fitInputTransform(set.candidates.filter(({ group }) => isSeen(group)), MOST_COMPONENTS, seed);
  return { transform, rows: set.candidates.map((candidate) => transformInputs(transform, candidate)) };
}

/** Which inputs of a head are what, in one dimension. */
export function columnsOf(set: TrainingSet, { transform }: Inputs, dimension: string): HeadColumns {
  return { starterColumn: set.starterDimensions.indexOf(dimension), outputCount: set.starterDimensions.length + set.stacked.length, componentCount: transform.axes.length };
}

/** One dimension's head on rows, by a choice. */
export function fitHead(rows: readonly GroupedRow[], choice: HeadChoice, { starterColumn, outputCount, componentCount }: HeadColumns): DavidsonFit {
  const width = (rows[0]?.inputs.length ?? 0) - componentCount + choice.components;
  const used = narrow(rows, width);
  return fitDavidson(used, { prior: starterPrior(used, width, starterColumn), penalties: penaltiesOf(choice, width, outputCount) });
}

function predict(judgments: readonly LearnJudgment[], inputs: readonly Float64Array[], { weights, logTie }: DavidsonFit): Prediction[] {
  return judgments.map((judgment) => {
    const of = (candidate: number) => dot(weights, inputs[candidate]!.subarray(0, weights.length));
    return { judgment, difference: of(judgment.a) - of(judgment.b), logTie };
  });
}

function countBy(set: TrainingSet, key: "group" | "annotator", count: number): number[] {
  const counts = Array.from({ length: count }, () => 0);
  for (const { [key]: at } of set.judgments.get(set.mainDimension) ?? []) counts[at]! += 1;
  return counts;
}

/** Every source fold crossed with every people fold; with one person there is one people fold, which nobody is held out of. */
export function planFolds(set: TrainingSet, seed: number): { sources: number[]; people: number[]; sourceFoldCount: number; peopleFoldCount: number } {
  const groups = countBy(set, "group", set.groupKeys.length);
  const people = countBy(set, "annotator", set.annotatorCount);
  const sourceFoldCount = Math.min(SOURCE_FOLDS, groups.filter((n) => n > 0).length);
  const peopleFoldCount = Math.max(1, Math.min(PEOPLE_FOLDS, people.filter((n) => n > 0).length));
  return { sources: assignFolds(set.groupKeys, groups, sourceFoldCount, seed), people: assignFolds(set.annotatorKeys, people, peopleFoldCount, seed), sourceFoldCount, peopleFoldCount };
}

/** How often `crossFit` calls its tick. */
export function countTicks(set: TrainingSet, seed: number): number {
  const { sourceFoldCount, peopleFoldCount } = planFolds(set, seed);
  return sourceFoldCount * peopleFoldCount * (set.judgments.size * TICKS_PER_CHOICE + CURVE_SHARES.length * CURVE_DRAWS);
}

type Cell = { set: TrainingSet; inputs: Inputs; weights: AnnotatorWeight[]; isTraining(judgment: LearnJudgment): boolean; isTest(judgment: LearnJudgment): boolean; seed: number; tick: Tick };
type Fitted = { choice: HeadChoice; fit: DavidsonFit; predictions: Prediction[] };

async function fitCell({ set, inputs, weights, isTraining, isTest, seed, tick }: Cell, dimension: string): Promise<Fitted> {
  const judgments = set.judgments.get(dimension) ?? [];
  const columns = columnsOf(set, inputs, dimension);
  const rows = sampleRows(toPairRows(judgments.filter(isTraining), (annotator) => weights[annotator]!.weight, inputs.rows), MOST_ROWS, seed);
  const choice = await choosePenalty(rows, set.groupKeys, columns, seed, tick);
  const fit = fitHead(rows, choice, columns);
  return { choice, fit, predictions: predict(judgments.filter(isTest), inputs.rows, fit) };
}

async function addCurve({ set, inputs, weights, isTraining, isTest, seed, tick }: Cell, choice: HeadChoice, curve: CurvePoint[]): Promise<void> {
  const judgments = set.judgments.get(set.mainDimension) ?? [];
  const training = judgments.filter(isTraining);
  const test = judgments.filter(isTest);
  for (const [index, share] of CURVE_SHARES.entries()) {
    for (let draw = 0; draw < CURVE_DRAWS; draw += 1) {
      const kept = shuffle(training, seed + 101 * draw + index).slice(0, Math.max(1, Math.round(share * training.length)));
      const rows = sampleRows(toPairRows(kept, (annotator) => weights[annotator]!.weight, inputs.rows), MOST_ROWS, seed);
      const fit = fitHead(rows, choice, columnsOf(set, inputs, set.mainDimension));
      const point = curve[index]!;
      point.trainedOn += kept.length / CURVE_DRAWS;
      point.predictions.push(...predict(test, inputs.rows, fit));
      await tick();
    }
  }
}

/**
 * Learns and predicts so that every answer is held out once: from a head that has seen no answer on its source group (source
 * folds) and none of its author's (people folds). Transforms, penalties and annotator weights come from the training part alone.
 * Deterministic in the keys and `seed`.
 */
export async function crossFit(set: TrainingSet, seed: number, tick: Tick): Promise<CrossFit> {
  const { sources, people, sourceFoldCount, peopleFoldCount } = planFolds(set, seed);
  const dimensions = [...set.judgments.keys()];
  const predictions = new Map<string, Prediction[]>(dimensions.map((dimension) => [dimension, []]));
  const curve: CurvePoint[] = CURVE_SHARES.map((share) => ({ share, trainedOn: 0, predictions: [] }));
  let isConverged = true;
  for (let sourceFold = 0; sourceFold < sourceFoldCount; sourceFold += 1) {
    const inputs = prepareInputs(set, (group) => sources[group] !== sourceFold, seed);
    for (let peopleFold = 0; peopleFold < peopleFoldCount; peopleFold += 1) {
      const isHeldOutPerson = (annotator: number) => peopleFoldCount > 1 && people[annotator] === peopleFold;
      const isTraining = ({ group, annotator }: LearnJudgment) => sources[group] !== sourceFold && !isHeldOutPerson(annotator);
      const isTest = ({ group, annotator }: LearnJudgment) => sources[group] === sourceFold && (peopleFoldCount === 1 || isHeldOutPerson(annotator));
      const weights = weighAnnotators([...set.judgments.values()].map((list) => list.filter(isTraining)), set.annotatorCount);
      const cell: Cell = { set, inputs, weights, isTraining, isTest, seed: seed + sourceFold * PEOPLE_FOLDS + peopleFold, tick };
      for (const dimension of dimensions) {
        const fitted = await fitCell(cell, dimension);
        isConverged &&= fitted.fit.isConverged;
        predictions.get(dimension)!.push(...fitted.predictions);
        if (dimension === set.mainDimension) await addCurve(cell, fitted.choice, curve);
      }
    }
  }
  const cells = sourceFoldCount * peopleFoldCount;
  return { predictions, curve: curve.map((point) => ({ ...point, trainedOn: Math.round(point.trainedOn / cells) })), sourceFoldCount, peopleFoldCount, isConverged };
}
