/** How often each category was given to one unit, such as [A, B, equal, both bad]. The order is free but fixed. */
export type CategoryCounts = readonly number[];

function total(counts: CategoryCounts): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * The chance that two answers on one unit agree, Σ n_k(n_k−1) / n(n−1), for one unit; null with fewer than two answers.
 * Example: two of three alike is 1/3.
 */
export function computeUnitAgreement(counts: CategoryCounts): number | null {
  const n = total(counts);
  if (n < 2) return null;
  return counts.reduce((sum, count) => sum + count * (count - 1), 0) / (n * (n - 1));
}

/** Mean pairwise agreement over units with at least two answers, 0..1; null when there is none. */
export function computePercentAgreement(units: readonly CategoryCounts[]): number | null {
  const shares = units.map(computeUnitAgreement).filter((share) => share !== null);
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/**
 * Krippendorff's α for nominal categories (Krippendorff 2011, Computing Krippendorff's alpha-reliability): coincidences
 * o_ck = Σ_u n_uc(n_uk − [c=k])/(m_u − 1) over units with m_u ≥ 2, α = 1 − (n−1)·Σ_{c≠k} o_ck / Σ_{c≠k} n_c n_k.
 * 1 is perfect, 0 is chance. Null without pairable answers, or when only one category occurs.
 */
export function computeKrippendorffAlpha(units: readonly CategoryCounts[]): { alpha: number | null; pairableCount: number } {
  const pairable = units.filter((counts) => total(counts) >= 2);
  const totals: number[] = [];
  let disagreement = 0;
  for (const counts of pairable) {
    const m = total(counts);
    for (const [category, count] of counts.entries()) {
      totals[category] = (totals[category] ?? 0) + count;
      disagreement += (count * (m - count)) / (m - 1);
    }
  }
  const n = total(totals);
  const expected = n * n - totals.reduce((sum, count) => sum + count * count, 0);
  return { alpha: n === 0 || expected === 0 ? null : 1 - ((n - 1) * disagreement) / expected, pairableCount: n };
}
