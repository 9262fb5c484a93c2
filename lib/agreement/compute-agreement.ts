import { type Evidence, takePlaces, type Votes } from "../evidence/index.ts";
import type { DimensionName } from "../project/index.ts";
import { addCoincidences, addSums, type ClusterResampling, computeAlpha, computeLeaveOneOut, computeUnitAgreement, type Interval, type ResampledSums, statisticOf, sumResampled } from "../stats/index.ts";

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

/** Places of what is summed: agreement, how many comparisons, ceiling and how many have one, shares of four names, coincidences of names and of order. */
const PERCENT = 0;
const PAIRED = 1;
const CEILING = 2;
const CEILED = 3;
const SHARES = 4;
const NAMED = SHARES + CATEGORIES;
const IN_ORDER = NAMED + CATEGORIES * CATEGORIES;
const WIDTH = IN_ORDER + ORDERED * ORDERED;

/** The answers of one comparison by category: A, B, equal, both bad; or B, equal, A. */
const named = ({ a, b, tie, bothBad }: Votes, at: number) => [a[at]!, b[at]!, tie[at]!, bothBad[at]!];
const ordered = ({ a, b, tie, bothBad }: Votes, at: number) => [b[at]!, tie[at]! + bothBad[at]!, a[at]!];

/** What one comparison adds to the sums. */
function measureUnit(votes: Votes, at: number): Float64Array {
  const values = new Float64Array(WIDTH);
  const [names, order] = [named(votes, at), ordered(votes, at)];
  const ceiling = computeLeaveOneOut({ a: votes.a[at]!, b: votes.b[at]!, neither: votes.tie[at]! + votes.bothBad[at]! });
  values[PERCENT] = computeUnitAgreement(names)!;
  values[PAIRED] = 1;
  values[CEILING] = ceiling ?? 0;
  values[CEILED] = ceiling === null ? 0 : 1;
  for (let category = 0; category < CATEGORIES; category += 1) values[SHARES + category] = names[category]! / votes.n[at]!;
  addCoincidences({ unitCount: 1, categoryCount: CATEGORIES, counts: Float64Array.from(names) }, 0, values, NAMED);
  addCoincidences({ unitCount: 1, categoryCount: ORDERED, counts: Float64Array.from(order) }, 0, values, IN_ORDER);
  return values;
}

/** Sums over comparisons with two answers, from which every coefficient follows. */
function sumPaired(drawing: ClusterResampling, votes: Votes, places: Int32Array): ResampledSums {
  const values = new Float64Array(places.length * WIDTH);
  // A few people can answer in a few ways only: what each adds is worked out once.
  const known = new Map<number, Float64Array>();
  places.forEach((at, unit) => {
    const counts = named(votes, at);
    const key = Math.max(...counts) > 255 ? -1 : counts.reduce((sum, count) => sum * 256 + count, 0);
    const own = known.get(key) ?? measureUnit(votes, at);
    if (key >= 0) known.set(key, own);
    values.set(own, unit * WIDTH);
  });
  return sumResampled(drawing, { width: WIDTH, values, cluster: takePlaces(votes.cluster, places) });
}

const ratio = (above: number, below: number) => (sums: Float64Array) => (sums[below]! > 0 ? sums[above]! / sums[below]! : null);

/** AC1 from sums: agreement of comparisons, how many there are, and the share of each category (Gwet 2014). */
function computeAc1(sums: Float64Array): number | null {
  const n = sums[PAIRED]!;
  if (n === 0) return null;
  const chance = sums.subarray(SHARES, NAMED).reduce((sum, share) => sum + (share / n) * (1 - share / n), 0) / (CATEGORIES - 1);
  return 1 - chance > 1e-15 ? (sums[PERCENT]! / n - chance) / (1 - chance) : null;
}

const nominalAlpha = (sums: Float64Array) => computeAlpha(sums.subarray(NAMED, IN_ORDER), CATEGORIES, "nominal").alpha;
const ordinalAlpha = (sums: Float64Array) => computeAlpha(sums.subarray(IN_ORDER), ORDERED, "ordinal").alpha;

