import { type ComparisonConsensus, computeScoreDifference, type ScoreTable } from "../consensus/index.ts";
import type { DimensionName } from "../project/index.ts";
import type { ScorerProgress } from "../scorer/index.ts";
import { bootstrapRatio, computeAccuracy, computeMacroAccuracy, type Interval, isScoredRight, type ScoredPair } from "../stats/index.ts";

/** How often a scorer prefers the candidate that the consensus prefers, in one dimension. */
export type ScorerAccuracy = {
  scorerVersionId: string;
  name: string;
  dimension: DimensionName;
  /** A tie or a missing score is wrong; comparisons where people tie or are undecided are left out. Null for n = 0, and when nothing is scored. */
  strict: number | null;
  /** Of `strict`: 95 %, clustered by item. */
  interval: Interval | null;
  /** As `strict`, with half a point where both scores are equal. */
  halfCredit: number | null;
  /** Mean of the strict accuracy over task types; items without one form their own. */
  macro: { strict: number | null; groupCount: number };
  /** Comparisons whose consensus is A or B. */
  n: number;
  itemCount: number;
  /** Share of all comparisons with an answer, those tied or undecided included, that have both scores. */
  coverage: number | null;
  /** Answers behind the `n` comparisons, and how many are simulated. */
  judgmentCount: number;
  simulatedCount: number;
};

const NO_TASK_TYPE = "";
type Measured = { comparison: ComparisonConsensus; pair: ScoredPair };

function groupByTaskType(measured: readonly Measured[]): Map<string, ScoredPair[]> {
  const groups = new Map<string, ScoredPair[]>();
  for (const { comparison, pair } of measured) {
    const key = comparison.taskType ?? NO_TASK_TYPE;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(pair);
  }
  return groups;
}

/** The accuracy of one scorer version in one dimension. `comparisons` may hold other dimensions too; they are ignored. */
export function measureScorer(scorer: ScorerProgress, dimension: DimensionName, comparisons: readonly ComparisonConsensus[], scores: ScoreTable): ScorerAccuracy {
  const { scorerVersionId, name } = scorer;
  const measured: Measured[] = comparisons
    .filter((comparison) => comparison.dimension === dimension && comparison.consensus !== null)
    .map((comparison) => ({
      comparison,
      pair: { human: comparison.consensus === "A" ? 1 : comparison.consensus === "B" ? -1 : 0, difference: computeScoreDifference(scores, scorerVersionId, comparison) },
    }));
  const clear = measured.filter(({ pair }) => pair.human !== 0);
  const accuracy = computeAccuracy(measured.map(({ pair }) => pair));
  const isUnscored = accuracy.coverage === 0;
  const { interval, clusterCount } = bootstrapRatio(clear.map(({ comparison, pair }) => ({ numerator: isScoredRight(pair) ? 1 : 0, denominator: 1, cluster: comparison.itemId })));
  const macro = computeMacroAccuracy(groupByTaskType(clear));
  return {
    scorerVersionId,
    name,
    dimension,
    strict: isUnscored ? null : accuracy.strict,
    interval: isUnscored ? null : interval,
    halfCredit: isUnscored ? null : accuracy.halfCredit,
    macro: { strict: isUnscored ? null : macro.strict, groupCount: macro.groupCount },
    n: accuracy.n,
    itemCount: clusterCount,
    coverage: accuracy.coverage,
    judgmentCount: clear.reduce((sum, { comparison }) => sum + comparison.n, 0),
    simulatedCount: clear.reduce((sum, { comparison }) => sum + comparison.simulatedCount, 0),
  };
}
