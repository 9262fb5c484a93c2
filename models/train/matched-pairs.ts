import { HARD_KINDS, type HardKind } from "../../lib/perturbation/index.ts";
import { bootstrapRatio } from "../../lib/stats/index.ts";
import type { PairAccuracy, Ranking } from "./evaluate-scores.ts";
import { DIMENSIONS, type Example } from "./example.ts";

const GOOD = "hard-good";
const OVERALL = DIMENSIONS.indexOf("overall");

/** Whether an item was made of edits of matched size. */
export function isMatched({ generator }: Pick<Example, "generator">): boolean {
  return generator.startsWith("hard-");
}

/** The kind of a wrong edit of matched size; null for others. */
export function kindOf({ generator }: Pick<Example, "generator">): HardKind | null {
  return HARD_KINDS.find((kind) => generator === `hard-${kind}`) ?? null;
}

type MatchedPair = { good: Example; wrong: Example; kind: HardKind };

function pairUp(examples: readonly Example[]): MatchedPair[] {
  return [...Map.groupBy(examples.filter(isMatched), ({ item }) => item).values()].flatMap((group) => {
    const good = group.find(({ generator }) => generator === GOOD)!;
    return group.flatMap((wrong) => {
      const kind = kindOf(wrong);
      return kind ? [{ good, wrong, kind }] : [];
    });
  });
}

/** 1 if the good edit is put first, ½ for equal scores; by the overall score. */
function won({ good, wrong }: MatchedPair, rank: Ranking): number {
  const said = rank(good)[OVERALL]! - rank(wrong)[OVERALL]!;
  return said === 0 ? 0.5 : said > 0 ? 1 : 0;
}

function summarise(pairs: readonly MatchedPair[], value: (pair: MatchedPair) => number): PairAccuracy {
  const { estimate, interval, clusterCount } = bootstrapRatio(pairs.map((pair) => ({ numerator: value(pair), denominator: 1, cluster: pair.good.photograph })));
  return { accuracy: estimate ?? Number.NaN, n: pairs.length, photographs: clusterCount, interval };
}

/** How often the good edit is put before the wrong one of the same size, over all kinds. */
export function evaluateMatched(examples: readonly Example[], rank: Ranking): PairAccuracy {
  return summarise(pairUp(examples), (pair) => won(pair, rank));
}

/** The same for each kind apart. */
export function evaluateByKind(examples: readonly Example[], rank: Ranking): Record<string, PairAccuracy> {
  const groups = Map.groupBy(pairUp(examples), ({ kind }) => kind);
  return Object.fromEntries(HARD_KINDS.flatMap((kind) => (groups.has(kind) ? [[kind, summarise(groups.get(kind)!, (pair) => won(pair, rank))]] : [])));
}

/** The same for each task type apart. */
export function evaluateMatchedByTask(examples: readonly Example[], rank: Ranking): Record<string, PairAccuracy> {
  const groups = Map.groupBy(pairUp(examples), ({ good }) => good.taskType);
  return Object.fromEntries([...groups].sort().map(([task, pairs]) => [task, summarise(pairs, (pair) => won(pair, rank))]));
}

/** By how much one ranking is right more often than another on the same pairs, with the interval of that difference. */
export function compareMatched(examples: readonly Example[], rank: Ranking, other: Ranking): PairAccuracy {
  return summarise(pairUp(examples), (pair) => won(pair, rank) - won(pair, other));
}
