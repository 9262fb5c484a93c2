import { adjustSlots } from "../comparison/adjust-slots.ts";
import { Prisma, type Transaction } from "../db.ts";
import { notFound } from "../errors.ts";
import { asksRanking } from "../form/asks-ranking.ts";
import type { Project, UnitKind, UnitState, VerdictValue } from "../generated/prisma/client.ts";
import { MAIN_DIMENSION } from "../project/main-dimension.ts";
import type { WeighedAnswer } from "../stats/index.ts";
import { planUnit } from "./plan-unit.ts";

/** `kind`: of the units that the current form hands out. */
type Settings = Pick<Project, "overlap" | "overlapMax"> & { kind: UnitKind };
type UnitRow = { id: string; kind: UnitKind; state: UnitState; stored: number; judged: number; open: number; answers: { value: VerdictValue; accuracy: number }[] };

/** Locks the units, and the comparisons that follow from rankings among them; returns the comparisons. */
async function lockUnits(tx: Transaction, unitIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string; isComparison: boolean }[]>`
    SELECT u.id, u.kind = 'COMPARISON' AS "isComparison" FROM unit u
    WHERE u.id = ANY(ARRAY(
      SELECT unnest(${unitIds}::uuid[]) UNION
      SELECT c.id FROM ranking r JOIN comparison c ON c.item_id = r.item_id AND c.candidate_a_id = ANY(r.candidate_ids) AND c.candidate_b_id = ANY(r.candidate_ids)
      WHERE r.id = ANY(${unitIds}::uuid[])))
    ORDER BY u.id FOR NO KEY UPDATE`;
  return rows.filter((row) => row.isComparison).map((row) => row.id);
}

/** Changed states and counts of units, and what the raw judgments of these comparisons say, written in one statement. */
async function write(tx: Transaction, comparisonIds: readonly string[], changed: readonly { id: string; state: UnitState; judged: number }[]): Promise<void> {
  await tx.$executeRaw`
    WITH said AS (
      SELECT v.comparison_id, v.dimension, v.value, j.simulated, j.id,
        greatest(j.submitted_at, (SELECT max(r.at) FROM judgment_revision r WHERE r.judgment_id = j.id)) AS at
      FROM verdict v JOIN judgment j ON j.id = v.judgment_id JOIN unit u ON u.id = j.unit_id
      LEFT JOIN member m ON m.project_id = u.project_id AND m.user_id = j.annotator_id
      LEFT JOIN member p ON p.project_id = u.project_id AND p.user_id = j.partner_id
      WHERE v.comparison_id = ANY(${comparisonIds}::uuid[]) AND j.counted AND m.state IS DISTINCT FROM 'EXCLUDED' AND p.state IS DISTINCT FROM 'EXCLUDED'),
    tally AS (
      SELECT comparison_id, dimension, (array_agg(id ORDER BY at DESC, id DESC))[1] AS last,
        ARRAY[count(*) FILTER (WHERE value = 'A' AND NOT simulated), count(*) FILTER (WHERE value = 'B' AND NOT simulated), count(*) FILTER (WHERE value = 'TIE' AND NOT simulated),
          count(*) FILTER (WHERE value = 'BOTH_BAD' AND NOT simulated), count(*) FILTER (WHERE value = 'SKIP' AND NOT simulated)]::int[] AS people,
        ARRAY[count(*) FILTER (WHERE value = 'A' AND simulated), count(*) FILTER (WHERE value = 'B' AND simulated), count(*) FILTER (WHERE value = 'TIE' AND simulated),
          count(*) FILTER (WHERE value = 'BOTH_BAD' AND simulated), count(*) FILTER (WHERE value = 'SKIP' AND simulated)]::int[] AS simulated
      FROM said GROUP BY comparison_id, dimension),
    gone AS (
      DELETE FROM consensus k WHERE k.comparison_id = ANY(${comparisonIds}::uuid[])
        AND NOT EXISTS (SELECT 1 FROM tally t WHERE t.comparison_id = k.comparison_id AND t.dimension = k.dimension)),
    decided AS (
      UPDATE unit u SET state = r.state::"UnitState", judgment_count = r.judged
      FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) AS r(id uuid, state text, judged int) WHERE u.id = r.id)
    INSERT INTO consensus (comparison_id, dimension, people, simulated, last_judgment_id)
    SELECT comparison_id, dimension, people, simulated, last FROM tally
    ON CONFLICT (comparison_id, dimension) DO UPDATE SET people = excluded.people, simulated = excluded.simulated, last_judgment_id = excluded.last_judgment_id`;
}

