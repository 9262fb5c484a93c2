import { CONSENSUS_CODE, type Evidence, type ScorerColumns, takeScores, type Votes } from "../evidence/index.ts";
import type { FigureTable } from "../figure-table/index.ts";
import type { DimensionName } from "../project/index.ts";
import { adjustHolm, compareResampled, type Interval, permuteBoth } from "../stats/index.ts";
import { strictCredit } from "./judged-pairs.ts";
import type { MeasuredScorer } from "./measure-accuracy.ts";

/** Two scorers on the same pairs, in one dimension. */
export type ScorerComparison = {
  dimension: DimensionName;
  firstId: string;
  first: string;
  secondId: string;
  second: string;
  /** Clear pairs where one is right and the other is not: all that the pooled difference comes from. */
  firstAlone: number;
  secondAlone: number;
  /** Of pooled and of macro strict accuracy, first − second, resampled together; p two-sided. */
  pooled: { difference: number; interval: Interval | null; p: number | null } | null;
  macro: { difference: number; interval: Interval | null; p: number | null } | null;
  /** PERM-BOTH on the correlation of score differences with people's margins: both scorers' values swapped for whole source pictures. */
  permutation: { difference: number | null; p: number | null };
  /** p of `pooled` after Holm's correction over all pairs of scorers of the dimension. */
  adjustedP: number | null;
};

const PERMUTATIONS = 1_000;

/** People's margin of each comparison, (A − B)/n, and what two scorers say of it, where all three are known. */
function permute(evidence: Evidence, votes: Votes, first: ScorerColumns, second: ScorerColumns): ScorerComparison["permutation"] {
  const [x, y] = [takeScores(first, votes.dimension), takeScores(second, votes.dimension)];
  if (!x || !y) return { difference: null, p: null };
  const { a, b } = evidence.comparisons;
  const differenceOf = (scores: Float64Array, at: number) => scores[a[votes.row[at]!]!]! - scores[b[votes.row[at]!]!]!;
  const known = Int32Array.from(votes.row.keys()).filter((at) => votes.consensus[at] !== CONSENSUS_CODE.NONE && votes.n[at]! > 0 && !Number.isNaN(differenceOf(x, at)) && !Number.isNaN(differenceOf(y, at)));
  if (known.length < 3) return { difference: null, p: null };
  const human = Float64Array.from(known, (at) => (votes.a[at]! - votes.b[at]!) / votes.n[at]!);
  const { difference, pTwoSided } = permuteBoth(Float64Array.from(known, (at) => differenceOf(x, at)), Float64Array.from(known, (at) => differenceOf(y, at)), human, Int32Array.from(known, (at) => votes.cluster[at]!), evidence.clusterCount, { permutations: PERMUTATIONS, seed: 1 });
  return { difference, p: pTwoSided };
}

const countAlone = (right: MeasuredScorer, wrong: MeasuredScorer) => right.clear.reduce((sum, at) => sum + (strictCredit(right.pairs, at) > strictCredit(wrong.pairs, at) ? 1 : 0), 0);

/** Every two scorers that say something of the dimension, in the order given. */
export function compareScorers(evidence: Evidence, votes: Votes, measured: readonly MeasuredScorer[]): ScorerComparison[] {
  const own = measured.filter(({ accuracy, pooled }) => accuracy.dimension === votes.dimension && pooled.estimate !== null);
  const columns = new Map(evidence.scorers.map((scorer) => [scorer.id, scorer]));
  const compared = own.flatMap((x, at) =>
    own.slice(at + 1).map((y): ScorerComparison => ({
      dimension: votes.dimension,
      firstId: x.accuracy.scorerId,
      first: x.accuracy.name,
      secondId: y.accuracy.scorerId,
      second: y.accuracy.name,
      firstAlone: countAlone(x, y),
      secondAlone: countAlone(y, x),
      pooled: compareResampled(x.pooled, y.pooled),
      macro: compareResampled(x.macro, y.macro),
      permutation: permute(evidence, votes, columns.get(x.accuracy.scorerId)!, columns.get(y.accuracy.scorerId)!),
      adjustedP: null,
    })),
  );
  const adjusted = adjustHolm(compared.map(({ pooled }) => pooled?.p ?? null));
  return compared.map((row, at) => ({ ...row, adjustedP: adjusted[at] ?? null }));
}

/** Differences between scorers for files. */
export function toSignificanceFigures(rows: readonly ScorerComparison[]): FigureTable {
  return {
    name: "significance",
    caption: "Differences between scorers",
    columns: [
      { key: "dimension", label: "Dimension", kind: "text" },
      { key: "first", label: "First", kind: "text" },
      { key: "second", label: "Second", kind: "text" },
      { key: "pooled_difference", label: "Pooled", kind: "share" },
      { key: "pooled_difference_interval", label: "95 %", kind: "share_interval" },
      { key: "macro_difference", label: "By task type", kind: "share" },
      { key: "macro_difference_interval", label: "95 %", kind: "share_interval" },
      { key: "first_alone", label: "First alone right", kind: "count" },
      { key: "second_alone", label: "Second alone right", kind: "count" },
      { key: "p", label: "p", kind: "number" },
      { key: "p_holm", label: "p, Holm", kind: "number" },
      { key: "p_permutation", label: "p, PERM-BOTH", kind: "number" },
    ],
    rows: rows.map((row) => ({
      dimension: row.dimension,
      first: row.first,
      second: row.second,
      pooled_difference: row.pooled?.difference ?? null,
      pooled_difference_interval: row.pooled?.interval ?? null,
      macro_difference: row.macro?.difference ?? null,
      macro_difference_interval: row.macro?.interval ?? null,
      first_alone: row.firstAlone,
      second_alone: row.secondAlone,
      p: row.pooled?.p ?? null,
      p_holm: row.adjustedP,
      p_permutation: row.permutation.p,
    })),
    note: `Strict accuracy of the first minus the second on the same pairs, source pictures resampled for both together; p two-sided, and after Holm over all pairs of scorers of a dimension. PERM-BOTH: ${PERMUTATIONS} swaps of whole source pictures, on the correlation of score differences with people's margins (arXiv 2104.00054).`,
  };
}
