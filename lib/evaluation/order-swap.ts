import { CONSENSUS_CODE, type Evidence, type PairJudgeVerdicts, type PairJudgment, type Votes } from "../evidence/index.ts";
import type { DimensionName } from "../project/index.ts";
import { type ClusterResampling, resampleRatio } from "../stats/index.ts";
import { type Estimate, toEstimate } from "./measure-accuracy.ts";

/** A judge of pairs in one dimension: whether the order in its prompt matters, and how far it agrees with people in each order. */
export type OrderSwap = {
  scorerId: string;
  name: string;
  hash: string;
  dimension: DimensionName;
  /** Share of pairs with the same answer in both orders. */
  consistency: Estimate;
  /** Of answers that name one: the share that names the first in the prompt; ½ is without preference. */
  firstShare: Estimate;
  /** Strict accuracy on clear pairs: A first, B first, and both orders together, where disagreement is a tie and wrong; with half a point for a tie. */
  aFirst: Estimate;
  bFirst: Estimate;
  combined: Estimate;
  combinedHalf: Estimate;
  n: number;
  clearCount: number;
};

const SIGN: Record<PairJudgment["aFirst"], number> = { A: 1, B: -1, TIE: 0 };

/** One judge in the dimension of `votes`; null where it has no verdict on a comparison of the filter. */
export function measureOrderSwap(evidence: Evidence, votes: Votes, judge: PairJudgeVerdicts, kept: Uint8Array, drawing: ClusterResampling): OrderSwap | null {
  const places = new Map(evidence.comparisons.ids.map((id, at) => [id, at]));
  const votesAt = new Map(Array.from(votes.row, (row, at) => [row, at]));
  const rows = judge.verdicts.flatMap(({ comparisonId, dimension, aFirst, bFirst }) => {
    const at = places.get(comparisonId);
    if (at === undefined || dimension !== votes.dimension || kept[at] !== 1) return [];
    const place = votesAt.get(at);
    const code = place === undefined ? CONSENSUS_CODE.NONE : votes.consensus[place]!;
    return [{ a: SIGN[aFirst], b: SIGN[bFirst], human: code === CONSENSUS_CODE.A || code === CONSENSUS_CODE.B ? code : 0, cluster: evidence.items[evidence.comparisons.item[at]!]!.cluster }];
  });
  if (rows.length === 0) return null;
  type Row = (typeof rows)[number];
  const clear = rows.filter(({ human }) => human !== 0);
  const over = (own: readonly Row[], creditOf: (row: Row) => number, weightOf: (row: Row) => number = () => 1) => toEstimate(resampleRatio(drawing, { numerator: own.map(creditOf), denominator: own.map(weightOf), cluster: own.map(({ cluster }) => cluster) }));
  const together = ({ a, b }: Row) => (a === b ? a : 0);
  return {
    scorerId: judge.scorerVersionId,
    name: judge.name,
    hash: judge.hash,
    dimension: votes.dimension,
    consistency: over(rows, ({ a, b }) => (a === b ? 1 : 0)),
    firstShare: over(rows, ({ a, b }) => (a === 1 ? 1 : 0) + (b === -1 ? 1 : 0), ({ a, b }) => Math.abs(a) + Math.abs(b)),
    aFirst: over(clear, ({ a, human }) => (a === human ? 1 : 0)),
    bFirst: over(clear, ({ b, human }) => (b === human ? 1 : 0)),
    combined: over(clear, (row) => (together(row) === row.human ? 1 : 0)),
    combinedHalf: over(clear, (row) => (together(row) === row.human ? 1 : together(row) === 0 ? 0.5 : 0)),
    n: rows.length,
    clearCount: clear.length,
  };
}
