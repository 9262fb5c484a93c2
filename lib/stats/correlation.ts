import { computeRanks } from "./sort-order.ts";
import { computeStudentTest } from "./student-distribution.ts";

export type Correlation = { /** −1..1; null where either list is constant or has fewer than two values. */ r: number | null; /** Two-sided, t with n − 2 degrees of freedom; null with fewer than three. */ p: number | null; n: number };

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Pearson's correlation of two lists of finite numbers. */
export function computePearson(x: Float64Array, y: Float64Array): Correlation {
  const n = x.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let at = 0; at < n; at += 1) {
    const [a, b] = [x[at]! - meanX, y[at]! - meanY];
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  // Rounding of the mean leaves a constant list a spread of its own.
  const isConstant = (values: Float64Array) => values.every((value) => value === values[0]);
  if (n < 2 || xx === 0 || yy === 0 || isConstant(x) || isConstant(y)) return { r: null, p: null, n };
  const r = Math.max(-1, Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy)));
  if (n < 3) return { r, p: null, n };
  return { r, p: Math.abs(r) === 1 ? 0 : computeStudentTest(r * Math.sqrt((n - 2) / ((1 - r) * (1 + r))), n - 2), n };
}

/** Spearman's ρ: Pearson's correlation of ranks, equal values with their mean rank (Spearman 1904, Am. J. Psychol. 15, 72-101). */
export function computeSpearman(x: Float64Array, y: Float64Array): Correlation {
  return computePearson(computeRanks(x), computeRanks(y));
}

/** The mean of correlations of several groups, tanh(mean of atanh r) (Fisher 1921). Undefined ones are left out; null without any, or where 1 meets −1. */
export function computeFisherMean(correlations: readonly (number | null)[]): { mean: number | null; n: number } {
  const known = correlations.filter((r) => r !== null);
  const sum = known.reduce((total, r) => total + Math.atanh(r), 0);
  return { mean: known.length === 0 || Number.isNaN(sum) ? null : Math.tanh(sum / known.length), n: known.length };
}
