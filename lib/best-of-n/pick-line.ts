import { pickCandidate } from "./pick-candidate.ts";

type Problem = { code: string; message: string };
export type CandidateToPick = { id: string; score: number | null; problem: Problem | null };

/** One line of a file of picks. Scores are on the scale of the scores that were given; null is "none", never a number. */
export type PickLine = {
  item_id: string;
  /** How many candidates were to be picked from, and how many of the item there were for it. */
  n: number;
  candidates: number;
  dimension: string;
  candidate_id: string | null;
  score: number | null;
  runner_up: { candidate_id: string; score: number } | null;
  margin: number | null;
  tied: boolean;
  scored: number;
  failed: ({ candidate_id: string } & Problem)[];
  /** Where the picked picture was put, below the folder of the picks; null where it was not. */
  picture: string | null;
  error: Problem | null;
};

const NO_SCORE: Problem = { code: "score_missing", message: "The scorer gave no score." };

/**
 * The best of the first `n` candidates, in the order that they are given in. Candidates without a score are named with the reason;
 * where none has one, nothing is picked and `error` says so.
 */
export function toPickLine({ itemId, n, dimension, candidates }: { itemId: string; n: number; dimension: string; candidates: readonly CandidateToPick[] }): PickLine {
  const among = candidates.slice(0, n);
  const { pick, runnerUp, margin, tied, scoredCount } = pickCandidate(among);
  const failed = among.flatMap(({ id, score, problem }) => (score !== null && Number.isFinite(score) ? [] : [{ candidate_id: id, ...(problem ?? NO_SCORE) }]));
  return {
    item_id: itemId,
    n,
    candidates: among.length,
    dimension,
    candidate_id: pick?.id ?? null,
    score: pick?.score ?? null,
    runner_up: runnerUp && { candidate_id: runnerUp.id, score: runnerUp.score },
    margin,
    tied,
    scored: scoredCount,
    failed,
    picture: null,
    error: pick ? null : (failed[0] && { code: failed[0].code, message: failed[0].message }) ?? NO_SCORE,
  };
}
