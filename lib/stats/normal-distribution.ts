/** Density of the standard normal distribution. */
export const computeNormalDensity = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

const SERIES_UP_TO = 3;

/** Φ(x) by Marsaglia's series near the middle and Laplace's continued fraction in the tails; error below 1e-14. Source: G. Marsaglia, Evaluating the Normal Distribution (2004). */
export function computeNormalCdf(x: number): number {
  if (Math.abs(x) <= SERIES_UP_TO) {
    let [term, sum] = [x, x];
    for (let n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
      term *= (x * x) / n;
      sum += term;
    }
    return 0.5 + sum * computeNormalDensity(x);
  }
  const size = Math.abs(x);
  let fraction = size;
  for (let n = 120; n >= 1; n -= 1) fraction = size + n / fraction;
  const tail = computeNormalDensity(size) / fraction;
  return x > 0 ? 1 - tail : tail;
}
