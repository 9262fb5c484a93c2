import { type BestOfN, computeBestOfN } from "../stats/index.ts";
import type { ItemPool } from "./read-pools.ts";

export type ChosenPools = {
  curve: BestOfN;
  /** How many items have at least so many judged candidates, by N from 2. */
  choices: { most: number; itemCount: number }[];
  /** The items that the curve is about. */
  pools: ItemPool[];
};

function countChoices(pools: readonly ItemPool[]): ChosenPools["choices"] {
  const largest = pools.reduce((most, { judgedCount }) => Math.max(most, judgedCount), 0);
  return Array.from({ length: Math.max(0, largest - 1) }, (_, at) => ({ most: at + 2, itemCount: pools.filter(({ judgedCount }) => judgedCount >= at + 2).length }));
}

/** The largest N that at least half of the judged items have: a few items with many candidates must not stand for all. */
function chooseMost(choices: ChosenPools["choices"], wanted: number | undefined): number {
  if (wanted !== undefined && choices.some(({ most }) => most === wanted)) return wanted;
  const half = (choices[0]?.itemCount ?? 0) / 2;
  return choices.findLast(({ itemCount }) => itemCount >= half)?.most ?? 0;
}

/** The curve over the items with a score and at least `wanted` judged candidates; by default as many as half of them have. */
export function choosePools(all: readonly ItemPool[], wanted: number | undefined): ChosenPools {
  const scored = all.filter(({ pick, judgedCount }) => pick.pick !== null && judgedCount >= 2);
  const choices = countChoices(scored);
  const most = chooseMost(choices, wanted);
  const rated = scored.map(({ cluster, candidates }) => ({ cluster, candidates: candidates.flatMap(({ score, human }) => (human ? [{ reward: score, quality: human.winShare }] : [])) }));
  return { curve: computeBestOfN(rated, most), choices, pools: scored.filter(({ judgedCount }) => judgedCount >= most) };
}
