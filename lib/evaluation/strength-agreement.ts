import { type Evidence, type ScorerColumns, takeScores, type Votes } from "../evidence/index.ts";
import { type ClusterResampling, computeKendall, computeRanks, resampleRatio, resampleStatistic } from "../stats/index.ts";
import { type Estimate, toEstimate } from "./measure-accuracy.ts";

/** A candidate: its score, and the share of its judgments that it won, a tie counting half. */
export type StrengthPoint = { itemId: string; candidateId: string; name: string; generator: string; score: number; winShare: number; n: number };

export type StrengthAgreement = {
  /** Some of the candidates, evenly over the evidence; `candidateCount` is how many there are. */
  points: StrengthPoint[];
  candidateCount: number;
  /** Spearman's over all candidates, whose scores are compared across items; ranks are taken once. */
  pooled: Estimate;
  /** Mean of Kendall's tau-b within items of at least two judged candidates. */
  withinItem: Estimate & { itemCount: number };
};

const MOST_POINTS = 600;

/** The candidate's name, with its item's unless that stands in it already. */
function nameOf({ items, candidates }: Evidence, candidate: number): string {
  const [item, own] = [items[candidates[candidate]!.item]!.externalId, candidates[candidate]!.externalId];
  return own.startsWith(item) ? own : `${item} ${own}`;
}

type Shares = { wins: Float64Array; n: Float64Array };

/** Wins and answers of every candidate; a tie is half a win. */
export function countWins({ candidates, comparisons }: Evidence, votes: Votes): Shares {
  const shares = { wins: new Float64Array(candidates.length), n: new Float64Array(candidates.length) };
  for (let at = 0; at < votes.length; at += 1) {
    const [a, b] = [comparisons.a[votes.row[at]!]!, comparisons.b[votes.row[at]!]!];
    const ties = (votes.tie[at]! + votes.bothBad[at]!) / 2;
    shares.wins[a]! += votes.a[at]! + ties;
    shares.wins[b]! += votes.b[at]! + ties;
    shares.n[a]! += votes.n[at]!;
    shares.n[b]! += votes.n[at]!;
  }
  return shares;
}

/** Pearson's from n, Σx, Σy, Σx², Σy², Σxy. */
function correlate([n, x, y, xx, yy, xy]: readonly number[]): number | null {
  const spread = (n! * xx! - x! * x!) * (n! * yy! - y! * y!);
  return spread > 0 ? (n! * xy! - x! * y!) / Math.sqrt(spread) : null;
}

function pooledOver(drawing: ClusterResampling, score: Float64Array, share: Float64Array, cluster: Int32Array): Estimate {
  const [x, y] = [computeRanks(score), computeRanks(share)];
  const values = new Float64Array(6 * score.length);
  for (let at = 0; at < score.length; at += 1) values.set([1, x[at]!, y[at]!, x[at]! ** 2, y[at]! ** 2, x[at]! * y[at]!], at * 6);
  return toEstimate(resampleStatistic(drawing, { width: 6, values, cluster }, (sums) => correlate([...sums])));
}

/**
 * Whether a scorer rates highly what people choose: score against the share of judgments won, over all candidates and within
 * items. Null without scored, judged candidates.
 */
export function measureStrengthAgreement(evidence: Evidence, votes: Votes, scorer: ScorerColumns, drawing: ClusterResampling): StrengthAgreement | null {
  const scores = takeScores(scorer, votes.dimension);
  if (!scores) return null;
  const { wins, n } = countWins(evidence, votes);
  const judged = Int32Array.from(scores.keys()).filter((at) => n[at]! > 0 && !Number.isNaN(scores[at]!));
  if (judged.length === 0) return null;
  const share = (at: number) => wins[at]! / n[at]!;
  const itemOf = (at: number) => evidence.candidates[at]!.item;
  const groups = [...Map.groupBy(judged, itemOf).values()].filter((own) => own.length > 1);
  const taus = groups.map((own) => computeKendall(Float64Array.from(own, (at) => scores[at]!), Float64Array.from(own, share)).tauB);
  const known = groups.flatMap((own, at) => (taus[at] === null ? [] : [{ tau: taus[at]!, cluster: evidence.items[itemOf(own[0]!)]!.cluster }]));
  const within = resampleRatio(drawing, { numerator: known.map(({ tau }) => tau), denominator: known.map(() => 1), cluster: known.map(({ cluster }) => cluster) });
  const step = Math.max(1, Math.ceil(judged.length / MOST_POINTS));
  const points = Array.from(judged).filter((_, place) => place % step === 0);
  return {
    points: points.map((at) => ({ itemId: evidence.items[itemOf(at)]!.id, candidateId: evidence.candidates[at]!.id, name: nameOf(evidence, at), generator: evidence.candidates[at]!.generator, score: scores[at]!, winShare: share(at), n: n[at]! })),
    candidateCount: judged.length,
    pooled: pooledOver(drawing, Float64Array.from(judged, (at) => scores[at]!), Float64Array.from(judged, share), Int32Array.from(judged, (at) => evidence.items[itemOf(at)]!.cluster)),
    withinItem: { ...toEstimate(within), itemCount: known.length },
  };
}
