import { randomBytes, randomUUID } from "node:crypto";
import { type Actor, requireMember } from "../auth/actor.ts";
import { getDb, type Transaction } from "../db.ts";
import { notFound } from "../errors.ts";
import type { MemberRole, Project } from "../generated/prisma/client.ts";

/** Everybody in a project may judge; what they see is the same for all of them. */
export const JUDGING_ROLES: MemberRole[] = ["ANNOTATOR", "REVIEWER", "OWNER"];

const TRIES = 4;
const JITTER_MS = 25;

export type Lease = { leaseId: string; comparisonId: string; leftIsA: boolean };

/** This person's live leases, in the order in which they were handed out. The database's clock decides. */
async function findLiveLeases(tx: Transaction, projectId: string, userId: string): Promise<Lease[]> {
  return tx.$queryRaw<Lease[]>`
    SELECT h.lease_id AS "leaseId", h.comparison_id AS "comparisonId", h.left_is_a AS "leftIsA"
    FROM slot s JOIN handed_out h ON h.lease_id = s.lease_id
    WHERE s.project_id = ${projectId}::uuid AND s.annotator_id = ${userId}::uuid AND s.done_at IS NULL AND s.lease_expires_at > now()
    ORDER BY h.at, h.lease_id`;
}

/**
 * One statement: lock the first free or expired slot of a comparison that this person was never handed, record the hand-out,
 * take the slot. Two claims at once cannot get the same slot (SKIP LOCKED), nor one person the same comparison twice (key).
 */
async function claimOne(tx: Transaction, project: Project, userId: string): Promise<Lease | null> {
  const leaseId = randomUUID();
  const leftIsA = ((randomBytes(1)[0] ?? 0) & 1) === 1;
  const rows = await tx.$queryRaw<{ comparison_id: string }[]>`
    WITH free AS (
      SELECT s.comparison_id, s.slot_no FROM slot s
      WHERE s.project_id = ${project.id}::uuid AND s.done_at IS NULL AND (s.annotator_id IS NULL OR s.lease_expires_at <= now())
        AND NOT EXISTS (SELECT 1 FROM handed_out h WHERE h.annotator_id = ${userId}::uuid AND h.comparison_id = s.comparison_id)
      ORDER BY s.priority, s.slot_no LIMIT 1 FOR UPDATE OF s SKIP LOCKED),
    handed AS (
      INSERT INTO handed_out (annotator_id, comparison_id, slot_no, lease_id, left_is_a, at)
      SELECT ${userId}::uuid, comparison_id, slot_no, ${leaseId}::uuid, ${leftIsA}, clock_timestamp() FROM free
      ON CONFLICT (annotator_id, comparison_id) DO NOTHING RETURNING comparison_id, slot_no)
    UPDATE slot s SET annotator_id = ${userId}::uuid, lease_id = ${leaseId}::uuid, lease_expires_at = now() + make_interval(secs => ${project.leaseSeconds})
    FROM handed WHERE s.comparison_id = handed.comparison_id AND s.slot_no = handed.slot_no
    RETURNING s.comparison_id`;
  const comparisonId = rows[0]?.comparison_id;
  return comparisonId ? { leaseId, comparisonId, leftIsA } : null;
}

async function hasOpenSlots(projectId: string, userId: string): Promise<boolean> {
  const rows = await getDb().$queryRaw<{ open: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM slot s WHERE s.project_id = ${projectId}::uuid AND s.done_at IS NULL AND (s.annotator_id IS NULL OR s.lease_expires_at <= now())
      AND NOT EXISTS (SELECT 1 FROM handed_out h WHERE h.annotator_id = ${userId}::uuid AND h.comparison_id = s.comparison_id)) AS open`;
  return rows[0]?.open ?? false;
}

async function claimUpTo(project: Project, actor: Actor, wanted: number): Promise<Lease[]> {
  return getDb().$transaction(async (tx) => {
    // One claim at a time a person: two tabs share their leases instead of taking twice as many.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${actor.userId}, 1))`;
    const leases = (await findLiveLeases(tx, project.id, actor.userId)).slice(0, wanted);
    while (leases.length < wanted) {
      const lease = await claimOne(tx, project, actor.userId);
      if (!lease) break;
      leases.push(lease);
    }
    return leases;
  });
}

/**
 * Leases of up to `wanted` comparisons: first those the person holds already, then new ones. An empty list means that there
 * is no work left for this person; rows locked by others are waited for with jitter before saying so.
 * Throws `not_found` or `forbidden`.
 */
export async function claimLeases(actor: Actor, slug: string, wanted: number): Promise<{ project: Project; leases: Lease[] }> {
  const project = await getDb().project.findUnique({ where: { slug } });
  if (!project) throw notFound("There is no such project.");
  await requireMember(getDb(), actor, project.id, JUDGING_ROLES);
  for (let attempt = 1; ; attempt += 1) {
    const leases = await claimUpTo(project, actor, wanted);
    if (leases.length > 0 || attempt === TRIES || !(await hasOpenSlots(project.id, actor.userId))) return { project, leases };
    await new Promise((resolve) => setTimeout(resolve, JITTER_MS * attempt * (0.5 + Math.random())));
  }
}