type Part = { votes: Votes; places: Int32Array; answered: Int32Array; paired: Int32Array; sums: ResampledSums; ties: ResampledSums };

function readPart(drawing: ClusterResampling, votes: Votes, places: Int32Array): Part {
  const answered = places.filter((at) => votes.n[at]! > 0);
  const paired = places.filter((at) => votes.n[at]! > 1);
  const values = new Float64Array(answered.length * 2);
  answered.forEach((at, unit) => values.set([votes.tie[at]! + votes.bothBad[at]!, votes.n[at]!], unit * 2));
  const ties = sumResampled(drawing, { width: 2, values, cluster: takePlaces(votes.cluster, answered) });
  return { votes, places, answered, paired, sums: sumPaired(drawing, votes, paired), ties };
}

function describePart({ votes, places, answered, paired, sums, ties }: Part, taskType?: string | null): AgreementRow {
  const total = (column: Int32Array) => places.reduce((sum, at) => sum + column[at]!, 0);
  const figure = (of: ResampledSums, compute: (sums: Float64Array) => number | null, n: number): AgreementFigure => {
    const { estimate, interval } = statisticOf(of, compute);
    return { value: estimate, interval, n };
  };
  return {
    dimension: votes.dimension,
    ...(taskType === undefined ? {} : { taskType }),
    comparisonCount: answered.length,
    pairedCount: paired.length,
    clusterCount: sums.clusters.size,
    judgmentCount: total(votes.n),
    simulatedCount: total(votes.simulated),
    skipCount: total(votes.skip),
    percent: figure(sums, ratio(PERCENT, PAIRED), paired.length),
    alpha: figure(sums, nominalAlpha, paired.length),
    ordinalAlpha: figure(sums, ordinalAlpha, paired.length),
    ac1: figure(sums, computeAc1, paired.length),
    ceiling: figure(sums, ratio(CEILING, CEILED), Math.round(sums.total[CEILED]!)),
    tieShare: figure(ties, ratio(0, 1), answered.length),
  };
}

function joinParts(votes: Votes, parts: readonly Part[]): Part {
  const all = (pick: (part: Part) => Int32Array) => Int32Array.from(parts.flatMap((part) => [...pick(part)]));
  return { votes, places: all((part) => part.places), answered: all((part) => part.answered), paired: all((part) => part.paired), sums: addSums(parts.map((part) => part.sums))!, ties: addSums(parts.map((part) => part.ties))! };
}

/**
 * How far the judges of `allVotes`, one entry a dimension, agree with each other, per dimension and per dimension and task type. Skips count nowhere but in
 * `skipCount`; coefficients rest on comparisons with at least two answers. Which candidate is A is arbitrary, so that no
 * category is common because of who wins.
 */
export function computeAgreement(evidence: Evidence, allVotes: readonly Votes[], drawing: ClusterResampling): AgreementReport {
  const typeOf = (votes: Votes, at: number) => evidence.items[evidence.comparisons.item[votes.row[at]!]!]!.taskType;
  const rows = allVotes.map((votes) => {
    const groups = Map.groupBy(votes.row.keys(), (at) => typeOf(votes, at));
    const types = [...groups.keys()].sort((a, b) => ((a ?? "\uffff") < (b ?? "\uffff") ? -1 : 1));
    const parts = types.map((taskType) => ({ taskType, part: readPart(drawing, votes, Int32Array.from(groups.get(taskType)!)) }));
    // The whole is the sum of its task types, which spares adding everything up twice.
    const whole = parts.length === 0 ? readPart(drawing, votes, new Int32Array(0)) : joinParts(votes, parts.map(({ part }) => part));
    return { overall: describePart(whole), byTaskType: parts.map(({ taskType, part }) => describePart(part, taskType)) };
  });
  return { overall: rows.map(({ overall }) => overall), byTaskType: rows.flatMap(({ byTaskType }) => byTaskType) };
}
