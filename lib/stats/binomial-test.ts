import { computeBetaCdf } from "./beta-distribution.ts";

/**
 * Exact two-sided p-value of `successes` among `n` fair trials: the chance to be at least as far from n/2,
 * min(1, 2·P(X ≤ m)) with m the smaller count and P(X ≤ m) = I_½(n−m, m+1) (Clopper and Pearson 1934, Biometrika 26,
 * 404-413). Also the exact McNemar test of two discordant counts. Null for n = 0. Example: 7 of 10 gives 352/1024.
 */
export function computeBinomialTest(successes: number, n: number): number | null {
  if (n <= 0) return null;
  const fewer = Math.min(successes, n - successes);
  if (2 * fewer === n) return 1;
  return Math.min(1, 2 * computeBetaCdf(0.5, { alpha: n - fewer, beta: fewer + 1 }));
}
