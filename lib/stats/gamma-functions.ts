import type { BetaShape } from "./beta-distribution.ts";

/** ln Γ(x) for x > 0: Stirling's series after raising x to 16. Absolute error below 1e-13 for moderate x. */
export function computeLogGamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 16; at += 1) shift -= Math.log(at);
  const square = 1 / (at * at);
  return shift + (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / at;
}

/** The digamma function for x > 0, by its asymptotic series (DLMF 5.11.2) after raising x to 16. */
export function computeDigamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 16; at += 1) shift -= 1 / at;
  const square = 1 / (at * at);
  return shift + Math.log(at) - 0.5 / at - square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square / 240)));
}

/** ln B(α, β). */
export function computeLogBeta({ alpha, beta }: BetaShape): number {
  return computeLogGamma(alpha) + computeLogGamma(beta) - computeLogGamma(alpha + beta);
}
