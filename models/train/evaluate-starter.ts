import type { Baseline } from "./baselines.ts";
import type { SettingsTrial } from "./choose-settings.ts";
import { evaluateDimension, evaluateRanking, type PairAccuracy } from "./evaluate-scores.ts";
import { DIMENSIONS, type Dimension, type Example } from "./example.ts";
import type { PhotographSplit } from "./split-photographs.ts";
import { applyHead, type Head, type HeadSettings, PAIR_MARGIN } from "./train-head.ts";

type Size = { items: number; candidates: number; scenes: number };

export type StarterMeasurement = {
  training: Size;
  test: Size;
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
export type StarterEvaluation = StarterMeasurement & { settings: HeadSettings; trials: SettingsTrial[]; split: PhotographSplit; photographsSha256: string; headSha256: string };

function sizeOf(examples: readonly Example[]): Size {
  return { items: new Set(examples.map(({ item }) => item)).size, candidates: examples.length, scenes: new Set(examples.map(({ photograph }) => photograph)).size };
}

function byDimension(value: (dimension: number) => number): Record<Dimension, number> {
  return Object.fromEntries(DIMENSIONS.map((name, dimension) => [name, value(dimension)])) as Record<Dimension, number>;
}

/** Measures the head and what it is compared with on the held-out examples. */
export function evaluateStarter(training: readonly Example[], test: readonly Example[], head: Head, baselines: readonly Baseline[]): StarterMeasurement {
  const scores = new Map([...training, ...test].map((example) => [example, applyHead(head, example)]));
  const starter = (example: Example) => scores.get(example) ?? [];
  const overall = DIMENSIONS.indexOf("overall");
  return {
    training: sizeOf(training),
    test: sizeOf(test),
    pairMargin: PAIR_MARGIN,
    accuracy: Object.fromEntries([["starter", evaluateRanking(test, starter)], ...baselines.map(({ name, rank }) => [name, evaluateRanking(test, rank)])]),
    meanings: Object.fromEntries([["starter", "the committed head"], ...baselines.map(({ name, meaning }) => [name, meaning])]),
    trainingAccuracy: byDimension((dimension) => evaluateDimension(training, starter, dimension).accuracy),
    meanAbsoluteError: byDimension((dimension) => test.reduce((sum, example) => sum + Math.abs(starter(example)[dimension]! - 10 * example.labels[dimension]!), 0) / test.length),
    overallByTaskType: Object.fromEntries([...Map.groupBy(test, ({ taskType }) => taskType)].sort().map(([taskType, examples]) => [taskType, evaluateDimension(examples, starter, overall)])),
  };
}
