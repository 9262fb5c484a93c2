import type { Actor } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { findParticipation } from "../recruiting/own-participation.ts";
import { countLeft, isOpenFor } from "./open-slots.ts";

/**
 * `remaining` counts the units that could still be handed to this person now, within the project's limit for one person. For
 * a panel's participant all counts are of their part in the study, and `remaining` is within what the study asks for.
 */
export type OwnProgress = { today: number; total: number; remaining: number; medianDurationMs: number | null };

/** What a person has done in a project. "Today" is the last 24 hours, so that it needs no time zone. */
export async function getOwnProgress(actor: Actor, projectId: string): Promise<OwnProgress> {
  const part = await findParticipation(getDb(), projectId, actor.userId);
  const project = await getDb().project.findUniqueOrThrow({ where: { id: projectId } });
  const rows = await getDb().$queryRaw<{ today: bigint; total: bigint; ever: bigint; median: number | null; open: bigint; held: bigint }[]>`
    WITH mine AS (
      SELECT j.submitted_at, j.duration_ms, j.submitted_at >= coalesce(${part?.startedAt ?? null}::timestamptz, '-infinity') AS here FROM judgment j JOIN unit u ON u.id = j.unit_id
      WHERE j.annotator_id = ${actor.userId}::uuid AND u.project_id = ${projectId}::uuid)
    SELECT (SELECT count(*) FROM mine WHERE here AND submitted_at > now() - interval '1 day') AS today,
           (SELECT count(*) FROM mine WHERE here) AS total,
           (SELECT count(*) FROM mine) AS ever,
           (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_ms) FROM mine WHERE here) AS median,
           (SELECT count(DISTINCT s.unit_id) FROM slot s
            WHERE ${isOpenFor(project, actor.userId)} OR (s.project_id = ${projectId}::uuid AND s.done_at IS NULL AND s.annotator_id = ${actor.userId}::uuid AND s.lease_expires_at > now())) AS open,
           (SELECT count(*) FROM slot s WHERE s.project_id = ${projectId}::uuid AND s.done_at IS NULL AND s.annotator_id = ${actor.userId}::uuid AND s.lease_expires_at > now()) AS held`;
  const row = rows[0];
  const total = Number(row?.total ?? 0);
  const ofProject = (project.judgmentsPerPerson ?? Infinity) - Number(row?.ever ?? 0);
  const ofStudy = part === null ? Infinity : part.state === "STARTED" ? part.study.judgmentsPerParticipant - total : 0;
  const allowed = Math.max(0, Math.min(ofProject, ofStudy, Number(row?.held ?? 0) + (await countLeft(getDb(), project))));
  return { today: Number(row?.today ?? 0), total, remaining: Math.min(Number(row?.open ?? 0), allowed), medianDurationMs: row?.median ?? null };
}
