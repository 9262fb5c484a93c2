import { getDb } from "../db.ts";
import { enqueue, splitIntoJobs } from "../job/index.ts";

const TIMEOUT_MS = 120_000;

/**
 * Queues the scoring of every prepared item that has a shown candidate without score or failure from this version: what a
 * new version, or an installation that scored nothing before, has to catch up with. Returns the number of items.
 */
export async function enqueueUnscoredItems(scorerVersionId: string): Promise<number> {
  return getDb().$transaction(
    async (tx) => {
      // Workers that start together must not queue the same items twice.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${scorerVersionId}, 1))`;
      const rows = await tx.$queryRaw<{ id: string }[]>`
        WITH queued AS (
          SELECT jsonb_array_elements_text(j.data->'itemIds')::uuid AS item_id FROM pgboss.job j
          WHERE j.name = 'score-items' AND j.state IN ('created', 'retry', 'active') AND j.data->>'scorerVersionId' = ${scorerVersionId}),
        unscored AS (
          SELECT DISTINCT c.item_id FROM candidate c JOIN picture p ON p.id = c.picture_id
          WHERE p.state = 'READY'
            AND NOT EXISTS (SELECT 1 FROM score s WHERE s.candidate_id = c.id AND s.scorer_version_id = ${scorerVersionId}::uuid)
            AND NOT EXISTS (SELECT 1 FROM score_failure f WHERE f.candidate_id = c.id AND f.scorer_version_id = ${scorerVersionId}::uuid))
        SELECT i.id FROM item i JOIN unscored u ON u.item_id = i.id
        WHERE i.prepared_at IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM item_source x JOIN picture p ON p.id = x.picture_id WHERE x.item_id = i.id AND p.state <> 'READY')
          AND NOT EXISTS (SELECT 1 FROM queued q WHERE q.item_id = i.id)
        ORDER BY i.id`;
      const jobs = splitIntoJobs(rows.map((row) => row.id)).map((itemIds) => ({ scorerVersionId, itemIds }));
      await enqueue(tx, "score-items", jobs);
      return rows.length;
    },
    { timeout: TIMEOUT_MS },
  );
}
