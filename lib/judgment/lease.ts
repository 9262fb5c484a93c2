import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Actor } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { invalidInput, notFound } from "../errors.ts";
import { ReleaseLeaseInput } from "./schemas.ts";

/** Extends the leases that this person still holds by the project's lease time; returns those that are alive. */
export async function renewLeases(actor: Actor, leaseIds: string[]): Promise<string[]> {
  const ids = z.array(z.uuid()).max(8).safeParse(leaseIds);
  if (!ids.success) throw invalidInput("Give at most eight lease ids.");
  // Gold and repeats live and die like slots, so that nothing tells them apart.
  const rows = await getDb().$queryRaw<{ lease_id: string }[]>`
    WITH slots AS (
      UPDATE slot s SET lease_expires_at = now() + make_interval(secs => p.lease_seconds)
      FROM project p WHERE p.id = s.project_id AND s.lease_id = ANY(${ids.data}::uuid[]) AND s.annotator_id = ${actor.userId}::uuid AND s.done_at IS NULL
      RETURNING s.lease_id),
    others AS (
      UPDATE handed_out h SET lease_expires_at = now() + make_interval(secs => p.lease_seconds)
      FROM unit u JOIN project p ON p.id = u.project_id
      WHERE u.id = h.unit_id AND h.lease_id = ANY(${ids.data}::uuid[]) AND h.annotator_id = ${actor.userId}::uuid AND h.purpose <> 'SLOT' AND h.released_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM judgment j WHERE j.annotator_id = h.annotator_id AND j.unit_id = h.unit_id AND j.purpose = h.purpose)
      RETURNING h.lease_id)
    SELECT lease_id FROM slots UNION ALL SELECT lease_id FROM others`;
  const alive = new Set(rows.map((row) => row.lease_id));
  return ids.data.filter((id) => alive.has(id));
}

/**
 * Gives a comparison back unanswered, with a reason; its slot is free at once and the comparison does not return to this
 * person. Giving it back twice is harmless. Throws `invalid_input`, `not_found`.
 */
export async function releaseLease(actor: Actor, input: unknown): Promise<void> {
  const parsed = ReleaseLeaseInput.safeParse(input);
  if (!parsed.success) throw invalidInput("The comparison was not given back: its form is wrong.", z.flattenError(parsed.error).fieldErrors);
  const { leaseId, reason, note } = parsed.data;
  await getDb().$transaction(async (tx) => {
    const handed = await tx.handedOut.findUnique({ where: { leaseId }, include: { unit: { select: { projectId: true } } } });
    if (!handed || handed.annotatorId !== actor.userId) throw notFound("This comparison was not handed to you.");
    if (handed.releasedAt) return;
    const freed = await tx.$executeRaw`
      UPDATE slot SET annotator_id = NULL, lease_id = NULL, lease_expires_at = NULL WHERE lease_id = ${leaseId}::uuid AND done_at IS NULL`;
    // Gold and repeats hold no slot; an answered or lost one has nothing to give back.
    if (freed === 0 && (handed.purpose === "SLOT" || (await tx.judgment.count({ where: { unitId: handed.unitId, annotatorId: actor.userId, purpose: handed.purpose } })) > 0)) return;
    const releaseReason = note ? `${reason}: ${note}` : reason;
    await tx.handedOut.update({ where: { leaseId }, data: { releasedAt: new Date(), releaseReason } });
    await recordAudit(tx, { caller: actor, projectId: handed.unit.projectId, action: "lease_released", subject: handed.unitId, detail: { reason } });
  });
}
