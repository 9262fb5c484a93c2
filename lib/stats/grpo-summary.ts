import { type GroupOptions, groupStatistics, type GroupStatistics } from "./grpo-group.ts";
import { computeKendall } from "./kendall.ts";

export type GroupsSummary = {
  groups: GroupStatistics[];
  /** Mean of the standard deviations over groups with at least one reward. */
  meanStd: number | null;
  /** Share of groups whose rewards are all equal. */
  zeroStdShare: number | null;
  /** Mean over groups of distinct rewards / rewards: 1 where no two are equal. */
  uniqueScoreRatio: number | null;
  /** Share of rewards at or beyond either end of the scale. */
  saturationShare: number | null;
  /** Share of rewards whose advantage has the sign of (utility − its group's mean), where neither is zero; null without utility. */
  signAgreement: number | null;
  /** Kendall's tau-b of rewards and utility by group; null where either is constant. */
  withinGroupTau: (number | null)[];
  meanWithinGroupTau: number | null;
};

export type SummaryOptions = GroupOptions & { min: number; max: number; utility?: readonly (readonly (number | null)[])[] };
type Pair = { reward: number; utility: number };

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function pairUp(rewards: readonly (number | null)[], utility: readonly (number | null)[]): Pair[] {
  return rewards.flatMap((reward, at) => {
    const useful = utility[at] ?? null;
    return reward !== null && Number.isFinite(reward) && useful !== null && Number.isFinite(useful) ? [{ reward, utility: useful }] : [];
  });
}

const tauOf = (pairs: readonly Pair[]): number | null => computeKendall(Float64Array.from(pairs, ({ reward }) => reward), Float64Array.from(pairs, ({ utility }) => utility)).tauB;

function compareSigns(groups: readonly GroupStatistics[], utility: readonly (readonly (number | null)[])[]): number | null {
  const signs = groups.flatMap((group, at) => {
    const useful = utility[at] ?? [];
    const middle = mean(useful);
    return group.advantages.map((advantage, place) => Math.sign(advantage ?? 0) * Math.sign((useful[place] ?? middle ?? 0) - (middle ?? 0)));
  });
  const decided = signs.filter((sign) => sign !== 0);
  return decided.length === 0 ? null : decided.filter((sign) => sign > 0).length / decided.length;
}

/**
 * How well rewards of many groups serve group-relative training: spread within groups, how often they are stuck, and, given what
 * the edits are really worth (`utility`, in the shape of `rewards`), how often they push the right way. `min` and `max` are the ends of the scale.
 */
export function summariseGroups(rewards: readonly (readonly (number | null)[])[], { min, max, utility, ...options }: SummaryOptions): GroupsSummary {
  const groups = rewards.map((group) => groupStatistics(group, options));
  const filled = groups.filter((group) => group.n > 0);
  const numbers = rewards.map((group) => group.filter((reward) => reward !== null && Number.isFinite(reward)));
  const all = numbers.flat();
  const withinGroupTau = rewards.map((group, at) => (utility ? tauOf(pairUp(group, utility[at] ?? [])) : null));
  return {
    groups,
    meanStd: mean(groups.map((group) => group.std)),
    zeroStdShare: filled.length === 0 ? null : filled.filter((group) => group.isZeroStd).length / filled.length,
    uniqueScoreRatio: mean(numbers.map((group) => (group.length === 0 ? null : new Set(group).size / group.length))),
    saturationShare: all.length === 0 ? null : all.filter((reward) => reward !== null && (reward <= min || reward >= max)).length / all.length,
    signAgreement: utility ? compareSigns(groups, utility) : null,
    withinGroupTau,
    meanWithinGroupTau: mean(withinGroupTau),
  };
}
