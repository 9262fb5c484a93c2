import { computeBetaCdf } from "./beta-distribution.ts";
import { computeNormalCdf, computeNormalDensity } from "./normal-distribution.ts";

/** Two-sided p-value of Student's t: P(|T| ≥ |t|) = I_{ν/(ν+t²)}(ν/2, ½) (DLMF 8.17, Abramowitz and Stegun 26.7). */
export function computeStudentTest(t: number, degrees: number): number {
  return computeBetaCdf(degrees / (degrees + t * t), { alpha: degrees / 2, beta: 0.5 });
}

/** The x with Φ(x) = probability, 0 < probability < 1: Newton's method, kept inside a bracket. Absolute error below 1e-12. */
export function computeNormalQuantile(probability: number): number {
  let [low, high, x] = [-40, 40, 0];
  for (let step = 0; step < 200; step += 1) {
    const excess = computeNormalCdf(x) - probability;
    if (excess > 0) high = x;
    else low = x;
    const newton = x - excess / computeNormalDensity(x);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-14 * (1 + Math.abs(x))) return next;
    x = next;
  }
  return x;
}
