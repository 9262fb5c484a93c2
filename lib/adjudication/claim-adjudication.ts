import { randomUUID } from "node:crypto";
import { type Actor, MANAGING_ROLES } from "../auth/actor.ts";
import { getDb, Prisma, type Transaction } from "../db.ts";
import { conflict } from "../errors.ts";
import type { Project } from "../generated/prisma/client.ts";
import { getProject } from "../project/index.ts";
import { type Dispute, findDisputes } from "./find-disputed.ts";
import { type AdjudicationTask, showTask, WITH_PROJECT } from "./show-task.ts";

export const LAPSED = "lapsed";
export const PUT_OFF = "put off";

const seconds = (project: Project) => Prisma.sql`now() + make_interval(secs => ${project.leaseSeconds})`;

/** What this reviewer holds already, its lease renewed. */
async function findHeld(tx: Transaction, project: Project, userId: string, comparisonId: string | null): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE adjudication SET lease_expires_at = ${seconds(project)} WHERE id = (
      SELECT a.id FROM adjudication a JOIN comparison c ON c.id = a.comparison_id
      WHERE c.project_id = ${project.id}::uuid AND a.reviewer_id = ${userId}::uuid AND a.ended_at IS NULL AND a.decided_at IS NULL
        AND (${comparisonId}::uuid IS NULL OR a.comparison_id = ${comparisonId}::uuid)
      ORDER BY a.claimed_at DESC LIMIT 1) RETURNING id`;
  return rows[0]?.id ?? null;
}

/**
 * Locks the first of `ids` that nobody holds and that this reviewer neither judged nor put off. Rows that another claim
 * has locked are skipped. `isChosen`: the reviewer asked for this one, so that putting it off before does not matter.
 */
async function lockFree(tx: Transaction, ids: string[], userId: string, isChosen: boolean): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS q(id, place) JOIN comparison c ON c.id = q.id
    WHERE NOT EXISTS (SELECT 1 FROM adjudication a WHERE a.comparison_id = c.id AND a.ended_at IS NULL AND (a.decided_at IS NOT NULL OR a.lease_expires_at > now()))
      AND NOT EXISTS (SELECT 1 FROM adjudication a WHERE a.comparison_id = c.id AND a.reviewer_id = ${userId}::uuid AND a.end_reason = ${PUT_OFF} AND NOT ${isChosen})
      AND NOT EXISTS (SELECT 1 FROM verdict v JOIN judgment j ON j.id = v.judgment_id WHERE v.comparison_id = c.id AND ${userId}::uuid IN (j.annotator_id, j.partner_id))
    ORDER BY q.place LIMIT 1 FOR UPDATE OF c SKIP LOCKED`;
  return rows[0]?.id ?? null;
}

/**
 * Takes the comparison; null when somebody else was quicker. Who has seen the answers before keeps the blind answer given then.
 * Sides: the one that this reviewer has had less often, else at random.
 */
async function take(tx: Transaction, project: Project, userId: string, dispute: Dispute): Promise<string | null> {
  const id = randomUUID();
  const { comparisonId, dimensions } = dispute;
  await tx.$executeRaw`
    UPDATE adjudication SET ended_at = now(), end_reason = ${LAPSED}
    WHERE comparison_id = ${comparisonId}::uuid AND ended_at IS NULL AND decided_at IS NULL AND lease_expires_at <= now()`;
  const taken = await tx.$executeRaw`
    INSERT INTO adjudication (id, comparison_id, reviewer_id, shown, disputed, lease_expires_at, blind, blind_at)
    SELECT ${id}::uuid, c.id, ${userId}::uuid,
           CASE WHEN coalesce(nullif((SELECT sum(CASE WHEN a.shown[1] < a.shown[2] THEN 1 ELSE -1 END) FROM adjudication a WHERE a.reviewer_id = ${userId}::uuid), 0), random() - 0.5) < 0
             THEN ARRAY[c.candidate_a_id, c.candidate_b_id] ELSE ARRAY[c.candidate_b_id, c.candidate_a_id] END,
           ${dimensions}::"Dimension"[], ${seconds(project)}, seen.blind, seen.blind_at
    FROM comparison c LEFT JOIN LATERAL (
      SELECT a.blind, a.blind_at FROM adjudication a WHERE a.comparison_id = c.id AND a.reviewer_id = ${userId}::uuid AND a.blind_at IS NOT NULL ORDER BY a.blind_at LIMIT 1) seen ON true
    WHERE c.id = ${comparisonId}::uuid
    ON CONFLICT (comparison_id) WHERE ended_at IS NULL DO NOTHING`;
  return taken === 1 ? id : null;
}

async function claimFrom(project: Project, userId: string, disputes: Dispute[], comparisonId: string | null): Promise<string | null> {
  return getDb().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${userId}, 2))`;
    const held = await findHeld(tx, project, userId, comparisonId);
    if (held) return held;
    for (let rest = disputes; rest.length > 0; ) {
      const id = await lockFree(tx, rest.map((dispute) => dispute.comparisonId), userId, comparisonId !== null);
      const dispute = rest.find((row) => row.comparisonId === id);
      if (!dispute) return null;
      const taken = await take(tx, project, userId, dispute);
      if (taken) return taken;
      rest = rest.filter((row) => row !== dispute);
    }
    return null;
  });
}

/**
 * The comparison that a reviewer holds already, or the hardest one that nobody holds, for the project's lease time; null when
 * there is none. `comparisonId` asks for a certain one. What the reviewer judged as an annotator goes to somebody else.
 * Throws `not_found`, `forbidden`, or `not_open` when the asked one cannot be had.
 */
export async function claimAdjudication(actor: Actor, slug: string, comparisonId: string | null = null): Promise<AdjudicationTask | null> {
  const project = await getProject(actor, slug, MANAGING_ROLES);
  const disputes = (await findDisputes(project)).filter((dispute) => comparisonId === null || dispute.comparisonId === comparisonId);
  const id = await claimFrom(project, actor.userId, disputes, comparisonId);
  if (id) return showTask(actor, await getDb().adjudication.findUniqueOrThrow({ where: { id }, include: WITH_PROJECT }));
  if (comparisonId === null) return null;
  throw conflict("not_open", "This comparison cannot be decided now: another reviewer has it, you judged it yourself, or nothing in it is open.");
}
