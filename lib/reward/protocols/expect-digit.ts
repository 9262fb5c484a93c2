import { computeSoftmax } from "./compute-softmax.ts";

/** The digits a judge answers with: 0 the worst, 5 the best. */
export const DIGITS = ["0", "1", "2", "3", "4", "5"] as const;
const HIGHEST = DIGITS.length - 1;

/** `expectation` 0..5, `unit` the same divided by 5 (0..1), `entropy` in nats (0 sure … ln 6 ≈ 1.792 no idea). */
export type DigitExpectation = { expectation: number; unit: number; entropy: number; shares: number[] };

/**
 * The expected digit of a judge that answers 0 to 5: the six logits or log-probabilities in order, −Infinity for a digit
 * that was not offered. Null when there are not six, or none of them is finite.
 * Example: six equal logits give 2.5, 0.5 and ln 6; all weight on 5 gives 5, 1 and 0.
 */
export function expectDigit(logits: readonly number[]): DigitExpectation | null {
  if (logits.length !== DIGITS.length) return null;
  const shares = computeSoftmax(logits);
  if (!shares) return null;
  const expectation = shares.reduce((sum, share, digit) => sum + share * digit, 0);
  const entropy = shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
  return { expectation, unit: expectation / HIGHEST, entropy, shares };
}
