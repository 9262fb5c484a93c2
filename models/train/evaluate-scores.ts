import { bootstrapRatio, type Interval } from "../../lib/stats/index.ts";
import { DIMENSIONS, type Dimension, type Example } from "./example.ts";
import { PAIR_MARGIN } from "./train-head.ts";

/** Share of pairs put in the right order; `n` pairs, interval over resampled photographs (95 %). */
export type PairAccuracy = { accuracy: number; n: number; photographs: number; interval: Interval | null };
/** What gives an example four scores, in the order of DIMENSIONS; only their order within an item matters. */
export type Ranking = (example: Example) => number[];

type PairObservation = { numerator: number; denominator: number; cluster: string };

function comparePairs(examples: readonly Example[], rank: Ranking, dimension: number): PairObservation[] {
  const observations: PairObservation[] = [];
  for (const group of Map.groupBy(examples, ({ item }) => item).values()) {
    const scores = group.map((example) => rank(example)[dimension]!);
    for (let first = 0; first < group.length; first += 1) {
      for (let second = first + 1; second < group.length; second += 1) {
        const gap = group[first]!.labels[dimension]! - group[second]!.labels[dimension]!;
        if (Math.abs(gap) < PAIR_MARGIN) continue;
        const said = scores[first]! - scores[second]!;
        observations.push({ numerator: said === 0 ? 0.5 : said > 0 === gap > 0 ? 1 : 0, denominator: 1, cluster: group[first]!.photograph });
      }
    }
  }
  return observations;
}

/** Pairwise accuracy on one dimension; pairs whose labels differ by less than 0.05 are left out, equal scores count half. */
export function evaluateDimension(examples: readonly Example[], rank: Ranking, dimension: number): PairAccuracy {
  const observations = comparePairs(examples, rank, dimension);
  const { estimate, interval, clusterCount } = bootstrapRatio(observations);
  return { accuracy: estimate ?? Number.NaN, n: observations.length, photographs: clusterCount, interval };
}

/** Pairwise accuracy on every dimension. */
export function evaluateRanking(examples: readonly Example[], rank: Ranking): Record<Dimension, PairAccuracy> {
  return Object.fromEntries(DIMENSIONS.map((name, dimension) => [name, evaluateDimension(examples, rank, dimension)])) as Record<Dimension, PairAccuracy>;
}

/** By how much one ranking is right more often than another on the same pairs of a dimension, with that difference's interval. */
export function compareRankings(examples: readonly Example[], rank: Ranking, other: Ranking, dimension: number): PairAccuracy {
  const against = comparePairs(examples, other, dimension);
  const observations = comparePairs(examples, rank, dimension).map((observation, at) => ({ ...observation, numerator: observation.numerator - against[at]!.numerator }));
  const { estimate, interval, clusterCount } = bootstrapRatio(observations);
  return { accuracy: estimate ?? Number.NaN, n: observations.length, photographs: clusterCount, interval };
}
