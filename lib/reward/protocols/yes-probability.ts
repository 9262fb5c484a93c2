import { computeSoftmax } from "./compute-softmax.ts";

/**
 * The probability of yes among yes and no (0..1) from their logits or log-probabilities: equal ones give 0.5. Null when
 * neither is finite.
 */
export function computeYesProbability(yes: number, no: number): number | null {
  return computeSoftmax([yes, no])?.[0] ?? null;
}
