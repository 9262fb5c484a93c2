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
  const rows = await getDb().$queryRaw<{ lease_id: string }[]>`
    UPDATE slot s SET lease_expires_at = now() + make_interval(secs => p.lease_seconds)
    FROM project p WHERE p.id = s.project_id AND s.lease_id = ANY(${ids.data}::uuid[]) AND s.annotator_id = ${actor.userId}::uuid AND s.done_at IS NULL
    RETURNING s.lease_id`;
  return rows.map((row) => row.lease_id);
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
    const handed = await tx.handedOut.findUnique({ where: { leaseId }, include: { comparison: { select: { projectId: true } } } });
    if (!handed || handed.annotatorId !== actor.userId) throw notFound("This comparison was not handed to you.");
    const freed = await tx.$executeRaw`
      UPDATE slot SET annotator_id = NULL, lease_id = NULL, lease_expires_at = NULL WHERE lease_id = ${leaseId}::uuid AND done_at IS NULL`;
    if (freed === 0) return;
    const releaseReason = note ? `${reason}: ${note}` : reason;
    await tx.handedOut.update({ where: { leaseId }, data: { releasedAt: new Date(), releaseReason } });
    await recordAudit(tx, { caller: actor, projectId: handed.comparison.projectId, action: "lease_released", subject: handed.comparisonId, detail: { reason } });
  });
}
