import type { Interval } from "./interval.ts";

/** Places 1..n, 1 the best, that the data leave open. */
export type RankInterval = { best: number; worst: number };

/**
 * Which places each candidate may hold: best = 1 + how many are surely above it (their interval begins above its end), worst =
 * n − how many are surely below. Example: intervals 2..3, 1..2.5 and 0..0.5 give 1..2, 1..2 and 3..3.
 */
export function computeRankIntervals(intervals: readonly Interval[]): RankInterval[] {
  return intervals.map((own) => ({
    best: 1 + intervals.filter((other) => other.low > own.high).length,
    worst: intervals.length - intervals.filter((other) => other.high < own.low).length,
  }));
}
