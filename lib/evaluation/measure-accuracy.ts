import { type Evidence, type ScorerColumns, selectPlaces, takePlaces, type Votes } from "../evidence/index.ts";
import type { DimensionName } from "../project/index.ts";
import { addSums, averageResampled, type ClusterResampling, computeLeaveOneOut, crossFitTies, type Interval, type ResampledRatio, type ResampledSums, resampleRatio, sumResampled, takeInterval } from "../stats/index.ts";
import { clearPairs, halfCredit, type JudgedPairs, pairWithScorer, strictCredit, toScoredPairs } from "./judged-pairs.ts";

/** A figure and its interval: 95 %, source pictures resampled; both null where undefined. */
export type Estimate = { value: number | null; interval: Interval | null };
type Resampled = { estimate: number | null; interval: Interval | null; replicates: Float64Array };

/** How often a scorer prefers what people prefer, in one dimension. */
export type ScorerAccuracy = {
  scorerId: string;
  name: string;
  kind: string;
  hash: string;
  dimension: DimensionName;
  /** An equal or missing score is wrong; pairs that people call equal, or are undecided on, are left out. Null where nothing is scored. */
  strict: { macro: Estimate; pooled: Estimate };
  /** As `strict`, an equal score earning one half. */
  halfCredit: { macro: Estimate; pooled: Estimate };
  /** Over A, B and equal: a scorer says equal within ε, which is fitted on other source pictures. `epsilon`: the middle one of the folds. */
  tieCalibrated: Estimate & { epsilon: number | null; n: number };
  /** One person against the majority of the others, over the same clear pairs that two people answered; and pooled strict accuracy over it. */
  ceiling: Estimate;
  ratio: Estimate;
  /** Clear pairs; their source pictures and task types; how many of them have equal scores, or miss one. */
  n: number;
  clusterCount: number;
  taskTypeCount: number;
  equalCount: number;
  missingCount: number;
  /** Share of all answered pairs, those tied or undecided included, with both scores. */
  coverage: number | null;
  /** Answers behind the clear pairs, and how many are simulated. */
  judgmentCount: number;
  simulatedCount: number;
};

/** With what figures that are compared with one another need: the resamples. */
export type MeasuredScorer = { accuracy: ScorerAccuracy; pairs: JudgedPairs; clear: Int32Array; byTaskType: Map<string, ResampledRatio>; macro: Resampled; pooled: Resampled };

export const toEstimate = ({ estimate, interval }: { estimate: number | null; interval: Interval | null }): Estimate => ({ value: estimate, interval });
const NOTHING: Resampled = { estimate: null, interval: null, replicates: new Float64Array(0) };

/** The ratio of credit to pairs over some places, resampled with the report's drawing. */
export function resampleCredit(drawing: ClusterResampling, pairs: JudgedPairs, places: Int32Array, creditOf: (pairs: JudgedPairs, at: number) => number): ResampledRatio {
  return resampleRatio(drawing, { numerator: Float64Array.from(places, (at) => creditOf(pairs, at)), denominator: new Uint8Array(places.length).fill(1), cluster: takePlaces(pairs.cluster, places) });
}

function byTask(pairs: JudgedPairs, places: Int32Array): Map<string, Int32Array> {
  const groups = Map.groupBy(places, (at) => pairs.taskType[at]!);
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, own]) => [type, Int32Array.from(own)]));
}

function measureTies(drawing: ClusterResampling, pairs: JudgedPairs): ScorerAccuracy["tieCalibrated"] {
  const places = selectPlaces(pairs.length, (at) => pairs.undecided[at] === 0);
  const crossed = places.length === 0 ? null : crossFitTies(toScoredPairs(pairs, places), takePlaces(pairs.cluster, places), drawing.clusterCount);
  if (!crossed) return { value: null, interval: null, epsilon: null, n: places.length };
  const { estimate, interval } = resampleRatio(drawing, { numerator: crossed.right, denominator: new Uint8Array(places.length).fill(1), cluster: takePlaces(pairs.cluster, places) });
  const sorted = crossed.epsilons.toSorted((a, b) => a - b);
  return { value: estimate, interval, epsilon: sorted[Math.floor(sorted.length / 2)] ?? null, n: places.length };
}

/** One person against the majority of the others, over the pairs at `places` that have two answers. */
export function resampleCeiling(drawing: ClusterResampling, votes: Votes, pairs: JudgedPairs, places: Int32Array): ResampledRatio {
  const credit = Float64Array.from(places, (at) => {
    const row = pairs.place[at]!;
    return computeLeaveOneOut({ a: votes.a[row]!, b: votes.b[row]!, neither: votes.tie[row]! + votes.bothBad[row]! }) ?? Number.NaN;
  });
  const known = credit.map((value) => (Number.isNaN(value) ? 0 : 1));
  return resampleRatio(drawing, { numerator: credit.map((value) => (Number.isNaN(value) ? 0 : value)), denominator: known, cluster: takePlaces(pairs.cluster, places) });
}

