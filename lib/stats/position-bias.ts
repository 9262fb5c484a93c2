import { computeBenjaminiHochberg } from "./benjamini-hochberg.ts";
import { computeBinomialTest } from "./binomial-test.ts";
import type { Interval } from "./interval.ts";
import { computeWilsonInterval } from "./wilson-interval.ts";

/** One person's decisive answers, one a judgment, where chance chose the sides: how many took the left picture, and how many there are. */
export type SideCounts = { left: number; n: number };

/** A bias is flagged when its q-value is below `falseDiscoveryRate` and the share is more than `distance` away from one half. */
export type PositionBiasThresholds = { falseDiscoveryRate: number; distance: number };

export const POSITION_BIAS_THRESHOLDS: PositionBiasThresholds = { falseDiscoveryRate: 0.01, distance: 0.1 };

export type PositionBias = {
  /** Share of the left picture, 0..1; null for n = 0, as are the three figures below. */
  leftShare: number | null;
  /** Wilson's interval of the share. */
  interval: Interval | null;
  /** Exact two-sided p-value against one half. */
  p: number | null;
  /** The p-value after Benjamini and Hochberg over all people given. */
  q: number | null;
  n: number;
  isFlagged: boolean;
};

/**
 * Who prefers a side of the screen: the exact binomial test of each person's left share, corrected for having looked at
 * everybody, and flagged only where the share is far off as well, because with many answers the smallest bias is significant.
 * In the order of the input. Example: 10 of 10 and 5 of 10 give q 0.0039 (flagged) and 1.
 */
export function computePositionBias(people: readonly SideCounts[], thresholds: PositionBiasThresholds = POSITION_BIAS_THRESHOLDS): PositionBias[] {
  const pValues = people.map(({ left, n }) => computeBinomialTest(left, n));
  const qValues = computeBenjaminiHochberg(pValues);
  return people.map(({ left, n }, index) => {
    const q = qValues[index] ?? null;
    // Both sides of one half give the same number this way; share − ½ would not.
    const distance = Math.abs(2 * left - n) / (2 * n);
    return {
      leftShare: n === 0 ? null : left / n,
      interval: computeWilsonInterval(left, n),
      p: pValues[index] ?? null,
      q,
      n,
      isFlagged: q !== null && q < thresholds.falseDiscoveryRate && distance > thresholds.distance,
    };
  });
}
