/** How far the judges of a comparison agree, by the share of their leading answer: all of them; at least three quarters; more than half; less. */
export const AGREEMENT_BANDS = ["unanimous", "large", "small", "plurality"] as const;
export type AgreementBand = (typeof AGREEMENT_BANDS)[number];

/** The band of counts of A, B and equal. A comparison that a reviewer alone decided counts as unanimous. */
export function bandOfCounts(a: number, b: number, equal: number): AgreementBand {
  const n = a + b + equal;
  const share = n === 0 ? 1 : Math.max(a, b, equal) / n;
  if (share === 1) return "unanimous";
  if (share >= 0.75) return "large";
  return share > 0.5 ? "small" : "plurality";
}
