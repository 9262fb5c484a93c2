/** Verdicts of one comparison in one dimension, by candidate. */
export type VerdictCounts = { a: number; b: number; tie: number; bothBad: number; skip: number };

/** `UNDECIDED`: two or three answers lead with equal counts. */
export type Consensus = "A" | "B" | "TIE" | "UNDECIDED";

export type Plurality = {
  /** Null when nobody gave an answer that counts. */
  consensus: Consensus | null;
  /** Share of the leading answer among `n`, 0..1; null for n = 0. */
  share: number | null;
  /** (A − B)/n, −1..1; null for n = 0. */
  margin: number | null;
  /** Answers without skips. */
  n: number;
};

/**
 * The most frequent of A, B and equal. Both bad counts as equal, because it prefers neither; skips count nowhere.
 * Equal leaders are undecided, never broken by chance. Example: 2 A, 1 B, 1 equal is A with share 0.5.
 */
export function computePlurality(counts: VerdictCounts): Plurality {
  const tie = counts.tie + counts.bothBad;
  const n = counts.a + counts.b + tie;
  if (n === 0) return { consensus: null, share: null, margin: null, n };
  const leader = Math.max(counts.a, counts.b, tie);
  const leading: Consensus[] = [];
  if (counts.a === leader) leading.push("A");
  if (counts.b === leader) leading.push("B");
  if (tie === leader) leading.push("TIE");
  const [first] = leading;
  return { consensus: leading.length === 1 && first ? first : "UNDECIDED", share: leader / n, margin: (counts.a - counts.b) / n, n };
}