/** Places of what is summed over clear pairs: strict and half credit, pairs, credit of one person against the others, and pairs that have it. */
const STRICT = 0;
const HALF = 1;
const PAIRS = 2;
const CEILING = 3;
const CEILED = 4;
const WIDTH = 5;

function sumCredits(drawing: ClusterResampling, votes: Votes, pairs: JudgedPairs, places: Int32Array): ResampledSums {
  const values = new Float64Array(places.length * WIDTH);
  places.forEach((at, unit) => {
    const row = pairs.place[at]!;
    const ceiling = computeLeaveOneOut({ a: votes.a[row]!, b: votes.b[row]!, neither: votes.tie[row]! + votes.bothBad[row]! });
    const from = unit * WIDTH;
    values[from + STRICT] = strictCredit(pairs, at);
    values[from + HALF] = halfCredit(pairs, at);
    values[from + PAIRS] = 1;
    values[from + CEILING] = ceiling ?? 0;
    values[from + CEILED] = ceiling === null ? 0 : 1;
  });
  return sumResampled(drawing, { width: WIDTH, values, cluster: takePlaces(pairs.cluster, places) });
}

/** One ratio of the sums, with its resamples. */
function ratioOf(sums: ResampledSums, above: number, below: number): ResampledRatio {
  const { total, resampled, replicates: count, clusters } = sums;
  const replicates = Float64Array.from({ length: count }, (_, replicate) => (resampled[below * count + replicate]! > 0 ? resampled[above * count + replicate]! / resampled[below * count + replicate]! : Number.NaN));
  const estimate = total[below]! > 0 ? total[above]! / total[below]! : null;
  return { estimate, interval: estimate === null || clusters.size < 2 ? null : takeInterval(replicates), clusterCount: clusters.size, replicates };
}

/** x over y, resample by resample. */
function divide(x: Resampled, y: Resampled): Estimate {
  if (x.estimate === null || y.estimate === null || y.estimate === 0) return { value: null, interval: null };
  const ratios = x.replicates.map((value, at) => value / y.replicates[at]!).filter(Number.isFinite);
  return { value: x.estimate / y.estimate, interval: x.interval === null ? null : takeInterval(ratios) };
}

/** The accuracy of one scorer in one dimension, with the resamples that comparing it needs. */
export function measureAccuracy(evidence: Evidence, votes: Votes, scorer: ScorerColumns, drawing: ClusterResampling): MeasuredScorer {
  const pairs = pairWithScorer(evidence, votes, scorer);
  const clear = clearPairs(pairs);
  const types = [...byTask(pairs, clear)].map(([type, places]) => ({ type, sums: sumCredits(drawing, votes, pairs, places) }));
  const whole = addSums(types.map(({ sums }) => sums)) ?? sumCredits(drawing, votes, pairs, clear);
  const scored = pairs.difference.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
  const isUnscored = scored === 0;
  const over = (credit: number): { macro: Resampled; pooled: Resampled; each: ResampledRatio[] } => {
    const each = types.map(({ sums }) => ratioOf(sums, credit, PAIRS));
    return isUnscored ? { macro: NOTHING, pooled: NOTHING, each } : { macro: averageResampled(each), pooled: ratioOf(whole, credit, PAIRS), each };
  };
  const [strict, half] = [over(STRICT), over(HALF)];
  const ceiling = ratioOf(whole, CEILING, CEILED);
  const sum = (column: Int32Array) => clear.reduce((total, at) => total + column[pairs.place[at]!]!, 0);
  const accuracy: ScorerAccuracy = {
    scorerId: scorer.id,
    name: scorer.name,
    kind: scorer.kind,
    hash: scorer.hash,
    dimension: votes.dimension,
    strict: { macro: toEstimate(strict.macro), pooled: toEstimate(strict.pooled) },
    halfCredit: { macro: toEstimate(half.macro), pooled: toEstimate(half.pooled) },
    tieCalibrated: isUnscored ? { value: null, interval: null, epsilon: null, n: 0 } : measureTies(drawing, pairs),
    ceiling: toEstimate(ceiling),
    ratio: divide(strict.pooled, ceiling),
    n: clear.length,
    clusterCount: whole.clusters.size,
    taskTypeCount: types.length,
    equalCount: clear.filter((at) => pairs.difference[at] === 0).length,
    missingCount: clear.filter((at) => Number.isNaN(pairs.difference[at]!)).length,
    coverage: pairs.length === 0 ? null : scored / pairs.length,
    judgmentCount: sum(votes.n),
    simulatedCount: sum(votes.simulated),
  };
  return { accuracy, pairs, clear, byTaskType: new Map(types.map(({ type }, at) => [type, strict.each[at]!])), macro: strict.macro, pooled: strict.pooled };
}
