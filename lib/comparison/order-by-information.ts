import { getDb, type Transaction } from "../db.ts";
import type { Project } from "../generated/prisma/client.ts";
import { mainDimension } from "../project/main-dimension.ts";
import { computeInformationGain, computeStrengthPosterior } from "../stats/index.ts";

type Settings = Pick<Project, "id" | "dimensions">;
type PairRow = { itemId: string; unitId: string; a: string; b: string; draw: number; counts: number[] | null };

/** Pairs that tell as much come in the random order. */
const DRAW_WEIGHT = 1e-3;

/** In [0,1): the more is expected of a unit, in nats, the smaller. */
export function priorityOf(gain: number, draw: number): number {
  return (1 - DRAW_WEIGHT) / (1 + gain) + DRAW_WEIGHT * draw;
}

/** Wins of each candidate over each other; a tie is half a win each way. */
function countWins(rows: readonly PairRow[], candidates: readonly string[]): number[][] {
  const wins = candidates.map(() => candidates.map(() => 0));
  for (const { a, b, counts } of rows) {
    const [first, second] = [candidates.indexOf(a), candidates.indexOf(b)];
    const [aWins = 0, bWins = 0, ties = 0, bothBad = 0] = counts ?? [];
    wins[first]![second]! += aWins + (ties + bothBad) / 2;
    wins[second]![first]! += bWins + (ties + bothBad) / 2;
  }
  return wins;
}

function rankItem(rows: readonly PairRow[]): { id: string; priority: number }[] {
  const candidates = [...new Set(rows.flatMap((row) => [row.a, row.b]))].sort();
  const belief = computeStrengthPosterior(countWins(rows, candidates));
  return rows.map(({ unitId, a, b, draw }) => ({ id: unitId, priority: priorityOf(computeInformationGain(belief, candidates.indexOf(a), candidates.indexOf(b)).gain, draw) }));
}

/** Gives the open slots of these items, or of the whole project, the priority that their units have by what is judged so far. */
export async function orderByInformation(tx: Transaction, project: Settings, itemIds: readonly string[] | null): Promise<void> {
  const rows = await tx.$queryRaw<PairRow[]>`
    SELECT c.item_id AS "itemId", c.id AS "unitId", c.candidate_a_id AS a, c.candidate_b_id AS b, u.priority AS draw,
      ARRAY(SELECT p + s FROM unnest(k.people, k.simulated) WITH ORDINALITY AS both_kinds(p, s, place) ORDER BY place) AS counts
    FROM comparison c JOIN unit u ON u.id = c.id LEFT JOIN consensus k ON k.comparison_id = c.id AND k.dimension::text = ${mainDimension(project.dimensions)}
    WHERE c.project_id = ${project.id}::uuid AND (${itemIds}::uuid[] IS NULL OR c.item_id = ANY(${itemIds}::uuid[]))`;
  const priorities = [...Map.groupBy(rows, (row) => row.itemId).values()].flatMap(rankItem);
  await tx.$executeRaw`
    WITH ready AS (
      SELECT s.unit_id, s.slot_no, r.priority FROM jsonb_to_recordset(${JSON.stringify(priorities)}::jsonb) AS r(id uuid, priority float8)
      JOIN slot s ON s.unit_id = r.id WHERE s.done_at IS NULL AND s.priority <> r.priority FOR UPDATE OF s SKIP LOCKED)
    UPDATE slot s SET priority = ready.priority FROM ready WHERE s.unit_id = ready.unit_id AND s.slot_no = ready.slot_no`;
}

/** Back to the one random order. */
export async function orderByDraw(tx: Transaction, projectId: string): Promise<void> {
  await tx.$executeRaw`UPDATE slot s SET priority = u.priority FROM unit u WHERE u.id = s.unit_id AND s.project_id = ${projectId}::uuid AND s.done_at IS NULL AND s.priority <> u.priority`;
}

/** After an answer: what is expected of the other pairs of its item has changed. A slot that is being claimed keeps its place. */
export async function reorderAfterAnswer(project: Pick<Project, "id" | "dimensions" | "handOutOrder">, itemId: string): Promise<void> {
  if (project.handOutOrder === "INFORMATION") await getDb().$transaction((tx) => orderByInformation(tx, project, [itemId]));
}
