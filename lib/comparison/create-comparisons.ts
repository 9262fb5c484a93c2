import { randomUUID } from "node:crypto";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Transaction } from "../db.ts";
import { notFound } from "../errors.ts";

type PreparedItem = { id: string; projectId: string; candidateIds: string[] };
type Settings = { overlap: number; comparisonsPerItem: number };

/** A seed from an item's id, so that the same item always keeps the same pairs. */
function seedOf(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 8), 16) | 0;
}

/** Locks the settings against a change of the overlap, which gives slots to the comparisons that it finds. */
async function readSettings(tx: Transaction, projectId: string): Promise<Settings> {
  const rows = await tx.$queryRaw<Settings[]>`SELECT overlap, comparisons_per_item AS "comparisonsPerItem" FROM project WHERE id = ${projectId}::uuid FOR SHARE`;
  const settings = rows[0];
  if (!settings) throw notFound("The project of this item is gone.");
  return settings;
}

/** All pairs of an item in canonical order (first id smaller), shuffled by the item's seed. */
export function shufflePairs(itemId: string, candidateIds: string[]): [string, string][] {
  const ids = [...new Set(candidateIds)].sort();
  const pairs = ids.flatMap((first, index) => ids.slice(index + 1).map((second): [string, string] => [first, second]));
  const random = xoroshiro128plus(seedOf(itemId));
  for (let last = pairs.length - 1; last > 0; last -= 1) {
    const other = uniformInt(random, 0, last);
    [pairs[last], pairs[other]] = [pairs[other]!, pairs[last]!];
  }
  return pairs;
}

/**
 * Creates the comparisons of an item and their slots, inside the transaction that marks it prepared. Running it again adds
 * only what is missing, never a picture against itself, up to the project's `comparisonsPerItem` in all. Returns how many comparisons are new.
 */
export async function createComparisons(tx: Transaction, item: PreparedItem): Promise<number> {
  const { overlap, comparisonsPerItem } = await readSettings(tx, item.projectId);
  const known = await tx.comparison.findMany({ where: { itemId: item.id }, select: { candidateAId: true, candidateBId: true } });
  const existing = new Set(known.map((comparison) => `${comparison.candidateAId} ${comparison.candidateBId}`));
  const candidates = await tx.candidate.findMany({ where: { itemId: item.id, id: { in: item.candidateIds } }, select: { id: true, pictureId: true } });
  const pictureOf = new Map(candidates.map((candidate) => [candidate.id, candidate.pictureId]));
  const missing = shufflePairs(item.id, item.candidateIds).filter(([a, b]) => !existing.has(`${a} ${b}`) && pictureOf.get(a) !== pictureOf.get(b));
  const pairs = missing.slice(0, Math.max(0, comparisonsPerItem - existing.size));
  if (pairs.length === 0) return 0;
  const rows = JSON.stringify(pairs.map(([a, b]) => ({ id: randomUUID(), a, b, priority: Math.random() })));
  const created = await tx.$executeRaw`
    WITH fresh AS (
      INSERT INTO comparison (id, project_id, item_id, candidate_a_id, candidate_b_id, priority)
      SELECT id, ${item.projectId}::uuid, ${item.id}::uuid, a, b, priority
      FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, a uuid, b uuid, priority float8)
      ON CONFLICT (candidate_a_id, candidate_b_id) DO NOTHING
      RETURNING id, project_id, priority)
    INSERT INTO slot (comparison_id, slot_no, project_id, priority)
    SELECT fresh.id, n, fresh.project_id, fresh.priority FROM fresh CROSS JOIN generate_series(1, ${overlap}::int) n`;
  return created / overlap;
}
