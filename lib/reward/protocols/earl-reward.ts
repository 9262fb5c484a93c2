import type { PassResult } from "../scorer.ts";

/** The two fields of EARL's verifier: the overall score 0..10, or 0 with the reason why there is none. */
export type EarlReward = { final_reward: number; reason: string | null };

/**
 * A pass as EARL's training code expects it. Only for replies to that code: there a failure is a 0, here it stays a failure
 * everywhere else, and the reason travels with the 0.
 */
export function toEarlReward(result: PassResult): EarlReward {
  if (!result.ok) return { final_reward: 0, reason: result.error.code };
  const { overall } = result.values;
  return overall === undefined ? { final_reward: 0, reason: "score_missing" } : { final_reward: overall, reason: null };
}
