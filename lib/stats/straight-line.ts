/** An answer as it was pressed: by the side of the screen, not by candidate. */
export type ShownAnswer = "LEFT" | "RIGHT" | "TIE" | "BOTH_BAD" | "SKIP";

export type StraightLineThresholds = { run: number };

export const STRAIGHT_LINE_THRESHOLDS: StraightLineThresholds = { run: 12 };

export type StraightLine = {
  /** Longest run of one side within one dimension; the longest over dimensions. */
  sideRun: number;
  /** The chance that as many fair answers, as the dimension of `sideRun` has left and right ones, hold such a run; 1 without any. */
  sideRunChance: number;
  /** Longest run of judgments with the same answers in all dimensions. */
  answerRun: number;
  n: number;
  isFlagged: boolean;
};

/** Length of the longest run of equal neighbours. Null values are passed over: they neither lengthen nor end a run. */
export function computeLongestRun(values: readonly (string | null)[]): number {
  let longest = 0;
  let length = 0;
  let last: string | null = null;
  for (const value of values) {
    if (value === null) continue;
    length = value === last ? length + 1 : 1;
    last = value;
    longest = Math.max(longest, length);
  }
  return longest;
}

/**
 * The chance that `n` fair coins show a run of at least `length` of either face. Each coin after the first repeats the one
 * before with chance ½, so this asks for r = length − 1 repeats in a row among n − 1: the chance of none is
 * N_k = N_(k−1) − 2^−(r+1)·N_(k−r−1), N_r = 1 − 2^−r (Feller 1968, An Introduction to Probability Theory, XIII.7).
 * Example: a run of 3 among 3 coins has chance ¼.
 */
export function computeRunChance(length: number, n: number): number {
  if (length <= 1) return n >= length ? 1 : 0;
  const repeats = length - 1;
  // none[k]: no such run among k repeats-or-not.
  const none: number[] = [];
  for (let k = 0; k < n; k += 1) {
    if (k < repeats) none.push(1);
    else if (k === repeats) none.push(1 - 2 ** -repeats);
    else none.push((none[k - 1] ?? 0) - 2 ** -length * (none[k - length] ?? 0));
  }
  return n === 0 ? 0 : 1 - (none[n - 1] ?? 0);
}

function takeSides(column: readonly ShownAnswer[]): { run: number; n: number } {
  let neither = 0;
  // Every answer for neither is a value of its own: it ends a run and makes none.
  const values = column.map((answer) => (answer === "SKIP" ? null : answer === "LEFT" || answer === "RIGHT" ? answer : `neither ${(neither += 1)}`));
  const n = column.filter((answer) => answer === "LEFT" || answer === "RIGHT").length;
  return { run: n === 0 ? 0 : computeLongestRun(values), n };
}

/**
 * Whether somebody presses the same key over and over: runs in one person's judgments, in the order they were given; each
 * is its answers in the order of the project's dimensions. A judgment without any answer (all skipped) is passed over.
 * Long runs also come by chance in long work; `sideRunChance` says how often. Example: L, L, skip, L, R has a run of 3.
 */
export function computeStraightLine(judgments: readonly (readonly ShownAnswer[])[], thresholds: StraightLineThresholds = STRAIGHT_LINE_THRESHOLDS): StraightLine {
  const dimensionCount = Math.max(0, ...new Set(judgments.map((answers) => answers.length)));
  let side = { run: 0, n: 0 };
  for (let dimension = 0; dimension < dimensionCount; dimension += 1) {
    const found = takeSides(judgments.map((answers) => answers[dimension] ?? "SKIP"));
    if (found.run > side.run || (found.run === side.run && found.n > side.n)) side = found;
  }
  const answerRun = computeLongestRun(judgments.map((answers) => (answers.every((answer) => answer === "SKIP") ? null : answers.join(" "))));
  return {
    sideRun: side.run,
    sideRunChance: side.run === 0 ? 1 : computeRunChance(side.run, side.n),
    answerRun,
    n: judgments.length,
    isFlagged: Math.max(side.run, answerRun) >= thresholds.run,
  };
}
