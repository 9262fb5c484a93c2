import { type Evidence, type EvidenceFilter, countVotes, type Votes } from "../evidence/index.ts";
import type { DimensionName } from "../project/index.ts";
import { addCoincidences, type ClusterResampling, computeAlpha, computeLeaveOneOut, computeUnitAgreement, type Interval, resampleRatio, resampleStatistic } from "../stats/index.ts";

/** A figure with its interval (95 %, source pictures resampled) and the number of comparisons it rests on. */
export type AgreementFigure = { value: number | null; interval: Interval | null; n: number };

/** How far the chosen judges agree in one dimension, over all task types (`taskType` undefined) or within one (null: items without). */
export type AgreementRow = {
  dimension: DimensionName;
  taskType?: string | null;
  /** Comparisons with an answer; those with at least two; source pictures of the latter. */
  comparisonCount: number;
  pairedCount: number;
  clusterCount: number;
  judgmentCount: number;
  simulatedCount: number;
  skipCount: number;
  /** Share of pairs of answers to one comparison that are the same (A, B, equal, both bad): mean over comparisons. */
  percent: AgreementFigure;
  /** Krippendorff's α over A, B, equal, both bad as names; and over B < equal < A in order, both bad being equal. */
  alpha: AgreementFigure;
  ordinalAlpha: AgreementFigure;
  /** Gwet's AC1 over the same four, which a rare category does not pull down. */
  ac1: AgreementFigure;
  /** One person against the majority of the others: see `computeHumanCeiling`. */
  ceiling: AgreementFigure;
  /** Share of answers that are equal or both bad. */
  tieShare: AgreementFigure;
};

export type AgreementReport = { overall: AgreementRow[]; byTaskType: AgreementRow[] };

const CATEGORIES = 4;
const ORDERED = 3;

type Rows = { votes: Votes; places: Int32Array };

const pick = ({ places }: Rows, column: ArrayLike<number>) => Float64Array.from(places, (at) => column[at]!);

function ratioOver(drawing: ClusterResampling, rows: Rows, valueOf: (at: number) => number | null, weightOf: (at: number) => number = () => 1): AgreementFigure {
  const kept = rows.places.filter((at) => valueOf(at) !== null);
  const { estimate, interval } = resampleRatio(drawing, { numerator: Float64Array.from(kept, (at) => valueOf(at)!), denominator: Float64Array.from(kept, weightOf), cluster: Int32Array.from(kept, (at) => rows.votes.cluster[at]!) });
  return { value: estimate, interval, n: kept.length };
}

/** The answers of one comparison by category: A, B, equal, both bad; or B, equal, A. */
const named = ({ a, b, tie, bothBad }: Votes, at: number) => [a[at]!, b[at]!, tie[at]!, bothBad[at]!];
const ordered = ({ a, b, tie, bothBad }: Votes, at: number) => [b[at]!, tie[at]! + bothBad[at]!, a[at]!];

function alphaOver(drawing: ClusterResampling, rows: Rows, categoryCount: number, categoriesOf: (votes: Votes, at: number) => number[], level: "nominal" | "ordinal"): AgreementFigure {
  const width = categoryCount * categoryCount;
  const values = new Float64Array(rows.places.length * width);
  const counts = new Float64Array(rows.places.length * categoryCount);
  rows.places.forEach((at, unit) => counts.set(categoriesOf(rows.votes, at), unit * categoryCount));
  for (let unit = 0; unit < rows.places.length; unit += 1) addCoincidences({ unitCount: rows.places.length, categoryCount, counts }, unit, values, unit * width);
  const { estimate, interval } = resampleStatistic(drawing, { width, values, cluster: pick(rows, rows.votes.cluster) }, (sums) => computeAlpha(sums, categoryCount, level).alpha);
  return { value: estimate, interval, n: rows.places.length };
}

/** AC1 from sums: agreement of comparisons, how many there are, and the share of each category (Gwet 2014). */
function computeAc1(sums: Float64Array): number | null {
  const [agreed, n] = [sums[0]!, sums[1]!];
  if (n === 0) return null;
  const chance = sums.subarray(2).reduce((sum, share) => sum + (share / n) * (1 - share / n), 0) / (CATEGORIES - 1);
  return 1 - chance > 1e-15 ? (agreed / n - chance) / (1 - chance) : null;
}

function ac1Over(drawing: ClusterResampling, rows: Rows): AgreementFigure {
  const width = 2 + CATEGORIES;
  const values = new Float64Array(rows.places.length * width);
  rows.places.forEach((at, unit) => {
    const counts = named(rows.votes, at);
    values.set([computeUnitAgreement(counts)!, 1, ...counts.map((count) => count / rows.votes.n[at]!)], unit * width);
  });
  const { estimate, interval } = resampleStatistic(drawing, { width, values, cluster: pick(rows, rows.votes.cluster) }, computeAc1);
  return { value: estimate, interval, n: rows.places.length };
}

function summariseRows(drawing: ClusterResampling, votes: Votes, places: Int32Array, taskType?: string | null): AgreementRow {
  const answered = { votes, places: places.filter((at) => votes.n[at]! > 0) };
  const paired = { votes, places: places.filter((at) => votes.n[at]! > 1) };
  const sum = (column: Int32Array) => places.reduce((total, at) => total + column[at]!, 0);
  return {
    dimension: votes.dimension,
    ...(taskType === undefined ? {} : { taskType }),
    comparisonCount: answered.places.length,
    pairedCount: paired.places.length,
    clusterCount: new Set(pick(paired, votes.cluster)).size,
    judgmentCount: sum(votes.n),
    simulatedCount: sum(votes.simulated),
    skipCount: sum(votes.skip),
    percent: ratioOver(drawing, paired, (at) => computeUnitAgreement(named(votes, at))),
    alpha: alphaOver(drawing, paired, CATEGORIES, named, "nominal"),
    ordinalAlpha: alphaOver(drawing, paired, ORDERED, ordered, "ordinal"),
    ac1: ac1Over(drawing, paired),
    ceiling: ratioOver(drawing, paired, (at) => computeLeaveOneOut({ a: votes.a[at]!, b: votes.b[at]!, neither: votes.tie[at]! + votes.bothBad[at]! })),
    tieShare: ratioOver(drawing, answered, (at) => votes.tie[at]! + votes.bothBad[at]!, (at) => votes.n[at]!),
  };
}

/**
 * How far the chosen judges agree with each other, per dimension and per dimension and task type. Skips count nowhere but in
 * `skipCount`; coefficients rest on comparisons with at least two answers. Which candidate is A is arbitrary, so that no
 * category is common because of who wins.
 */
export function computeAgreement(evidence: Evidence, filter: EvidenceFilter, drawing: ClusterResampling): AgreementReport {
  const all = evidence.dimensions.map((dimension) => countVotes(evidence, dimension, filter));
  const everything = (votes: Votes) => Int32Array.from({ length: votes.length }, (_, at) => at);
  const typeOf = (votes: Votes, at: number) => evidence.items[evidence.comparisons.item[votes.row[at]!]!]!.taskType;
  return {
    overall: all.map((votes) => summariseRows(drawing, votes, everything(votes))),
    byTaskType: all.flatMap((votes) => {
      const groups = Map.groupBy(everything(votes), (at) => typeOf(votes, at));
      const types = [...groups.keys()].sort((a, b) => ((a ?? "\uffff") < (b ?? "\uffff") ? -1 : 1));
      return types.map((taskType) => summariseRows(drawing, votes, Int32Array.from(groups.get(taskType)!), taskType));
    }),
  };
}
