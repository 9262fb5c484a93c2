import type { ComparisonConsensus } from "../consensus/index.ts";

/** What people find a candidate worth among the others of its item. */
export type HumanQuality = {
  /** Mean over its judged comparisons of the share that prefers it, 0..1; equal and both bad count as half. 0.5 is as good as the others. */
  winShare: number;
  comparisonCount: number;
  judgmentCount: number;
  simulatedCount: number;
};

/** The share that prefers A: by the reviewer's decision where there is one, else by the annotators' answers; null where nobody said anything. */
function shareOfA({ consensus, counts, decidedBy, n }: ComparisonConsensus): number | null {
  if (decidedBy === "adjudication") return consensus === "A" ? 1 : consensus === "B" ? 0 : 0.5;
  return n === 0 ? null : (counts.a + (counts.tie + counts.bothBad) / 2) / n;
}

/**
 * Win shares of candidates by id, from the comparisons of one dimension; each comparison counts once, however many answers it has.
 * Candidates that nobody judged are missing. Within an item the shares average 0.5 where every pair was judged; where some pairs are
 * missing a share depends on whom a candidate met.
 */
export function measureQuality(comparisons: readonly ComparisonConsensus[]): Map<string, HumanQuality> {
  const tallies = new Map<string, HumanQuality>();
  const add = (candidateId: string, share: number, { n, simulatedCount }: ComparisonConsensus): void => {
    const tally = tallies.get(candidateId) ?? { winShare: 0, comparisonCount: 0, judgmentCount: 0, simulatedCount: 0 };
    tallies.set(candidateId, { winShare: tally.winShare + share, comparisonCount: tally.comparisonCount + 1, judgmentCount: tally.judgmentCount + n, simulatedCount: tally.simulatedCount + simulatedCount });
  };
  for (const comparison of comparisons) {
    const share = shareOfA(comparison);
    if (share === null) continue;
    add(comparison.candidateAId, share, comparison);
    add(comparison.candidateBId, 1 - share, comparison);
  }
  return new Map([...tallies].map(([candidateId, tally]) => [candidateId, { ...tally, winShare: tally.winShare / tally.comparisonCount }]));
}
