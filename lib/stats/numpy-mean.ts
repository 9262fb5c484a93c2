const LANES = 8;

/**
 * The mean in the order of additions that NumPy uses for up to 128 values, to the last bit: below eight from left to right, from eight on in
 * eight interleaved sums that are joined in pairs. NaN for an empty list.
 */
export function numpyMean(values: readonly number[]): number {
  return numpySum(values) / values.length;
}

function numpySum(values: readonly number[]): number {
  if (values.length < LANES) return values.reduce((sum, value) => sum + value, 0);
  const lanes = values.slice(0, LANES);
  const whole = values.length - (values.length % LANES);
  for (let at = LANES; at < whole; at += 1) lanes[at % LANES]! += values[at]!;
  const [a, b, c, d, e, f, g, h] = lanes as [number, number, number, number, number, number, number, number];
  return values.slice(whole).reduce((sum, value) => sum + value, a + b + (c + d) + (e + f + (g + h)));
}
