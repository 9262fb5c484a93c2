import type { ComparisonConsensus } from "../consensus/index.ts";
import type { DimensionName } from "../project/index.ts";
import { bootstrapRatio, computeKrippendorffAlpha, computeLeaveOneOut, computeUnitAgreement, type Interval } from "../stats/index.ts";

/** A figure with its interval (95 %, clustered by item) and the number of comparisons it rests on. */
export type Figure = { value: number | null; interval: Interval | null; n: number };

/** What people say in one dimension, and how far they agree with each other. */
export type DimensionSummary = {
  dimension: DimensionName;
  /** Comparisons by consensus, and how many of them a reviewer decided. */
  consensus: { a: number; b: number; tie: number; undecided: number; adjudicated: number };
  /** Comparisons with at least one answer that counts, and the answers. */
  comparisonCount: number;
  judgmentCount: number;
  simulatedCount: number;
  skipCount: number;
  /** Share of pairs of answers on one comparison that are the same (A, B, equal, both bad), mean over comparisons. */
  agreement: Figure;
  /** Krippendorff's alpha, nominal, over the same comparisons. */
  alpha: number | null;
  /** One person against the majority of the others; see `computeHumanCeiling`. */
  ceiling: Figure;
};

function toFigure(values: readonly { value: number | null; itemId: string }[]): Figure {
  const observations = values.flatMap(({ value, itemId }) => (value === null ? [] : [{ numerator: value, denominator: 1, cluster: itemId }]));
  const { estimate, interval } = bootstrapRatio(observations);
  return { value: estimate, interval, n: observations.length };
}

/** Summarises one dimension. `comparisons` may hold other dimensions too; they are ignored. */
export function summariseDimension(dimension: DimensionName, comparisons: readonly ComparisonConsensus[]): DimensionSummary {
  const judged = comparisons.filter((comparison) => comparison.dimension === dimension);
  const answered = judged.filter((comparison) => comparison.n > 0);
  const countOf = (consensus: ComparisonConsensus["consensus"]): number => judged.filter((comparison) => comparison.consensus === consensus).length;
  const sum = (pick: (comparison: ComparisonConsensus) => number): number => judged.reduce((total, comparison) => total + pick(comparison), 0);
  const units = answered.map(({ counts, itemId }) => ({ itemId, categories: [counts.a, counts.b, counts.tie, counts.bothBad] }));
  const ceilings = answered.map(({ counts, itemId }) => ({ itemId, value: computeLeaveOneOut({ a: counts.a, b: counts.b, neither: counts.tie + counts.bothBad }) }));
  return {
    dimension,
    consensus: { a: countOf("A"), b: countOf("B"), tie: countOf("TIE"), undecided: countOf("UNDECIDED"), adjudicated: judged.filter((comparison) => comparison.decidedBy === "adjudication").length },
    comparisonCount: answered.length,
    judgmentCount: sum((comparison) => comparison.n),
    simulatedCount: sum((comparison) => comparison.simulatedCount),
    skipCount: sum((comparison) => comparison.counts.skip),
    agreement: toFigure(units.map(({ categories, itemId }) => ({ itemId, value: computeUnitAgreement(categories) }))),
    alpha: computeKrippendorffAlpha(units.map((unit) => unit.categories)).alpha,
    ceiling: toFigure(ceilings),
  };
}
