import type { ComparisonConsensus } from "../consensus/index.ts";
import type { DimensionName } from "../project/index.ts";
import { bootstrapRatio, type Interval, type RatioObservation } from "../stats/index.ts";

/** How one generator does in one dimension, counted in single judgments. */
export type GeneratorStanding = {
  generator: string;
  dimension: DimensionName;
  wins: number;
  ties: number;
  losses: number;
  /** (wins + ½ ties) / n, 0..1; null for n = 0. */
  winRate: number | null;
  /** 95 %, clustered by item; null with fewer than two items. */
  interval: Interval | null;
  /** Judgments: wins + ties + losses. Skips count nowhere. */
  n: number;
  /** How many of `n` are simulated. */
  simulatedCount: number;
  itemCount: number;
  comparisonCount: number;
};

type Tally = Pick<GeneratorStanding, "wins" | "ties" | "losses" | "simulatedCount" | "comparisonCount"> & { observations: RatioObservation[] };

function addSide(tallies: Map<string, Tally>, generator: string, outcome: { wins: number; ties: number; losses: number }, comparison: ComparisonConsensus): void {
  const tally = tallies.get(generator) ?? { wins: 0, ties: 0, losses: 0, simulatedCount: 0, comparisonCount: 0, observations: [] };
  tallies.set(generator, tally);
  tally.wins += outcome.wins;
  tally.ties += outcome.ties;
  tally.losses += outcome.losses;
  tally.simulatedCount += comparison.simulatedCount;
  tally.comparisonCount += 1;
  tally.observations.push({ numerator: outcome.wins + outcome.ties / 2, denominator: comparison.n, cluster: comparison.itemId });
}

function computeDimension(dimension: DimensionName, comparisons: readonly ComparisonConsensus[]): GeneratorStanding[] {
  const tallies = new Map<string, Tally>();
  for (const comparison of comparisons) {
    // Two candidates of one generator say nothing about it.
    if (comparison.dimension !== dimension || comparison.n === 0 || comparison.generatorA === comparison.generatorB) continue;
    const { a, b, tie, bothBad } = comparison.counts;
    addSide(tallies, comparison.generatorA, { wins: a, ties: tie + bothBad, losses: b }, comparison);
    addSide(tallies, comparison.generatorB, { wins: b, ties: tie + bothBad, losses: a }, comparison);
  }
  return [...tallies].map(([generator, { observations, ...tally }]) => {
    const { estimate, interval, clusterCount } = bootstrapRatio(observations);
    return { generator, dimension, ...tally, n: tally.wins + tally.ties + tally.losses, winRate: estimate, interval, itemCount: clusterCount };
  });
}

/**
 * Win rates of generators per dimension from single judgments, best first. A tie and a both-bad count as half a win for
 * each side. The rate depends on which generators were met: it is a summary of these comparisons, not a strength.
 */
export function computeLeaderboard(comparisons: readonly ComparisonConsensus[], dimensions: readonly DimensionName[]): GeneratorStanding[] {
  return dimensions.flatMap((dimension) =>
    computeDimension(dimension, comparisons).sort((first, second) => (second.winRate ?? -1) - (first.winRate ?? -1) || (first.generator < second.generator ? -1 : 1)),
  );
}
