import { type Interval, Z_95 } from "./interval.ts";

/**
 * Wilson's score interval (95 %) of a share of independent trials (Wilson 1927, J. Am. Stat. Assoc. 22, 209-212):
 * centre (p + z²/2n)/(1 + z²/n), half width z·√(p(1−p)/n + z²/4n²)/(1 + z²/n). Null for n = 0.
 * Example: 7 of 10 gives 0.397 to 0.892.
 */
export function computeWilsonInterval(successes: number, n: number): Interval | null {
  if (n <= 0) return null;
  const share = successes / n;
  const z2 = Z_95 * Z_95;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z_95 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  // At the ends the formula gives 0 or 1 up to rounding.
  return { low: successes === 0 ? 0 : Math.max(0, centre - half), high: successes === n ? 1 : Math.min(1, centre + half) };
}
