/** A pair as people see it (1: A is better, −1: B, 0: equal) and the scorer's score(A) − score(B); null when a score is missing. */
export type ScoredPair = { human: -1 | 0 | 1; difference: number | null };

export type Accuracy = {
  /** Right where the signs agree; an equal or missing score is wrong. Null without decisive pairs. */
  strict: number | null;
  /** As `strict`, but an equal score earns one half. A missing one stays wrong. */
  halfCredit: number | null;
  /** Decisive pairs: what both accuracies are shares of. */
  n: number;
  /** Share of all pairs, human ties included, that have both scores; null without pairs. */
  coverage: number | null;
};

/** What one decisive pair earns under the strict rule: 1 or 0. */
export function isScoredRight(pair: ScoredPair): boolean {
  return pair.difference !== null && pair.human * pair.difference > 0;
}

/**
 * How often a scorer prefers what people prefer, over pooled pairs (the micro average of EditScore's strict pair accuracy,
 * arXiv 2509.23909). Human ties leave the denominator; a missing score is never dropped.
 */
export function computeAccuracy(pairs: readonly ScoredPair[]): Accuracy {
  let n = 0;
  let right = 0;
  let equal = 0;
  let scored = 0;
  for (const pair of pairs) {
    if (pair.difference !== null) scored += 1;
    if (pair.human === 0) continue;
    n += 1;
    if (isScoredRight(pair)) right += 1;
    else if (pair.difference === 0) equal += 1;
  }
  return {
    strict: n === 0 ? null : right / n,
    halfCredit: n === 0 ? null : (right + equal / 2) / n,
    n,
    coverage: pairs.length === 0 ? null : scored / pairs.length,
  };
}

/** The mean over groups (task types) of their strict and half-credit accuracy; groups without decisive pairs are left out. */
export function computeMacroAccuracy(groups: ReadonlyMap<string, readonly ScoredPair[]>): { strict: number | null; halfCredit: number | null; groupCount: number } {
  const each = [...groups.values()].map(computeAccuracy).filter((accuracy) => accuracy.n > 0);
  if (each.length === 0) return { strict: null, halfCredit: null, groupCount: 0 };
  const mean = (pick: (accuracy: Accuracy) => number | null): number => each.reduce((sum, accuracy) => sum + (pick(accuracy) ?? 0), 0) / each.length;
  return { strict: mean((accuracy) => accuracy.strict), halfCredit: mean((accuracy) => accuracy.halfCredit), groupCount: each.length };
}
