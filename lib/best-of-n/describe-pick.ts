import type { PickFilter, PickOutcome } from "./pick-filter.ts";
import type { ItemPool, PooledCandidate } from "./read-pools.ts";

/** An item's pick as people see it. Win shares are 0..1. */
export type MeasuredPool = ItemPool & {
  outcome: PickOutcome;
  /** The judged candidate with the highest win share; of equal ones the pick, else the first. Null where nobody judged. */
  best: PooledCandidate | null;
  /** Win share of the best − that of the pick, at least 0; null unless the pick was judged. */
  loss: number | null;
  /** At the chosen point of the curve: what a pick among so many of this item's candidates is worth on average. */
  expected: { n: number; scorer: number; random: number; oracle: number } | null;
};

const ROUNDING = 1e-12;

function findBest({ candidates, pick }: ItemPool): PooledCandidate | null {
  let best: PooledCandidate | null = null;
  for (const candidate of candidates) {
    if (!candidate.human) continue;
    const lead = candidate.human.winShare - (best?.human?.winShare ?? Number.NEGATIVE_INFINITY);
    if (lead > ROUNDING || (lead > -ROUNDING && candidate.id === pick.pick?.id)) best = candidate;
  }
  return best;
}

function expectAt(pool: ItemPool, at: number | null): MeasuredPool["expected"] {
  const { curves } = pool;
  const [scorer, random, oracle] = [curves?.scorer[(at ?? 0) - 1], curves?.scorer[0], curves?.oracle[(at ?? 0) - 1]];
  return at === null || scorer === undefined || random === undefined || oracle === undefined ? null : { n: at, scorer, random, oracle };
}

/** `at` is a point of the curve, or null for none. */
export function describePick(pool: ItemPool, at: number | null): MeasuredPool {
  const { pick } = pool.pick;
  const best = findBest(pool);
  const human = pick ? (pool.candidates.find(({ id }) => id === pick.id)?.human ?? null) : null;
  const loss = human && best?.human ? Math.max(0, best.human.winShare - human.winShare) : null;
  const outcome: PickOutcome = !pick ? "unscored" : loss === null ? "unjudged" : loss > ROUNDING ? "missed" : "best";
  return { ...pool, outcome, best, loss, expected: expectAt(pool, at) };
}

/** Whether an item belongs to the filtered list. `most` is the largest N of the curve: a point's items have at least so many judged candidates. */
export function matchesPickFilter(pool: MeasuredPool, filter: PickFilter, most: number): boolean {
  if (filter.outcome !== undefined && pool.outcome !== filter.outcome) return false;
  if (filter.tied !== undefined && !pool.pick.tied) return false;
  return filter.at === undefined || (pool.expected !== null && pool.judgedCount >= most);
}

/** Sorts a copy; equal ones keep the order of item names, those without a number come last. */
export function sortPicks(pools: readonly MeasuredPool[], sort: PickFilter["sort"]): MeasuredPool[] {
  const key = ({ pick: { margin }, loss, expected }: MeasuredPool): number | null => {
    if (sort === "loss") return expected ? expected.scorer - expected.oracle : loss === null ? null : -loss;
    return margin === null ? null : sort === "closest" ? margin : -margin;
  };
  if (sort === undefined || sort === "item") return [...pools];
  return pools
    .map((pool) => ({ pool, key: key(pool) ?? Number.POSITIVE_INFINITY }))
    .sort((first, second) => (first.key === second.key ? 0 : first.key - second.key))
    .map(({ pool }) => pool);
}
