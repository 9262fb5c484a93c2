import type { Baseline } from "./baselines.ts";
import type { SettingsTrial } from "./choose-settings.ts";
import type { DetectorGain } from "./detector-gain.ts";
import { compareRankings, evaluateDimension, evaluateRanking, type PairAccuracy, type Ranking } from "./evaluate-scores.ts";
import { DIMENSIONS, type Dimension, type Example } from "./example.ts";
import { compareMatched, evaluateByKind, evaluateMatched, evaluateMatchedByTask, isMatched } from "./matched-pairs.ts";
import type { PhotographSplit } from "./split-photographs.ts";
import { applyHead, type Head, type HeadSettings, PAIR_MARGIN } from "./train-head.ts";

type Size = { items: number; candidates: number; scenes: number };

/** Pairs of a good edit and a wrong one of the same size, by the overall score. */
export type MatchedMeasurement = { size: Size; accuracy: Record<string, PairAccuracy>; byKind: Record<string, Record<string, PairAccuracy>>; byTaskType: Record<string, PairAccuracy> };
/** What the starter gains over a variant on the same pairs (share of pairs), on the mixed items and on those of matched size. */
export type Gain = { mixed: PairAccuracy; matched: PairAccuracy };

export type StarterMeasurement = {
  training: Size;
  trainingMatched: Size;
  test: Size;
  matched: MatchedMeasurement;
  gains: Record<string, Gain>;
  /** Labels are 0..1; closer pairs are left out. */
  pairMargin: number;
  accuracy: Record<string, Record<Dimension, PairAccuracy>>;
  meanings: Record<string, string>;
  /** The head on the examples it was trained on: what overfitting looks like. */
  trainingAccuracy: Record<Dimension, number>;
  /** Mean absolute difference to the label, in points of 0..10. */
  meanAbsoluteError: Record<Dimension, number>;
  overallByTaskType: Record<string, PairAccuracy>;
};
export type StarterEvaluation = StarterMeasurement & { heldOutOperations: Record<string, PairAccuracy>; detectorGain: DetectorGain; settings: HeadSettings; trials: SettingsTrial[]; split: PhotographSplit; photographsSha256: string; headSha256: string };

function sizeOf(examples: readonly Example[]): Size {
  return { items: new Set(examples.map(({ item }) => item)).size, candidates: examples.length, scenes: new Set(examples.map(({ photograph }) => photograph)).size };
}

function byDimension(value: (dimension: number) => number): Record<Dimension, number> {
  return Object.fromEntries(DIMENSIONS.map((name, dimension) => [name, value(dimension)])) as Record<Dimension, number>;
}

function measureMatched(test: readonly Example[], rankings: ReadonlyMap<string, Ranking>): MatchedMeasurement {
  const each = <Value>(measure: (rank: Ranking) => Value) => Object.fromEntries([...rankings].map(([name, rank]) => [name, measure(rank)]));
  return {
    size: sizeOf(test),
    accuracy: each((rank) => evaluateMatched(test, rank)),
    byKind: each((rank) => evaluateByKind(test, rank)),
    byTaskType: evaluateMatchedByTask(test, rankings.get("starter")!),
  };
}

/** Variants of the starter itself, which it must be better than to be worth its bytes. */
const VARIANTS = ["before", "without_matched", "without_detector", "without_trunk", "without_instruction"];

/** Measures the head and what it is compared with on the held-out examples. */
export function evaluateStarter(training: readonly Example[], allTest: readonly Example[], head: Head, baselines: readonly Baseline[]): StarterMeasurement {
  const scores = new Map([...training, ...allTest].map((example) => [example, applyHead(head, example)]));
  const starter = (example: Example) => scores.get(example) ?? [];
  const overall = DIMENSIONS.indexOf("overall");
  const [test, matched] = [allTest.filter((example) => !isMatched(example)), allTest.filter(isMatched)];
  const rankings = new Map<string, Ranking>([["starter", starter], ...baselines.map(({ name, rank }): [string, Ranking] => [name, rank])]);
  const gainOver = (rank: Ranking): Gain => ({ mixed: compareRankings(test, starter, rank, overall), matched: compareMatched(matched, starter, rank) });
  return {
    training: sizeOf(training.filter((example) => !isMatched(example))),
    trainingMatched: sizeOf(training.filter(isMatched)),
    test: sizeOf(test),
    matched: measureMatched(matched, rankings),
    gains: Object.fromEntries(VARIANTS.map((name) => [name, gainOver(rankings.get(name)!)])),
    pairMargin: PAIR_MARGIN,
    accuracy: Object.fromEntries([...rankings].map(([name, rank]) => [name, evaluateRanking(test, rank)])),
    meanings: Object.fromEntries([["starter", "the committed head"], ...baselines.map(({ name, meaning }) => [name, meaning])]),
    trainingAccuracy: byDimension((dimension) => evaluateDimension(training, starter, dimension).accuracy),
    meanAbsoluteError: byDimension((dimension) => test.reduce((sum, example) => sum + Math.abs(starter(example)[dimension]! - 10 * example.labels[dimension]!), 0) / test.length),
    overallByTaskType: Object.fromEntries([...Map.groupBy(test, ({ taskType }) => taskType)].sort().map(([taskType, examples]) => [taskType, evaluateDimension(examples, starter, overall)])),
  };
}
