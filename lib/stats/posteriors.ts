import { computeBetaCdf } from "./beta-distribution.ts";

/**
 * How sure a majority of `a` against `b` is: the chance that the share of A exceeds one half under a flat prior,
 * 1 − I_½(a+1, b+1). Advisory: looking again and again while answers come makes it too sure. Example: 3 against 0 gives 15/16.
 */
export function computeMajorityPosterior(a: number, b: number): number {
  return computeBetaCdf(0.5, { alpha: b + 1, beta: a + 1 });
}

/**
 * The chance that A is better after independent answers by people with known accuracies: the normalised product of the odds
 * accuracy/(1 − accuracy), A and B being equally likely before. Null where answers that are never wrong contradict each other.
 * Example: two As at 0.8 give 16/17.
 */
export function computeIndependentPosterior(answers: readonly { choice: "A" | "B"; accuracy: number }[]): number | null {
  let [a, b] = [1, 1];
  for (const { choice, accuracy } of answers) {
    a *= choice === "A" ? accuracy : 1 - accuracy;
    b *= choice === "A" ? 1 - accuracy : accuracy;
    // Long products would vanish.
    const scale = Math.max(a, b);
    if (scale === 0) return null;
    a /= scale;
    b /= scale;
  }
  return a / (a + b);
}
