import { computeBetaQuantile } from "./beta-distribution.ts";
import { CONFIDENCE, type Interval, Z_95 } from "./interval.ts";

/**
 * Wilson's score interval (95 % unless another normal quantile `z` is given) of a share of independent trials (Wilson 1927, J. Am. Stat. Assoc. 22, 209-212):
 * centre (p + z²/2n)/(1 + z²/n), half width z·√(p(1−p)/n + z²/4n²)/(1 + z²/n). Null for n = 0.
 * Example: 7 of 10 gives 0.397 to 0.892.
 */
export function computeWilsonInterval(successes: number, n: number, z = Z_95): Interval | null {
  if (n <= 0) return null;
  const share = successes / n;
  const z2 = z * z;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  // At the ends the formula gives 0 or 1 up to rounding.
  return { low: successes === 0 ? 0 : Math.max(0, centre - half), high: successes === n ? 1 : Math.min(1, centre + half) };
}

/**
 * Clopper and Pearson's exact interval of a share (1934, Biometrika 26, 404-413): quantiles of Beta(k, n−k+1) and Beta(k+1, n−k).
 * Never covers less than it says, mostly more. Null for n = 0.
 */
export function computeClopperPearsonInterval(successes: number, n: number, confidence: number = CONFIDENCE): Interval | null {
  if (n <= 0) return null;
  const tail = (1 - confidence) / 2;
  return {
    low: successes === 0 ? 0 : computeBetaQuantile(tail, { alpha: successes, beta: n - successes + 1 }),
    high: successes === n ? 1 : computeBetaQuantile(1 - tail, { alpha: successes + 1, beta: n - successes }),
  };
}
