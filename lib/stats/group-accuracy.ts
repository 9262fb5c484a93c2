import { isScoredRight, type ScoredPair } from "./accuracy.ts";

export type GroupAccuracy = {
  /** By k candidates: the share of groups of which every pair is right. */
  groupAccuracy: Record<string, number>;
  groupCount: Record<string, number>;
  /** Over the decisive pairs of all groups. */
  pairAccuracy: number | null;
  coverage: number | null;
};

/** How many candidates have so many pairs; null where none do. */
export function countCandidates(pairCount: number): number | null {
  const k = (1 + Math.sqrt(1 + 8 * pairCount)) / 2;
  return Number.isInteger(k) && k >= 2 ? k : null;
}

/**
 * Groups of k candidates that are right only as a whole: all C(k, 2) pairs must be. A human tie asks for equal scores; a
 * missing score makes its group wrong. EditReward-Bench of TIGER-Lab (arXiv 2509.26346) reports k = 2, 3, 4 for judges that
 * may answer equal. Pairs of each group in the order (0,1), (0,2), …, (1,2), …
 */
export function computeGroupAccuracy(groups: readonly (readonly ScoredPair[])[]): GroupAccuracy {
  const isRight = (pair: ScoredPair) => (pair.human === 0 ? pair.difference === 0 : isScoredRight(pair));
  const bySize = Map.groupBy(groups.filter((group) => countCandidates(group.length) !== null), (group) => String(countCandidates(group.length)));
  const pairs = groups.flat();
  const decisive = pairs.filter((pair) => pair.human !== 0);
  return {
    groupAccuracy: Object.fromEntries([...bySize].map(([k, own]) => [k, own.filter((group) => group.every(isRight)).length / own.length])),
    groupCount: Object.fromEntries([...bySize].map(([k, own]) => [k, own.length])),
    pairAccuracy: decisive.length === 0 ? null : decisive.filter(isScoredRight).length / decisive.length,
    coverage: pairs.length === 0 ? null : pairs.filter((pair) => pair.difference !== null).length / pairs.length,
  };
}

/** One item's candidates: how good people find each (higher is better), and the scores, null where missing. */
export type RankedGroup = { human: readonly number[]; score: readonly (number | null)[] };

export type RankAccuracy = { /** Share of groups whose whole order is right. */ strictRank: number | null; /** Share of groups whose first place is right. */ topOne: number | null; groupCount: number };

/**
 * Whole orders. A group is right where each of its decisive pairs is: candidates that people tie may stand either way, equal or
 * missing scores of others are wrong. First place is right where one candidate alone scores highest and people rank none above it.
 */
export function computeRankAccuracy(groups: readonly RankedGroup[]): RankAccuracy {
  const usable = groups.filter(({ human }) => human.some((value) => value !== human[0]));
  const isOrderRight = ({ human, score }: RankedGroup) =>
    human.every((own, i) => human.every((other, j) => own <= other || (typeof score[i] === "number" && typeof score[j] === "number" && score[i] > score[j])));
  const isTopRight = ({ human, score }: RankedGroup) => {
    if (score.includes(null)) return false;
    const top = Math.max(...score.map(Number));
    const at = score.indexOf(top);
    return score.lastIndexOf(top) === at && human[at] === Math.max(...human);
  };
  const share = (isRight: (group: RankedGroup) => boolean) => (usable.length === 0 ? null : usable.filter(isRight).length / usable.length);
  return { strictRank: share(isOrderRight), topOne: share(isTopRight), groupCount: usable.length };
}
