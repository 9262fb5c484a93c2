import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { getQueueCounts } from "../job/index.ts";

/**
 * What the worker has done for a project. `scorableCount` counts candidates that can be shown, of prepared items;
 * `scoredCount` those of them with a score or a recorded failure. `isIdle`: no job of any project waits or runs.
 */
export type WorkProgress = { itemCount: number; preparedCount: number; scorableCount: number; scoredCount: number; comparisonCount: number; isIdle: boolean };

/** How far preparing and scoring are. Throws `not_found` or `forbidden`. */
export async function getWorkProgress(caller: Caller, projectId: string): Promise<WorkProgress> {
  const db = getDb();
  await requireCaller(db, caller, projectId, MANAGING_ROLES);
  // The queue is read first: what is finished between the two reads then shows as finished, never as stuck.
  const { waiting, active } = await getQueueCounts();
  const rows = await db.$queryRaw<Omit<WorkProgress, "isIdle">[]>`
    WITH scorable AS (
      SELECT c.id FROM candidate c JOIN picture p ON p.id = c.picture_id JOIN item i ON i.id = c.item_id
      WHERE c.project_id = ${projectId}::uuid AND p.state = 'READY' AND i.prepared_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM item_source x JOIN picture xp ON xp.id = x.picture_id WHERE x.item_id = i.id AND xp.state <> 'READY'))
    SELECT (SELECT count(*)::int FROM item WHERE project_id = ${projectId}::uuid) AS "itemCount",
           (SELECT count(*)::int FROM item WHERE project_id = ${projectId}::uuid AND prepared_at IS NOT NULL) AS "preparedCount",
           (SELECT count(*)::int FROM scorable) AS "scorableCount",
           (SELECT count(*)::int FROM scorable s WHERE EXISTS (SELECT 1 FROM score WHERE candidate_id = s.id)
                                                   OR EXISTS (SELECT 1 FROM score_failure WHERE candidate_id = s.id)) AS "scoredCount",
           (SELECT count(*)::int FROM comparison WHERE project_id = ${projectId}::uuid) AS "comparisonCount"`;
  const counts = rows[0] ?? { itemCount: 0, preparedCount: 0, scorableCount: 0, scoredCount: 0, comparisonCount: 0 };
  return { ...counts, isIdle: waiting + active === 0 };
}
