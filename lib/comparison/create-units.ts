import { randomUUID } from "node:crypto";
import { settleUnits } from "../consensus/settle-units.ts";
import type { Transaction } from "../db.ts";
import { notFound } from "../errors.ts";
import { getCurrentForm } from "../form/get-form.ts";
import { findBlock } from "../form/schemas.ts";
import type { Project } from "../generated/prisma/client.ts";
import { orderByInformation } from "./order-by-information.ts";
import { groupCandidates, listPairs, shufflePairs } from "./shuffle.ts";

type PreparedItem = { id: string; projectId: string; candidateIds: string[] };
type Settings = Pick<Project, "id" | "dimensions" | "overlap" | "comparisonsPerItem" | "handOutOrder">;
type Pair = [string, string];

/** Locks the settings against a change of overlap or form, which go over the units that they find. */
async function readSettings(tx: Transaction, projectId: string): Promise<Settings> {
  await tx.$queryRaw`SELECT 1 FROM project WHERE id = ${projectId}::uuid FOR SHARE`;
  const settings = await tx.project.findUnique({ where: { id: projectId } });
  if (!settings) throw notFound("The project of this item is gone.");
  return settings;
}

/** Writes comparisons with their units, without slots; those that are there already stay. Returns how many are new. */
async function writeComparisons(tx: Transaction, item: PreparedItem, pairs: Pair[]): Promise<number> {
  if (pairs.length === 0) return 0;
  const rows = JSON.stringify(pairs.map(([a, b]) => ({ id: randomUUID(), a, b, priority: Math.random() })));
  return tx.$executeRaw`
    WITH wanted AS (
      SELECT r.id, r.a, r.b, r.priority FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, a uuid, b uuid, priority float8)
      WHERE NOT EXISTS (SELECT 1 FROM comparison c WHERE c.candidate_a_id = r.a AND c.candidate_b_id = r.b)),
    fresh AS (
      INSERT INTO unit (id, project_id, item_id, kind, priority)
      SELECT id, ${item.projectId}::uuid, ${item.id}::uuid, 'COMPARISON', priority FROM wanted RETURNING id)
    INSERT INTO comparison (id, project_id, item_id, candidate_a_id, candidate_b_id)
    SELECT wanted.id, ${item.projectId}::uuid, ${item.id}::uuid, wanted.a, wanted.b FROM wanted JOIN fresh USING (id)`;
}

/** As `writeComparisons`, for rankings. */
async function writeRankings(tx: Transaction, item: PreparedItem, groups: string[][]): Promise<number> {
  const known = new Set((await tx.ranking.findMany({ where: { itemId: item.id } })).map((ranking) => ranking.candidateIds.join()));
  const missing = groups.filter((group) => !known.has(group.join()));
  for (const candidateIds of missing) {
    await tx.unit.create({ data: { id: randomUUID(), projectId: item.projectId, itemId: item.id, kind: "RANKING", priority: Math.random(), ranking: { create: { itemId: item.id, candidateIds } } } });
  }
  return missing.length;
}

/**
 * Gives every unit of a kind that nobody holds or has judged its wanted slots; those that are there stay. `itemId` null: of the whole project. New slots come
 * in pairs that show a comparison both ways, which of them first being as random as its id; an odd one may go either way.
 */
export async function fillSlots(tx: Transaction, scope: { projectId: string; itemId: string | null; kind: "COMPARISON" | "RANKING"; overlap: number }): Promise<void> {
  // What is there already is read as a whole first: a look at a growing table for each row takes longer and longer.
  await tx.$executeRaw`
    WITH fresh AS MATERIALIZED (
      SELECT u.id, u.project_id, u.priority, u.kind, array_remove(array_agg(s.slot_no), NULL) AS numbers
      FROM unit u LEFT JOIN slot s ON s.unit_id = u.id
      WHERE u.project_id = ${scope.projectId}::uuid AND u.kind::text = ${scope.kind} AND (${scope.itemId}::uuid IS NULL OR u.item_id = ${scope.itemId}::uuid)
      GROUP BY u.id HAVING count(s.annotator_id) = 0)
    INSERT INTO slot (unit_id, slot_no, project_id, priority, a_left)
    SELECT f.id, n, f.project_id, f.priority,
      CASE WHEN f.kind = 'COMPARISON' AND n + n % 2 <= ${scope.overlap}::int AND NOT n - 1 + 2 * (n % 2) = ANY(f.numbers) THEN (get_byte(uuid_send(f.id), 15) + n) % 2 = 0 END
    FROM fresh f CROSS JOIN generate_series(1, ${scope.overlap}::int) n WHERE NOT n = ANY(f.numbers)
    ON CONFLICT (unit_id, slot_no) DO NOTHING`;
}

/** What is held or was judged, under this or another form, gets the slots that it still wants. */
async function settleTaken(tx: Transaction, item: PreparedItem): Promise<void> {
  const taken = await tx.unit.findMany({ where: { itemId: item.id, slots: { some: { annotatorId: { not: null } } } }, select: { id: true } });
  await settleUnits(tx, item.projectId, taken.map((unit) => unit.id));
}

/** The picture of each candidate: nobody can tell two copies apart. */
async function readPictures(tx: Transaction, item: PreparedItem): Promise<Map<string, string>> {
  const candidates = await tx.candidate.findMany({ where: { itemId: item.id, id: { in: item.candidateIds } }, select: { id: true, pictureId: true }, orderBy: { id: "asc" } });
  return new Map(candidates.map((candidate) => [candidate.id, candidate.pictureId]));
}

/**
 * Creates what is judged of an item under the project's form, with its slots, inside the transaction that marks it prepared:
 * comparisons, up to the project's `comparisonsPerItem` in all; or rankings, and the comparisons that follow from them,
 * which get no slots. Never a picture against itself. Running it again adds only what is missing. Returns how many units are new.
 */
export async function createUnits(tx: Transaction, item: PreparedItem): Promise<number> {
  const settings = await readSettings(tx, item.projectId);
  const { overlap, comparisonsPerItem } = settings;
  const { definition } = await getCurrentForm(tx, item.projectId);
  const pictureOf = await readPictures(tx, item);
  const rank = findBlock(definition, "rank");
  const scope = { projectId: item.projectId, itemId: item.id, overlap };
  if (rank) {
    const distinct = [...new Map([...pictureOf].map(([id, pictureId]) => [pictureId, id])).values()];
    const groups = groupCandidates(item.id, distinct, rank.size);
    await writeComparisons(tx, item, groups.flatMap(listPairs));
    const created = await writeRankings(tx, item, groups);
    await fillSlots(tx, { ...scope, kind: "RANKING" });
    await settleTaken(tx, item);
    return created;
  }
  const existing = new Set((await tx.comparison.findMany({ where: { itemId: item.id } })).map((comparison) => `${comparison.candidateAId} ${comparison.candidateBId}`));
  const missing = shufflePairs(item.id, [...pictureOf.keys()]).filter(([a, b]) => !existing.has(`${a} ${b}`) && pictureOf.get(a) !== pictureOf.get(b));
  const created = await writeComparisons(tx, item, missing.slice(0, Math.max(0, comparisonsPerItem - existing.size)));
  await fillSlots(tx, { ...scope, kind: "COMPARISON" });
  await settleTaken(tx, item);
  if (settings.handOutOrder === "INFORMATION") await orderByInformation(tx, settings, [item.id]);
  return created;
}
