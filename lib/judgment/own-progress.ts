import type { Actor } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import type { Project } from "../generated/prisma/client.ts";
import { findParticipation, type WithStudy } from "../recruiting/own-participation.ts";
import { countLeft, isOpenFor } from "./open-slots.ts";

/** Units that `remaining` counts at most: counting all of a large project at every claim costs more than the claim. */
const MOST_REMAINING = 100;

/**
 * `remaining` counts the units that could still be handed to this person now, within the project's limit for one person; where
 * `hasMore` is set it stopped at 100 beside those that they hold. For a panel's participant all counts are of their part in the study, and `remaining` is
 * within what the study asks for.
 */
export type OwnProgress = { today: number; total: number; remaining: number; hasMore?: boolean; medianDurationMs: number | null };

/** What a person has done in a project. "Today" is the last 24 hours, so that it needs no time zone. `known`: their part in a study, where it was just read. */
export async function getOwnProgress(actor: Actor, project: Project, known?: WithStudy | null): Promise<OwnProgress> {
  const { id: projectId } = project;
  const part = known === undefined ? await findParticipation(getDb(), projectId, actor.userId) : known;
  const rows = await getDb().$queryRaw<{ today: bigint; total: bigint; ever: bigint; median: number | null; open: bigint; held: bigint }[]>`
    WITH mine AS (
      SELECT j.submitted_at, j.duration_ms, j.submitted_at >= coalesce(${part?.startedAt ?? null}::timestamptz, '-infinity') AS here FROM judgment j JOIN unit u ON u.id = j.unit_id
      WHERE j.annotator_id = ${actor.userId}::uuid AND u.project_id = ${projectId}::uuid)
    SELECT (SELECT count(*) FROM mine WHERE here AND submitted_at > now() - interval '1 day') AS today,
           (SELECT count(*) FROM mine WHERE here) AS total,
           (SELECT count(*) FROM mine) AS ever,
           (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_ms) FROM mine WHERE here) AS median,
           (SELECT count(*) FROM (SELECT DISTINCT s.priority, s.unit_id FROM slot s WHERE ${isOpenFor(project, actor.userId)}
            ORDER BY s.priority, s.unit_id LIMIT ${MOST_REMAINING}) open_units) AS open,
           (SELECT count(*) FROM slot s WHERE s.project_id = ${projectId}::uuid AND s.done_at IS NULL AND s.annotator_id = ${actor.userId}::uuid AND s.lease_expires_at > now()) AS held`;
  const row = rows[0];
  const total = Number(row?.total ?? 0);
  const ofProject = (project.judgmentsPerPerson ?? Infinity) - Number(row?.ever ?? 0);
  const ofStudy = part === null ? Infinity : part.state === "STARTED" ? part.study.judgmentsPerParticipant - total : 0;
  const [open, held] = [Number(row?.open ?? 0), Number(row?.held ?? 0)];
  const allowed = Math.max(0, Math.min(ofProject, ofStudy, held + (await countLeft(getDb(), project))));
  return { today: Number(row?.today ?? 0), total, remaining: Math.min(open + held, allowed), hasMore: open === MOST_REMAINING && allowed > open + held, medianDurationMs: row?.median ?? null };
}
