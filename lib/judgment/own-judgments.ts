import type { Actor } from "../auth/actor.ts";
import { getDb } from "../db.ts";

/** `remaining` counts the comparisons that could still be handed to this person now. */
export type OwnProgress = { today: number; total: number; remaining: number; medianDurationMs: number | null };

/** What a person has done in a project. "Today" is the last 24 hours, so that it needs no time zone. */
export async function getOwnProgress(actor: Actor, projectId: string): Promise<OwnProgress> {
  const rows = await getDb().$queryRaw<{ today: bigint; total: bigint; median: number | null; remaining: bigint }[]>`
    WITH mine AS (
      SELECT j.submitted_at, j.duration_ms FROM judgment j JOIN comparison c ON c.id = j.comparison_id
      WHERE j.annotator_id = ${actor.userId}::uuid AND c.project_id = ${projectId}::uuid)
    SELECT (SELECT count(*) FROM mine WHERE submitted_at > now() - interval '1 day') AS today,
           (SELECT count(*) FROM mine) AS total,
           (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_ms) FROM mine) AS median,
           (SELECT count(DISTINCT s.comparison_id) FROM slot s
            WHERE s.project_id = ${projectId}::uuid AND s.done_at IS NULL
              AND (s.annotator_id IS NULL OR s.lease_expires_at <= now() OR s.annotator_id = ${actor.userId}::uuid)
              AND NOT EXISTS (SELECT 1 FROM handed_out h WHERE h.annotator_id = ${actor.userId}::uuid AND h.comparison_id = s.comparison_id AND h.lease_id IS DISTINCT FROM s.lease_id)) AS remaining`;
  const row = rows[0];
  return { today: Number(row?.today ?? 0), total: Number(row?.total ?? 0), remaining: Number(row?.remaining ?? 0), medianDurationMs: row?.median ?? null };
}
