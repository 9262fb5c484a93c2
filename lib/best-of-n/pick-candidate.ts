/** A candidate with its score on the scorer's scale; null where it has none. */
export type Scored<Id> = { id: Id; score: number | null };

export type CandidatePick<Id> = {
  /** Null where no candidate has a score. */
  pick: { id: Id; score: number } | null;
  /** The next best; null with fewer than two scores. */
  runnerUp: { id: Id; score: number } | null;
  /** Score of the pick − score of the runner-up, at least 0. */
  margin: number | null;
  /** The runner-up has the same score: the first of them was taken. */
  tied: boolean;
  scoredCount: number;
};

/**
 * The candidate with the highest score; of equal ones the first in the given order, as EditScore's selector does. A missing or
 * non-finite score is never picked and never taken for a number.
 */
export function pickCandidate<Id>(candidates: readonly Scored<Id>[]): CandidatePick<Id> {
  const scored = candidates.flatMap(({ id, score }) => (score !== null && Number.isFinite(score) ? [{ id, score }] : []));
  const [pick = null, runnerUp = null] = scored.sort((first, second) => second.score - first.score);
  const margin = pick && runnerUp ? pick.score - runnerUp.score : null;
  return { pick, runnerUp, margin, tied: margin === 0, scoredCount: scored.length };
}
