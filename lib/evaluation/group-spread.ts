import { type Evidence, type ScorerColumns, takeScores, type Votes } from "../evidence/index.ts";
import { type ClusterResampling, describeGroup, groupStatistics, resampleRatio } from "../stats/index.ts";
import { type Estimate, toEstimate } from "./measure-accuracy.ts";

/** Items whose scores lie so far apart: standard deviation of rewards in 0..1, from `low` up to but not `high`. */
export type SpreadBin = { low: number; high: number; n: number };

/** How far a scorer tells the candidates of one item apart: what group-relative training learns from. Rewards are scores brought to 0..1. */
export type GroupSpread = {
  bins: SpreadBin[];
  meanStd: Estimate;
  /** Share of items whose scores are all equal. */
  zeroShare: Estimate;
  /** Share of items kept by the rules of Edit-R1's paper and of its code. */
  keptByPaper: Estimate;
  keptByCode: Estimate;
  itemCount: number;
  /** Some of the items without any spread. */
  flatItems: { itemId: string; name: string }[];
};

const WIDTH = 0.05;
const BINS = 10;
const SHOWN_FLAT = 12;

/** Over items with at least two scored candidates, judged or not. Null where there is none. */
export function measureGroupSpread(evidence: Evidence, { dimension }: Pick<Votes, "dimension">, scorer: ScorerColumns, drawing: ClusterResampling): GroupSpread | null {
  const scores = takeScores(scorer, dimension);
  if (!scores) return null;
  const [low, high] = scorer.scale;
  const rewards = Map.groupBy(Array.from(scores.keys()).filter((at) => !Number.isNaN(scores[at]!)), (at) => evidence.candidates[at]!.item);
  const groups = [...rewards].filter(([, own]) => own.length > 1).map(([item, own]) => ({ item, values: own.map((at) => (scores[at]! - low) / (high - low)) }));
  if (groups.length === 0) return null;
  const facts = groups.map(({ item, values }) => ({ item, cluster: evidence.items[item]!.cluster, ...describeGroup(values)!, ...groupStatistics(values) }));
  const over = (valueOf: (group: (typeof facts)[number]) => number) => toEstimate(resampleRatio(drawing, { numerator: facts.map(valueOf), denominator: facts.map(() => 1), cluster: facts.map(({ cluster }) => cluster) }));
  const bins = Array.from({ length: BINS }, (_, bin): SpreadBin => ({ low: bin * WIDTH, high: (bin + 1) * WIDTH, n: 0 }));
  for (const { std } of facts) bins[Math.min(BINS - 1, Math.floor((std ?? 0) / WIDTH))]!.n += 1;
  return {
    bins,
    meanStd: over(({ std }) => std ?? 0),
    zeroShare: over(({ isFlat }) => (isFlat ? 1 : 0)),
    keptByPaper: over(({ keptByPaper }) => (keptByPaper ? 1 : 0)),
    keptByCode: over(({ keptByCode }) => (keptByCode ? 1 : 0)),
    itemCount: groups.length,
    flatItems: facts.filter(({ isFlat }) => isFlat).slice(0, SHOWN_FLAT).map(({ item }) => ({ itemId: evidence.items[item]!.id, name: evidence.items[item]!.externalId })),
  };
}
