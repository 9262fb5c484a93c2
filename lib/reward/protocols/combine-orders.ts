/** About two candidates by their place in the file, never by their place in the prompt. */
export type PairVerdict = "left" | "right" | "tie";

/** The picture that a judge named, by its place in the prompt. */
export type OrderedAnswer = "first" | "second" | "tie";

export type CombinedOrders = { verdict: PairVerdict; consistent: boolean };

/** An answer about places in the prompt as one about candidates; `swapped` when the right candidate came first. */
export function toVerdict(answer: OrderedAnswer, swapped: boolean): PairVerdict {
  if (answer === "tie") return "tie";
  return (answer === "first") === swapped ? "right" : "left";
}

/** Both orders say the same: that is the verdict. They differ: a tie, and not consistent. */
export function combineOrders(plain: OrderedAnswer, swapped: OrderedAnswer): CombinedOrders {
  const [verdict, again] = [toVerdict(plain, false), toVerdict(swapped, true)];
  return verdict === again ? { verdict, consistent: true } : { verdict: "tie", consistent: false };
}

/** Points of both candidates: 1 and 0 for a verdict, half each for a tie. */
export function toPoints(verdict: PairVerdict): { left: number; right: number } {
  if (verdict === "tie") return { left: 0.5, right: 0.5 };
  return verdict === "left" ? { left: 1, right: 0 } : { left: 0, right: 1 };
}

/** Share of pairs with the same answer in both orders, 0..1; null without pairs. Example: 20 that flip among 100 give 0.8. */
export function computeConsistencyRate(pairs: readonly { consistent: boolean }[]): number | null {
  if (pairs.length === 0) return null;
  return pairs.filter((pair) => pair.consistent).length / pairs.length;
}
