import { CONSENSUS_CODE, type Evidence, fillColumn, type ScorerColumns, selectPlaces, takePlaces, takeDifferences, takeScores, type Votes } from "../evidence/index.ts";
import type { ScoredPair } from "../stats/index.ts";

/** Answered comparisons of one dimension beside what one scorer says of them, as columns. */
export type JudgedPairs = {
  length: number;
  /** Place in `Votes` of each. */
  place: Int32Array;
  /** 1: people prefer A, −1: B, 0: they call them equal, or are undecided (`undecided` 1). */
  human: Int8Array;
  undecided: Uint8Array;
  /** score(A) − score(B); NaN where a score is missing. */
  difference: Float64Array;
  cluster: Int32Array;
  /** Task type of each, "" for none. */
  taskType: string[];
};

/** Of all comparisons that have an answer or a decision. `passes`: the passes whose mean is the score, all by default. */
export function pairWithScorer(evidence: Evidence, votes: Votes, scorer: ScorerColumns, passes?: readonly number[]): JudgedPairs {
  const scores = takeScores(scorer, votes.dimension, passes);
  const all = scores && takeDifferences(evidence, scores);
  const place = selectPlaces(votes.length, (at) => votes.consensus[at] !== CONSENSUS_CODE.NONE);
  const consensus = new Int8Array(place.length).map((_, at) => votes.consensus[place[at]!]!);
  return {
    length: place.length,
    place,
    human: consensus.map((code) => (code === CONSENSUS_CODE.UNDECIDED ? 0 : code)),
    undecided: new Uint8Array(place.length).map((_, at) => (consensus[at] === CONSENSUS_CODE.UNDECIDED ? 1 : 0)),
    difference: fillColumn(place.length, (at) => (all ? all[votes.row[place[at]!]!]! : Number.NaN)),
    cluster: takePlaces(votes.cluster, place),
    taskType: Array.from(place, (at) => evidence.items[evidence.comparisons.item[votes.row[at]!]!]!.taskType ?? ""),
  };
}

/** Pairs where people clearly prefer one: what strict accuracy is a share of. */
export function clearPairs(pairs: JudgedPairs): Int32Array {
  return selectPlaces(pairs.length, (at) => pairs.human[at] !== 0);
}

/** 1 where the scorer prefers what people prefer; an equal or missing score is wrong. */
export const strictCredit = ({ human, difference }: JudgedPairs, at: number): number => (human[at]! * difference[at]! > 0 ? 1 : 0);

/** As `strictCredit`, an equal score earning one half. */
export const halfCredit = (pairs: JudgedPairs, at: number): number => (pairs.difference[at] === 0 ? 0.5 : strictCredit(pairs, at));

/** Pairs as `lib/stats` takes them; a missing score is null. */
export function toScoredPairs({ human, difference }: JudgedPairs, places: ArrayLike<number>): ScoredPair[] {
  return Array.from(places, (at) => ({ human: human[at] as ScoredPair["human"], difference: Number.isNaN(difference[at]!) ? null : difference[at]! }));
}
