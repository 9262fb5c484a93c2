import { bootstrapRatio, computeHumanCeiling, computeLeaveOneOut, type Interval } from "../../stats/index.ts";
import type { CurvePoint, Prediction } from "./cross-fit.ts";
import { chancesAt } from "./fit-davidson.ts";
import type { LearnJudgment } from "./training-set.ts";

/**
 * How often something prefers what a held-out person prefers: the mean over comparisons of the share of their decisive answers
 * that it agrees with; equal scores earn one half. `n`: comparisons; `interval`: 95 %, clustered by source group.
 */
export type Measured = { accuracy: number | null; interval: Interval | null; n: number; groupCount: number };
/** Paired: the same comparisons, drawn together. */
export type Difference = { value: number | null; interval: Interval | null };
export type Verdict = "better" | "not_better" | "no_better_than_chance";

/** Bins of how sure the head was of the side it preferred, 0.5..1: its mean chance there, and how often people preferred that side. */
export type Calibration = { bins: { from: number; to: number; predicted: number; observed: number; n: number }[]; error: number | null };

const CHANCE = 0.5;
/** Luck must be out of the question: the distance to chance has to be half as much again as the interval asks for (about 1 in 600 by luck). */
const SURER = 1.5;
const BINS = 5;

export type Scored = { comparison: number; group: number; outcome: -1 | 0 | 1; difference: number | null };

/** What one decisive answer earns: 1, 0, or one half where both scores are equal. A missing score earns nothing. */
function creditOf({ outcome, difference }: Scored): number {
  if (difference === null) return 0;
  return difference === 0 ? 0.5 : outcome * difference > 0 ? 1 : 0;
}

type ByComparison = { group: number; credit: number; n: number };

function sumByComparison(answers: readonly Scored[]): Map<number, ByComparison> {
  const sums = new Map<number, ByComparison>();
  for (const answer of answers) {
    if (answer.outcome === 0) continue;
    const sum = sums.get(answer.comparison) ?? { group: answer.group, credit: 0, n: 0 };
    sum.credit += creditOf(answer);
    sum.n += 1;
    sums.set(answer.comparison, sum);
  }
  return sums;
}

export function measure(answers: readonly Scored[]): Measured {
  const sums = sumByComparison(answers);
  const { estimate, interval, clusterCount } = bootstrapRatio([...sums.values()].map(({ group, credit, n }) => ({ numerator: credit / n, denominator: 1, cluster: String(group) })));
  return { accuracy: estimate, interval, n: sums.size, groupCount: clusterCount };
}

/** First − second, over the same answers. */
export function measureDifference(first: readonly Scored[], second: readonly Scored[]): Difference {
  const others = sumByComparison(second);
  const observations = [...sumByComparison(first)].map(([comparison, { group, credit, n }]) => ({ numerator: credit / n - (others.get(comparison)?.credit ?? 0) / n, denominator: 1, cluster: String(group) }));
  const { estimate, interval } = bootstrapRatio(observations);
  return { value: estimate, interval };
}

/** How well one person predicts the others, on comparisons with at least two answers: the human ceiling. */
export function measurePeople(judgments: readonly LearnJudgment[]): Measured {
  const counts = [...Map.groupBy(judgments, ({ comparison }) => comparison).values()].map((answers) => ({
    group: answers[0]!.group,
    a: answers.filter(({ outcome }) => outcome === 1).length,
    b: answers.filter(({ outcome }) => outcome === -1).length,
    neither: answers.filter(({ outcome }) => outcome === 0).length,
  }));
  const { ceiling, n } = computeHumanCeiling(counts);
  const { interval, clusterCount } = bootstrapRatio(counts.flatMap((count) => {
    const credit = computeLeaveOneOut(count);
    return credit === null ? [] : [{ numerator: credit, denominator: 1, cluster: String(count.group) }];
  }));
  return { accuracy: ceiling, interval, n, groupCount: clusterCount };
}

/** A head is recommended only where both intervals say so: it surely beats a coin, and it beats the starter. */
export function judge({ accuracy, interval }: Measured, difference: Difference): Verdict {
  if (accuracy === null || interval === null || accuracy - SURER * (accuracy - interval.low) <= CHANCE) return "no_better_than_chance";
  return difference.interval !== null && difference.interval.low > 0 ? "better" : "not_better";
}

export const toScored = ({ judgment, difference }: Prediction): Scored => ({ ...judgment, difference });

export function calibrate(predictions: readonly Prediction[]): Calibration {
  const decisive = predictions.filter(({ judgment }) => judgment.outcome !== 0).map((prediction) => {
    const { a, b } = chancesAt(prediction.difference, prediction.logTie);
    const share = a / (a + b);
    return { chance: Math.max(share, 1 - share), credit: creditOf(toScored(prediction)) };
  });
  const bins = Array.from({ length: BINS }, (_, index) => {
    const [from, to] = [0.5 + (0.5 * index) / BINS, 0.5 + (0.5 * (index + 1)) / BINS];
    const inside = decisive.filter(({ chance }) => chance >= from && (chance < to || index === BINS - 1));
    const mean = (pick: (one: (typeof inside)[number]) => number) => inside.reduce((sum, one) => sum + pick(one), 0) / Math.max(1, inside.length);
    return { from, to, predicted: mean(({ chance }) => chance), observed: mean(({ credit }) => credit), n: inside.length };
  });
  const error = decisive.length === 0 ? null : bins.reduce((sum, { predicted, observed, n }) => sum + (n * Math.abs(predicted - observed)) / decisive.length, 0);
  return { bins: bins.filter(({ n }) => n > 0), error };
}

export type CurveFigures = { share: number; judgmentCount: number; accuracy: number | null; interval: Interval | null };

export function measureCurve(curve: readonly CurvePoint[]): CurveFigures[] {
  return curve.map(({ share, trainedOn, predictions }) => {
    const { accuracy, interval } = measure(predictions.map(toScored));
    return { share, judgmentCount: trainedOn, accuracy, interval };
  });
}
