import type { Actor } from "../auth/actor.ts";
import { getDb, Prisma } from "../db.ts";
import { findParticipation, type WithStudy } from "../recruiting/own-participation.ts";
import { countLeft, countOpenUnits } from "./open-slots.ts";
import type { JudgedProject } from "./read-claimant.ts";

/** Units that `remaining` counts at most: counting all of a large project at every claim costs more than the claim. */
const MOST_REMAINING = 100;

/** That more than can be counted is left for somebody is looked at again after this time: it is what costs most. */
const PLENTY_MS = 10_000;
const MOST_KEPT = 20_000;
const plentyUntil = new Map<string, number>();

const hasPlenty = (userId: string, projectId: string): boolean => (plentyUntil.get(`${projectId} ${userId}`) ?? 0) > Date.now();

function notePlenty(userId: string, projectId: string): void {
  if (hasPlenty(userId, projectId)) return;
  if (plentyUntil.size >= MOST_KEPT) plentyUntil.clear();
  plentyUntil.set(`${projectId} ${userId}`, Date.now() + PLENTY_MS);
}

/**
 * `remaining` counts the units that could still be handed to this person now, within the project's limit for one person; where
 * `hasMore` is set it stopped at 100 beside those that they hold. For a panel's participant all counts are of their part in the study, and `remaining` is
 * within what the study asks for.
 */
export type OwnProgress = { today: number; total: number; remaining: number; hasMore?: boolean; medianDurationMs: number | null };

/** What a person has done in a project. "Today" is the last 24 hours, so that it needs no time zone. `known`: their part in a study, where it was just read. */
export async function getOwnProgress(actor: Actor, project: JudgedProject, known?: WithStudy | null): Promise<OwnProgress> {
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
           ${hasPlenty(actor.userId, projectId) ? Prisma.sql`${MOST_REMAINING}::bigint` : countOpenUnits(project, actor.userId, MOST_REMAINING)} AS open,
           (SELECT count(*) FROM (SELECT * FROM slot WHERE annotator_id = ${actor.userId}::uuid AND done_at IS NULL OFFSET 0) s WHERE s.project_id = ${projectId}::uuid AND s.lease_expires_at > now()) AS held`;
  const row = rows[0];
  const total = Number(row?.total ?? 0);
  const ofProject = (project.judgmentsPerPerson ?? Infinity) - Number(row?.ever ?? 0);
  const ofStudy = part === null ? Infinity : part.state === "STARTED" ? part.study.judgmentsPerParticipant - total : 0;
  if (Number(row?.open ?? 0) === MOST_REMAINING) notePlenty(actor.userId, projectId);
  const [open, held] = [Number(row?.open ?? 0), Number(row?.held ?? 0)];
  const allowed = Math.max(0, Math.min(ofProject, ofStudy, held + (await countLeft(getDb(), project))));
  return { today: Number(row?.today ?? 0), total, remaining: Math.min(open + held, allowed), hasMore: open === MOST_REMAINING && allowed > open + held, medianDurationMs: row?.median ?? null };
}
