import { randomUUID } from "node:crypto";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Transaction } from "../db.ts";

type PreparedItem = { id: string; projectId: string; comparisonsPerItem: number; overlap: number; candidateIds: string[] };

/** A seed from an item's id, so that the same item always keeps the same pairs. */
function seedOf(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 8), 16) | 0;
}

/** All pairs of an item in canonical order (first id smaller), shuffled by the item's seed, at most `limit`. */
export function choosePairs(itemId: string, candidateIds: string[], limit: number): [string, string][] {
  const ids = [...new Set(candidateIds)].sort();
  const pairs = ids.flatMap((first, index) => ids.slice(index + 1).map((second): [string, string] => [first, second]));
  const random = xoroshiro128plus(seedOf(itemId));
  for (let last = pairs.length - 1; last > 0; last -= 1) {
    const other = uniformInt(random, 0, last);
    [pairs[last], pairs[other]] = [pairs[other]!, pairs[last]!];
  }
  return pairs.slice(0, limit);
}

/**
 * Creates the comparisons of an item and their slots, inside the transaction that marks it prepared. Running it again adds
 * only what is missing. Returns how many comparisons are new.
 */
export async function createComparisons(tx: Transaction, item: PreparedItem): Promise<number> {
  const pairs = choosePairs(item.id, item.candidateIds, item.comparisonsPerItem);
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
    SELECT fresh.id, n, fresh.project_id, fresh.priority FROM fresh CROSS JOIN generate_series(1, ${item.overlap}::int) n`;
  return created / item.overlap;
}
