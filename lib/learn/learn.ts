import { REPORT_BOOTSTRAP } from "../stats/index.ts";
import type { BuiltSet } from "./build-training-set.ts";
import type { Tick } from "./model/choose-penalty.ts";
import { countTicks, crossFit, type CrossFit } from "./model/cross-fit.ts";
import type { LearnedHead } from "./model/head.ts";
import { countHeadTicks, learnHead } from "./model/learn-head.ts";
import { calibrate, judge, measure, measureCurve, measureDifference, measurePeople, type Scored, toScored } from "./model/measure.ts";
import type { LearnJudgment, TrainingSet } from "./model/training-set.ts";
import type { DimensionFigures, LearnReport } from "./report.ts";

export type LearnProgress = (stage: "evaluating" | "learning", done: number, total: number) => Promise<void>;
export type Learned = { report: LearnReport; head: LearnedHead };

function scoredBy(judgments: readonly LearnJudgment[], scoreOf: (candidate: number) => number | null): Scored[] {
  return judgments.map((judgment) => {
    const [a, b] = [scoreOf(judgment.a), scoreOf(judgment.b)];
    return { ...judgment, difference: a === null || b === null ? null : a - b };
  });
}

function describeDimension(built: BuiltSet, dimension: string, fitted: CrossFit): Omit<DimensionFigures, "choice"> {
  const { set, scorers } = built;
  const predictions = fitted.predictions.get(dimension) ?? [];
  const judgments = predictions.map(({ judgment }) => judgment);
  const learned = predictions.map(toScored);
  const place = set.starterDimensions.indexOf(dimension);
  const starter = scoredBy(judgments, (candidate) => set.candidates[candidate]!.starter[place] ?? null);
  const [measured, difference] = [measure(learned), measureDifference(learned, starter)];
  return {
    dimension,
    verdict: judge(measured, difference),
    learned: measured,
    starter: measure(starter),
    difference,
    scorers: scorers.map(({ id, name }, index) => {
      const input = set.stacked.findIndex((one) => one.scorer === index && one.dimension === dimension);
      const own = scoredBy(judgments, (candidate) => (input < 0 ? null : set.candidates[candidate]!.stacked[input] ?? null));
      return { scorerVersionId: id, name, ...measure(own), difference: measureDifference(learned, own) };
    }),
    people: measurePeople(judgments),
    calibration: calibrate(predictions),
  };
}

function countSet({ set, simulatedCount, leftOut }: BuiltSet): LearnReport["counts"] {
  const own = set.judgments.get(set.mainDimension) ?? [];
  return {
    people: set.annotatorCount,
    simulatedPeople: simulatedCount,
    judgments: own.length,
    comparisons: new Set(own.map(({ comparison }) => comparison)).size,
    sources: new Set(own.map(({ group }) => group)).size,
    candidates: set.candidates.length,
    leftOut,
  };
}

/** Something to learn from in every dimension, once what lacks features or scores is left out. */
export function hasEnough(set: TrainingSet): boolean {
  return [...set.judgments.values()].every((list) => new Set(list.filter(({ outcome }) => outcome !== 0).map(({ group }) => group)).size >= 3);
}

/**
 * Learns a head and measures, on answers that were held out from it by source and by person, whether it is better than the
 * starter. The same set and seed give the same result. `progress` is called between fits and may throw, to stop.
 */
export async function learn(built: BuiltSet, names: { plainNames: readonly string[]; starterVersion: string }, options: { seed: number; isControl: boolean; progress: LearnProgress }): Promise<Learned> {
  const { set, scorers, pseudonyms } = built;
  const { seed, progress, isControl } = options;
  const ticker = (stage: "evaluating" | "learning", total: number): Tick => {
    let done = 0;
    return () => progress(stage, (done += 1), total);
  };
  const fitted = await crossFit(set, seed, ticker("evaluating", countTicks(set, seed)));
  const { head, choices, weights, isConverged } = await learnHead(set, { ...names, scorers: scorers.map(({ name, hash, definition }) => ({ name, hash, definition })) }, seed, ticker("learning", countHeadTicks(set)));
  const dimensions = [...set.judgments.keys()].map((dimension) => ({ ...describeDimension(built, dimension, fitted), choice: choices.get(dimension)! }));
  const main = dimensions.find(({ dimension }) => dimension === set.mainDimension)!;
  const whole = { share: 1, judgmentCount: Math.round(((fitted.sourceFoldCount - 1) / fitted.sourceFoldCount) * ((fitted.peopleFoldCount > 1 ? fitted.peopleFoldCount - 1 : 1) / fitted.peopleFoldCount) * countSet(built).judgments), accuracy: main.learned.accuracy, interval: main.learned.interval };
  const report: LearnReport = {
    format: 1,
    mainDimension: set.mainDimension,
    verdict: main.verdict,
    dimensions,
    curve: [...measureCurve(fitted.curve), whole],
    counts: countSet(built),
    annotators: weights.map(({ accuracy, weight, n }, index) => ({ pseudonym: pseudonyms[index]!, accuracy, weight, judgments: n })),
    method: { seed, sourceFolds: fitted.sourceFoldCount, peopleFolds: fitted.peopleFoldCount, replicates: REPORT_BOOTSTRAP.replicates, cluster: "source", isConverged: isConverged && fitted.isConverged },
    isControl,
  };
  return { report, head };
}
