import { ALL_COUNTS } from "./all-counts.ts";
import { getDb, type Prisma } from "../db.ts";
import type { CandidateOrigin, UnitState, VerdictValue } from "../generated/prisma/client.ts";
import type { DimensionName } from "../project/index.ts";
import { computePlurality, type Plurality, type VerdictCounts } from "../stats/index.ts";
import type { PeopleFilter } from "./people-filter.ts";

/** What the counted judgments of one comparison say together in one dimension. */
export type ComparisonConsensus = Plurality & {
  comparisonId: string;
  itemId: string;
  taskType: string | null;
  candidateAId: string;
  candidateBId: string;
  generatorA: string;
  generatorB: string;
  originA: CandidateOrigin;
  originB: CandidateOrigin;
  dimension: DimensionName;
  counts: VerdictCounts;
  /** How many of the `n` answers are simulated. */
  simulatedCount: number;
  /** Whose word `consensus` is. `share`, `margin`, `counts` and `n` speak of the annotators either way. */
  decidedBy: "plurality" | "adjudication";
  /** Of the comparison's own unit, whoever's judgments are chosen; rankings that hold both candidates have units of their own. */
  unitState: UnitState;
  unitJudgmentCount: number;
};

export type ConsensusOptions = { people?: PeopleFilter; dimension?: DimensionName; itemId?: string };
type ReadOptions = ConsensusOptions & { withUnjudged?: boolean };

type Row = {
  comparison_id: string;
  item_id: string;
  task_type: string | null;
  candidate_a_id: string;
  candidate_b_id: string;
  generator_a: string;
  generator_b: string;
  origin_a: CandidateOrigin;
  origin_b: CandidateOrigin;
  dimension: DimensionName;
  a: number;
  b: number;
  tie: number;
  both_bad: number;
  skip: number;
  simulated: number;
  decision: Exclude<VerdictValue, "SKIP"> | null;
  unit_state: UnitState;
  unit_judgment_count: number;
};

function readCounts(projectId: string, { people = "all", dimension, itemId, withUnjudged = false }: ReadOptions): Prisma.PrismaPromise<Row[]> {
  return getDb().$queryRaw<Row[]>`
    WITH counts AS (
      SELECT k.comparison_id AS id, k.dimension, k.simulated,
             CASE ${people} WHEN 'people' THEN k.people WHEN 'simulated' THEN k.simulated
               ELSE ${ALL_COUNTS} END AS n
      FROM consensus k JOIN comparison c ON c.id = k.comparison_id
      WHERE c.project_id = ${projectId}::uuid
        AND (${dimension ?? null}::text IS NULL OR k.dimension::text = ${dimension ?? null})
        AND (${itemId ?? null}::uuid IS NULL OR c.item_id = ${itemId ?? null}::uuid)),
    tally AS (
      SELECT id, dimension, n[1] AS a, n[2] AS b, n[3] AS tie, n[4] AS both_bad, n[5] AS skip,
             CASE WHEN ${people} = 'people' THEN 0 ELSE simulated[1] + simulated[2] + simulated[3] + simulated[4] END AS simulated
      FROM counts WHERE 0 < ANY(n)),
    decided AS (
      SELECT c.id, v.dimension, v.value
      FROM comparison c JOIN adjudication a ON a.comparison_id = c.id JOIN adjudication_verdict v ON v.adjudication_id = a.id
      WHERE c.project_id = ${projectId}::uuid AND a.decided_at IS NOT NULL AND a.ended_at IS NULL AND ${people} <> 'simulated'
        AND (${dimension ?? null}::text IS NULL OR v.dimension::text = ${dimension ?? null})
        AND (${itemId ?? null}::uuid IS NULL OR c.item_id = ${itemId ?? null}::uuid)),
    said AS (
      SELECT coalesce(y.id, d.id) AS id, coalesce(y.dimension, d.dimension) AS dimension, y.a, y.b, y.tie, y.both_bad, y.skip, y.simulated, d.value AS decision
      FROM tally y FULL JOIN decided d ON d.id = y.id AND d.dimension = y.dimension)
    SELECT c.id AS comparison_id, c.item_id, i.task_type, c.candidate_a_id, c.candidate_b_id, ca.generator AS generator_a, cb.generator AS generator_b, ca.origin::text AS origin_a, cb.origin::text AS origin_b,
           coalesce(t.dimension::text, ${dimension ?? null}) AS dimension, coalesce(t.a, 0) AS a, coalesce(t.b, 0) AS b, coalesce(t.tie, 0) AS tie,
           coalesce(t.both_bad, 0) AS both_bad, coalesce(t.skip, 0) AS skip, coalesce(t.simulated, 0) AS simulated,
           t.decision::text AS decision, u.state::text AS unit_state, u.judgment_count AS unit_judgment_count
    FROM comparison c JOIN unit u ON u.id = c.id LEFT JOIN said t ON t.id = c.id JOIN item i ON i.id = c.item_id
    JOIN candidate ca ON ca.id = c.candidate_a_id JOIN candidate cb ON cb.id = c.candidate_b_id
    WHERE c.project_id = ${projectId}::uuid AND (t.id IS NOT NULL OR ${withUnjudged})
      AND (${itemId ?? null}::uuid IS NULL OR c.item_id = ${itemId ?? null}::uuid)
    ORDER BY i.external_id, c.candidate_a_id, c.candidate_b_id, t.dimension`;
}

function toConsensus(row: Row): ComparisonConsensus {
  const counts: VerdictCounts = { a: row.a, b: row.b, tie: row.tie, bothBad: row.both_bad, skip: row.skip };
  return {
    comparisonId: row.comparison_id,
    itemId: row.item_id,
    taskType: row.task_type,
    candidateAId: row.candidate_a_id,
    candidateBId: row.candidate_b_id,
    generatorA: row.generator_a,
    generatorB: row.generator_b,
    originA: row.origin_a,
    originB: row.origin_b,
    dimension: row.dimension,
    counts,
    simulatedCount: row.simulated,
    unitState: row.unit_state,
    unitJudgmentCount: row.unit_judgment_count,
    ...computePlurality(counts),
    ...(row.decision === null ? { decidedBy: "plurality" } : { consensus: row.decision === "BOTH_BAD" ? "TIE" : row.decision, decidedBy: "adjudication" }),
  };
}

/**
 * The consensus of every comparison that somebody judged, per dimension, by plurality (see `computePlurality`), in a fixed
 * order; where a reviewer has decided, the decision takes its place, except among simulated judgments alone. Judgments that came
 * too late to count and those of excluded members are left out. It does not authorise: callers
 * are verbs that have done so.
 */
export async function computeConsensus(projectId: string, options: ConsensusOptions = {}): Promise<ComparisonConsensus[]> {
  return (await readCounts(projectId, options)).map(toConsensus);
}

/** As `computeConsensus` for one dimension, with the comparisons that nobody has judged: their `consensus` is null. */
export async function computeConsensusOfAll(projectId: string, options: ConsensusOptions & { dimension: DimensionName }): Promise<ComparisonConsensus[]> {
  return (await readCounts(projectId, { ...options, withUnjudged: true })).map(toConsensus);
}
