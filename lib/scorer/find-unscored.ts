import { getDb } from "../db.ts";
import { enqueue, ITEMS_PER_JOB } from "../job/index.ts";

/**
 * Queues the scoring of every prepared item that has a shown candidate without score or failure from this version: what a
 * new version, or an installation that scored nothing before, has to catch up with. Returns the number of items.
 */
export async function enqueueUnscoredItems(scorerVersionId: string): Promise<number> {
  return getDb().$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT i.id FROM item i JOIN candidate c ON c.item_id = i.id JOIN picture p ON p.id = c.picture_id
      WHERE i.prepared_at IS NOT NULL AND p.state = 'READY'
        AND NOT EXISTS (SELECT 1 FROM item_source x JOIN picture xp ON xp.id = x.picture_id WHERE x.item_id = i.id AND xp.state <> 'READY')
        AND NOT EXISTS (SELECT 1 FROM score s WHERE s.candidate_id = c.id AND s.scorer_version_id = ${scorerVersionId}::uuid)
        AND NOT EXISTS (SELECT 1 FROM score_failure f WHERE f.candidate_id = c.id AND f.scorer_version_id = ${scorerVersionId}::uuid)
        AND NOT EXISTS (SELECT 1 FROM pgboss.job j WHERE j.name = 'score-items' AND j.state IN ('created', 'retry', 'active')
                        AND j.data->>'scorerVersionId' = ${scorerVersionId} AND j.data->'itemIds' ? i.id::text)`;
    const ids = rows.map((row) => row.id);
    const jobs = Array.from({ length: Math.ceil(ids.length / ITEMS_PER_JOB) }, (_, index) => ({ scorerVersionId, itemIds: ids.slice(index * ITEMS_PER_JOB, (index + 1) * ITEMS_PER_JOB) }));
    await enqueue(tx, "score-items", jobs);
    return ids.length;
  });
}
