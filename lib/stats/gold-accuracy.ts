import { computeBetaQuantile } from "./beta-distribution.ts";
import { CONFIDENCE, type Interval } from "./interval.ts";

export type GoldCounts = { right: number; wrong: number };

/** `block` outranks `pause`, `pause` outranks `warn`. */
export type GoldAdvice = "ok" | "warn" | "pause" | "block";

export type GoldThresholds = {
  /** Warn where the mean is below this. */
  warnMean: number;
  /** Pause where the interval ends below this, from `pauseCount` gold answers on. */
  pauseUpper: number;
  pauseCount: number;
  /** Block where the interval ends below this. */
  blockUpper: number;
};

export const GOLD_THRESHOLDS: GoldThresholds = { warnMean: 0.8, pauseUpper: 0.8, pauseCount: 15, blockUpper: 0.7 };

export type GoldAccuracy = {
  /** (1 + right)/(2 + n), 0..1; null without gold answers, as is the interval. */
  mean: number | null;
  /** Central 95 % of Beta(1 + right, 1 + wrong). People are ranked by its low end. */
  interval: Interval | null;
  n: number;
  advice: GoldAdvice;
};

function advise({ right, wrong }: GoldCounts, mean: number, upper: number, thresholds: GoldThresholds): GoldAdvice {
  // After one or two right answers the prior alone holds the mean below any useful limit; nobody is warned for that.
  if (wrong === 0) return "ok";
  if (upper < thresholds.blockUpper) return "block";
  if (right + wrong >= thresholds.pauseCount && upper < thresholds.pauseUpper) return "pause";
  return mean < thresholds.warnMean ? "warn" : "ok";
}

/**
 * How often a person is right where the answer is known: the posterior Beta(1 + right, 1 + wrong) of a flat prior (Bayes'
 * rule for a binomial share), and what it advises. Skips count as neither. Without a wrong answer the advice is `ok`.
 * Example: 19 right, 1 wrong gives the mean 20/22, 0.762 to 0.988, `ok`.
 */
export function computeGoldAccuracy({ right, wrong }: GoldCounts, thresholds: GoldThresholds = GOLD_THRESHOLDS): GoldAccuracy {
  const n = right + wrong;
  if (n === 0) return { mean: null, interval: null, n, advice: "ok" };
  const shape = { alpha: 1 + right, beta: 1 + wrong };
  const mean = shape.alpha / (shape.alpha + shape.beta);
  const interval = { low: computeBetaQuantile((1 - CONFIDENCE) / 2, shape), high: computeBetaQuantile((1 + CONFIDENCE) / 2, shape) };
  return { mean, interval, n, advice: advise({ right, wrong }, mean, interval.high, thresholds) };
}
