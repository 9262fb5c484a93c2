/** Decisive and other answers of one comparison: A, B, and everything that prefers neither. */
export type CeilingCounts = { a: number; b: number; neither: number };

/** What a decisive answer earns against the others: 1 with their majority, 0 against it, ½ where they are split. */
export function creditAgainst(own: number, other: number): number {
  return own > other ? 1 : own < other ? 0 : 0.5;
}

/**
 * One comparison: each decisive answer against the majority of the other answers of that comparison, averaged. Null with
 * fewer than two answers or without a decisive one. Example: A, A, B gives (½ + ½ + 0)/3 = 1/3.
 */
export function computeLeaveOneOut({ a, b, neither }: CeilingCounts): number | null {
  if (a + b + neither < 2 || a + b === 0) return null;
  return (a * creditAgainst(a - 1, b) + b * creditAgainst(b - 1, a)) / (a + b);
}

/**
 * How well one person predicts the others: the mean of `computeLeaveOneOut` over comparisons, 0..1, null when none has two
 * answers. A reference line for a scorer, not a bound: a scorer may follow a noisy majority better than one person does.
 */
export function computeHumanCeiling(comparisons: readonly CeilingCounts[]): { ceiling: number | null; n: number } {
  const each = comparisons.map(computeLeaveOneOut).filter((value) => value !== null);
  return { ceiling: each.length === 0 ? null : each.reduce((sum, value) => sum + value, 0) / each.length, n: each.length };
}