/** The units as they are stored, beside what their raw judgments say, and what the project asks for. Throws `not_found`. */
async function read(tx: Transaction, projectId: string, unitIds: readonly string[]): Promise<{ settings: Settings; units: UnitRow[] }> {
  const rows = await tx.$queryRaw<{ settings: Settings; units: UnitRow[] }[]>`
    WITH settings AS MATERIALIZED (
      SELECT p.dimensions, p.overlap, p.overlap_max, CASE WHEN ${asksRanking(Prisma.sql`f.definition`)} THEN 'RANKING' ELSE 'COMPARISON' END AS kind,
        ${MAIN_DIMENSION} AS main
      FROM project p JOIN form f ON f.project_id = p.id WHERE p.id = ${projectId}::uuid ORDER BY f.version DESC LIMIT 1),
    given AS MATERIALIZED (
      SELECT j.unit_id, j.id, j.accuracy, j.submitted_at, v.value FROM judgment j
      LEFT JOIN member m ON m.project_id = ${projectId}::uuid AND m.user_id = j.annotator_id LEFT JOIN member p ON p.project_id = ${projectId}::uuid AND p.user_id = j.partner_id
      LEFT JOIN verdict v ON v.judgment_id = j.id AND v.comparison_id = j.unit_id AND v.dimension = (SELECT main FROM settings)
      WHERE j.unit_id = ANY(${unitIds}::uuid[]) AND j.counted AND m.state IS DISTINCT FROM 'EXCLUDED' AND p.state IS DISTINCT FROM 'EXCLUDED'),
    units AS (
      SELECT u.id, u.kind, u.state, u.judgment_count AS stored, count(g.id) AS judged, (SELECT count(*) FROM slot s WHERE s.unit_id = u.id AND s.done_at IS NULL) AS open,
        coalesce(jsonb_agg(jsonb_build_object('value', g.value, 'accuracy', g.accuracy) ORDER BY g.submitted_at, g.id) FILTER (WHERE g.value <> 'SKIP'), '[]') AS answers
      FROM unit u LEFT JOIN given g ON g.unit_id = u.id WHERE u.id = ANY(${unitIds}::uuid[]) GROUP BY u.id)
    SELECT jsonb_build_object('overlap', s.overlap, 'overlapMax', s.overlap_max, 'kind', s.kind) AS settings,
      (SELECT coalesce(jsonb_agg(to_jsonb(units)), '[]') FROM units) AS units FROM settings s`;
  const [row] = rows;
  if (!row) throw notFound("There is no such project.");
  return row;
}

const toAnswer = ({ value, accuracy }: UnitRow["answers"][number]): WeighedAnswer => ({ choice: value === "A" || value === "B" ? value : "TIE", accuracy });

/** Rankings follow the fixed overlap: the sequential test knows pairs. */
const planOf = (row: UnitRow, project: Settings) =>
  planUnit({ judgmentCount: row.judged, answers: row.answers.map(toAnswer) }, row.kind === "RANKING" ? { ...project, overlapMax: null } : project);

/**
 * Brings everything that is derived of these units in line with their raw judgments, inside the transaction that changed
 * them: consensus, state, count, and the slots that are open. Locks the units, so that changes of one come one after the
 * other. Doing it again changes nothing. It does not authorise.
 */
export async function settleUnits(tx: Transaction, projectId: string, unitIds: readonly string[]): Promise<void> {
  if (unitIds.length === 0) return;
  const comparisonIds = await lockUnits(tx, unitIds);
  const { settings, units } = await read(tx, projectId, unitIds);
  const planned = units.map((row) => ({ row, plan: planOf(row, settings) }));
  const changed = planned.filter(({ row, plan }) => row.state !== plan.state || row.stored !== row.judged).map(({ row, plan }) => ({ id: row.id, state: plan.state, judged: row.judged }));
  await write(tx, comparisonIds, changed);
  // Units of another form are not handed out any more: they get no new slots.
  const wanted = planned.filter(({ row, plan }) => row.open !== plan.wanted && (row.kind === settings.kind || row.open > plan.wanted)).map(({ row, plan }) => ({ unitId: row.id, wanted: plan.wanted }));
  await adjustSlots(tx, wanted);
}

const CHUNK = 2_000;

/** As `settleUnits` for any number of units, in the order of their ids. */
export async function settleManyUnits(tx: Transaction, projectId: string, unitIds: readonly string[]): Promise<void> {
  const sorted = [...new Set(unitIds)].sort();
  for (let start = 0; start < sorted.length; start += CHUNK) await settleUnits(tx, projectId, sorted.slice(start, start + CHUNK));
}
