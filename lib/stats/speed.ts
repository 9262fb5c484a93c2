import { computeQuantile } from "./bootstrap-ratio.ts";

/** A judgment with the time that the browser measured; those without one are left out by the caller. */
export type TimedJudgment = { annotator: string; comparison: string; durationMs: number };

/** A judgment is too fast below `floorMs` or below `shareOfMedian` of its comparison's median; more than `share` of at least `count` is flagged. */
export type SpeedThresholds = { floorMs: number; shareOfMedian: number; share: number; count: number };

export const SPEED_THRESHOLDS: SpeedThresholds = { floorMs: 1_000, shareOfMedian: 0.25, share: 0.2, count: 30 };

/** `share` is tooFast / n, 0..1. `medianMs` is the person's own median. */
export type Speed = { tooFast: number; n: number; share: number; medianMs: number; isFlagged: boolean };

/** The middle value, or the mean of the two middle ones; null for an empty list. */
export function computeMedian(values: readonly number[]): number | null {
  return computeQuantile([...values].sort((first, second) => first - second), 0.5);
}

/** Below this many milliseconds a judgment of a comparison is too fast: max(1 s, 25 % of the comparison's median duration). */
export function computeSpeedLimit(comparisonMedianMs: number, { floorMs, shareOfMedian }: SpeedThresholds = SPEED_THRESHOLDS): number {
  return Math.max(floorMs, shareOfMedian * comparisonMedianMs);
}

/** One person's judgments, each with its comparison's median over everybody. Null without judgments. */
export function computeSpeed(own: readonly { durationMs: number; comparisonMedianMs: number }[], thresholds: SpeedThresholds = SPEED_THRESHOLDS): Speed | null {
  const medianMs = computeMedian(own.map(({ durationMs }) => durationMs));
  if (medianMs === null) return null;
  const n = own.length;
  const tooFast = own.filter(({ durationMs, comparisonMedianMs }) => durationMs < computeSpeedLimit(comparisonMedianMs, thresholds)).length;
  return { tooFast, n, share: tooFast / n, medianMs, isFlagged: n >= thresholds.count && tooFast / n > thresholds.share };
}

/**
 * Who judges faster than anyone can look, by annotator. A comparison that one person judged has that person's time as its
 * median, so that only the floor holds there. Example: 900 ms is too fast, and so is 4 s where the median is 20 s.
 */
export function computeSpeeds(judgments: readonly TimedJudgment[], thresholds: SpeedThresholds = SPEED_THRESHOLDS): Map<string, Speed> {
  const medians = new Map<string, number>();
  for (const [comparison, group] of Map.groupBy(judgments, (judgment) => judgment.comparison)) {
    medians.set(comparison, computeMedian(group.map(({ durationMs }) => durationMs)) ?? 0);
  }
  const speeds = new Map<string, Speed>();
  for (const [annotator, own] of Map.groupBy(judgments, (judgment) => judgment.annotator)) {
    const speed = computeSpeed(own.map(({ durationMs, comparison }) => ({ durationMs, comparisonMedianMs: medians.get(comparison) ?? 0 })), thresholds);
    if (speed) speeds.set(annotator, speed);
  }
  return speeds;
}
