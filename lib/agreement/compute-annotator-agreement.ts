import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import type { Project, VerdictValue } from "../generated/prisma/client.ts";
import type { DimensionName } from "../project/index.ts";
import { bootstrapRatio, computeLeaveOneOutCredits, computeWilsonInterval, type Interval, type RatioObservation } from "../stats/index.ts";

/** What one dimension's answers show of one person. Only A and B are looked at; `n` counts them. */
export type AnnotatorEvidence = {
  /** How often an answer agrees with the majority of the others on that comparison, their tie being one half; clustered by item. */
  agreement: { value: number | null; interval: Interval | null; n: number };
  /** How often the left picture was taken; Wilson interval, one answer a judgment. */
  leftShare: { value: number | null; interval: Interval | null; n: number };
};

type Row = { comparison_id: string; item_id: string; annotator_id: string; is_left: boolean; is_pair: boolean; value: VerdictValue; is_excluded: boolean };

async function readAnswers(projectId: string, dimension: DimensionName): Promise<Row[]> {
  return getDb().$queryRaw<Row[]>`
    SELECT c.id AS comparison_id, c.item_id, j.annotator_id, j.unit_id = c.id AND (v.value = 'A') = (j.shown[1] = c.candidate_a_id) AS is_left, j.unit_id = c.id AS is_pair, v.value::text AS value, (m.state IS NOT DISTINCT FROM 'EXCLUDED' OR p.state IS NOT DISTINCT FROM 'EXCLUDED') AS is_excluded
    FROM comparison c JOIN verdict v ON v.comparison_id = c.id JOIN judgment j ON j.id = v.judgment_id JOIN item i ON i.id = c.item_id
    LEFT JOIN member m ON m.project_id = c.project_id AND m.user_id = j.annotator_id
    LEFT JOIN member p ON p.project_id = c.project_id AND p.user_id = j.partner_id
    WHERE c.project_id = ${projectId}::uuid AND j.counted AND v.dimension::text = ${dimension} AND v.value <> 'SKIP'
    ORDER BY i.external_id, c.id, j.annotator_id`;
}

type Credited = { row: Row; credit: number | null };

function creditRows(rows: readonly Row[]): Credited[] {
  const credits = computeLeaveOneOutCredits(
    rows.map((row) => ({ comparison: row.comparison_id, choice: row.value === "A" ? "a" : row.value === "B" ? "b" : "neither", isExcluded: row.is_excluded })),
  );
  return rows.map((row, index) => ({ row, credit: credits[index] ?? null }));
}

function summarise(credited: readonly Credited[]): AnnotatorEvidence {
  const observations = credited.flatMap(({ row, credit }): RatioObservation[] => (credit === null ? [] : [{ numerator: credit, denominator: 1, cluster: row.item_id }]));
  const { estimate, interval } = bootstrapRatio(observations);
  // Rankings show many candidates: they have no left and right.
  const pairs = credited.filter(({ row }) => row.is_pair);
  const left = pairs.filter(({ row }) => row.is_left).length;
  return {
    agreement: { value: estimate, interval, n: observations.length },
    leftShare: { value: pairs.length === 0 ? null : left / pairs.length, interval: computeWilsonInterval(left, pairs.length), n: pairs.length },
  };
}

/**
 * Agreement with the others and side bias of everybody who judged, by user id, in one dimension. Excluded people are
 * measured against the others but count among nobody's others. Throws `not_found` or `forbidden`.
 */
export async function computeAnnotatorAgreement(caller: Caller, project: Project, dimension: DimensionName): Promise<Map<string, AnnotatorEvidence>> {
  await requireCaller(getDb(), caller, project.id, MANAGING_ROLES);
  const rows = await readAnswers(project.id, dimension);
  const decisive = creditRows(rows).filter(({ row }) => row.value === "A" || row.value === "B");
  return new Map([...Map.groupBy(decisive, ({ row }) => row.annotator_id)].map(([annotatorId, own]) => [annotatorId, summarise(own)]));
}
