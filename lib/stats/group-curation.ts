import { describeGroup } from "./grpo-group.ts";

/** Both in the unit of the scores. EditScore (arXiv 2509.23909) names the rules, not the numbers: whoever curates sets them. */
export type CurationThresholds = { minBest: number; minStd: number };

/** `best_too_low`: nobody managed the edit. `std_too_low`: all did equally well, so there is nothing to learn. */
export type CurationVerdict = { kept: true } | { kept: false; reasons: ("best_too_low" | "std_too_low" | "no_scores")[] };

/**
 * EditScore's two filters of a group of outputs for one request: dropped if the best score is below `minBest`, or if the
 * population standard deviation is below `minStd`. Missing scores are left out. All reasons that apply are given.
 */
export function judgeForCuration(scores: readonly (number | null)[], { minBest, minStd }: CurationThresholds): CurationVerdict {
  const group = describeGroup(scores.filter((score): score is number => score !== null && Number.isFinite(score)));
  if (!group) return { kept: false, reasons: ["no_scores"] };
  const reasons: ("best_too_low" | "std_too_low")[] = [];
  if (group.max < minBest) reasons.push("best_too_low");
  if ((group.isFlat ? 0 : group.std) < minStd) reasons.push("std_too_low");
  return reasons.length === 0 ? { kept: true } : { kept: false, reasons };
}
