import type { Interval } from "./interval.ts";
import { computeWilsonInterval } from "./wilson-interval.ts";

/** A verdict by candidate, so that showing the pair with sides swapped changes nothing. */
export type CandidateVerdict = "A" | "B" | "TIE" | "BOTH_BAD" | "SKIP";

/** One person's two answers to one comparison in one dimension. */
export type RepeatedVerdict = { first: CandidateVerdict; second: CandidateVerdict };

export type RepeatConsistency = {
  /** Same verdict both times. */
  same: number;
  /** A once and B once: with the sides swapped, the mark of somebody who follows the side. */
  reversed: number;
  /** Repeats with both answers given. */
  n: number;
  /** Repeats left out because one answer or both are skips. */
  skipped: number;
  /** same / n, 0..1; null for n = 0, as is Wilson's interval. */
  share: number | null;
  interval: Interval | null;
};

/**
 * How often a person gives the same verdict again, in one dimension. Both bad and equal are different verdicts; a skip
 * leaves the denominator and is counted apart. Example: A/A, A/B, equal/both bad, skip/A gives 1 of 3, one reversed.
 */
export function computeRepeatConsistency(repeats: readonly RepeatedVerdict[]): RepeatConsistency {
  const answered = repeats.filter(({ first, second }) => first !== "SKIP" && second !== "SKIP");
  const n = answered.length;
  const same = answered.filter(({ first, second }) => first === second).length;
  const reversed = answered.filter(({ first, second }) => (first === "A" && second === "B") || (first === "B" && second === "A")).length;
  return { same, reversed, n, skipped: repeats.length - n, share: n === 0 ? null : same / n, interval: computeWilsonInterval(same, n) };
}
