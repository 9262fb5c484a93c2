import { type ComparisonConsensus, computeConsensusOfAll, type PeopleFilter, readScores } from "../consensus/index.ts";
import { getDb } from "../db.ts";
import type { DimensionName } from "../project/index.ts";
import { computePoolCurves, type PoolCurves } from "../stats/index.ts";
import { type HumanQuality, measureQuality } from "./measure-quality.ts";
import { type CandidatePick, pickCandidate } from "./pick-candidate.ts";

export type PooledCandidate = { id: string; score: number | null; human: HumanQuality | null };

/** An item with everything that best of N needs to know of it. */
export type ItemPool = {
  itemId: string;
  /** The first source picture: items that share one are drawn together. */
  cluster: string;
  /** In the order of their names. */
  candidates: PooledCandidate[];
  pick: CandidatePick<string>;
  /** Over the candidates that somebody judged; null below two. */
  curves: PoolCurves | null;
  judgedCount: number;
  /** Whether every two of the judged candidates were compared and answered. */
  isComplete: boolean;
  comparisons: ComparisonConsensus[];
};

type Row = { id: string; item_id: string; cluster: string };

function readCandidates(projectId: string): Promise<Row[]> {
  return getDb().$queryRaw<Row[]>`
    SELECT c.id, c.item_id, coalesce(s.picture_id, c.item_id)::text AS cluster
    FROM candidate c JOIN picture p ON p.id = c.picture_id JOIN item i ON i.id = c.item_id
    LEFT JOIN item_source s ON s.item_id = i.id AND s.position = 0
    WHERE c.project_id = ${projectId}::uuid AND p.state = 'READY'
    ORDER BY i.external_id, c.external_id`;
}

function toPool(itemId: string, cluster: string, candidates: PooledCandidate[], comparisons: ComparisonConsensus[]): ItemPool {
  const judged = candidates.flatMap(({ id, score, human }) => (human ? [{ id, reward: score, quality: human.winShare }] : []));
  const ids = new Set(judged.map(({ id }) => id));
  const answered = comparisons.filter(({ candidateAId, candidateBId, n, decidedBy }) => (n > 0 || decidedBy === "adjudication") && ids.has(candidateAId) && ids.has(candidateBId));
  return {
    itemId,
    cluster,
    candidates,
    pick: pickCandidate(candidates),
    curves: judged.length < 2 ? null : computePoolCurves(judged),
    judgedCount: judged.length,
    isComplete: answered.length === (judged.length * (judged.length - 1)) / 2,
    comparisons,
  };
}

function groupBy<Value>(values: readonly Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value)) ?? [];
    groups.set(keyOf(value), group);
    group.push(value);
  }
  return groups;
}

/**
 * Every item with a readable candidate, in the order of item names, with scores of one scorer version (none when null) and what the
 * chosen judges find. It does not authorise: callers are verbs that have done so.
 */
export async function readPools(projectId: string, { dimension, people, scorerVersionId }: { dimension: DimensionName; people: PeopleFilter; scorerVersionId: string | null }): Promise<ItemPool[]> {
  const [rows, comparisons, scores] = await Promise.all([readCandidates(projectId), computeConsensusOfAll(projectId, { people, dimension }), readScores(projectId)]);
  const qualities = measureQuality(comparisons);
  const comparisonsByItem = groupBy(comparisons, ({ itemId }) => itemId);
  return [...groupBy(rows, (row) => row.item_id)].map(([itemId, group]) => {
    const candidates = group.map(({ id }) => ({ id, score: scorerVersionId === null ? null : scores.get(scorerVersionId, id, dimension), human: qualities.get(id) ?? null }));
    return toPool(itemId, group[0]?.cluster ?? itemId, candidates, comparisonsByItem.get(itemId) ?? []);
  });
}
