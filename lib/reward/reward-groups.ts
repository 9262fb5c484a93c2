import { groupStatistics } from "../stats/grpo-group.ts";
import type { RewardGroup, RewardResult, RewardSettings, RewardSummary } from "./schemas.ts";

export type RewardTotals = { add(result: RewardResult): void; groups(): RewardGroup[]; summary(): RewardSummary };

/** Collects results as they come, keeping numbers alone, and says what they are together. Groups come in the order of their first item. */
export function collectRewards(filters: RewardSettings["filters"]): RewardTotals {
  const members = new Map<string, { indexes: number[]; rewards: (number | null)[] }>();
  let [items, scored] = [0, 0];
  const groups = (): RewardGroup[] =>
    [...members].map(([group, { indexes, rewards }]) => {
      const { n, mean, std, isZeroStd, keptByPaper, keptByCode, advantages } = groupStatistics(rewards, { thresholds: filters });
      return { group, n, failed: rewards.length - n, mean, std, zero_std: isZeroStd, keep: { paper: keptByPaper, code: keptByCode }, indexes, advantages };
    });
  return {
    add: ({ index, group, reward }) => {
      items += 1;
      if (reward !== null) scored += 1;
      if (group === null) return;
      const known = members.get(group) ?? { indexes: [], rewards: [] };
      members.set(group, known);
      known.indexes.push(index);
      known.rewards.push(reward);
    },
    groups,
    summary: () => {
      const all = groups();
      const told = all.filter(({ n }) => n > 0);
      const share = told.length === 0 ? null : told.filter(({ zero_std }) => zero_std).length / told.length;
      return { items, scored, failed: items - scored, groups: all.length, zero_std_share: share, kept: { paper: all.filter(({ keep }) => keep.paper).length, code: all.filter(({ keep }) => keep.code).length } };
    },
  };
}
