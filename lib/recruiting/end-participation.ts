import { recordAudit } from "../audit/record-audit.ts";
import type { Caller } from "../auth/actor.ts";
import type { Transaction } from "../db.ts";
import type { ParticipationStateName } from "./schemas.ts";

type Part = { id: string; userId: string; studyId: string };
type Ended = { caller: Caller; projectId: string; state: Exclude<ParticipationStateName, "STARTED">; reason: string };

/** The slots that a person holds unanswered are free at once. */
async function freeSlots(tx: Transaction, projectId: string, userId: string, reason: string): Promise<void> {
  // Hand-outs before slots: an answer under way locks them in the same order.
  await tx.$executeRaw`
    WITH mine AS (
      SELECT h.lease_id FROM handed_out h JOIN unit u ON u.id = h.unit_id
      WHERE h.annotator_id = ${userId}::uuid AND u.project_id = ${projectId}::uuid AND h.released_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM judgment j WHERE j.annotator_id = h.annotator_id AND j.unit_id = h.unit_id AND j.purpose = h.purpose)
      ORDER BY h.lease_id FOR UPDATE OF h)
    UPDATE handed_out h SET released_at = now(), release_reason = ${reason} FROM mine WHERE h.lease_id = mine.lease_id`;
  await tx.$executeRaw`
    UPDATE slot SET annotator_id = NULL, lease_id = NULL, lease_expires_at = NULL
    WHERE project_id = ${projectId}::uuid AND annotator_id = ${userId}::uuid AND done_at IS NULL`;
}

/** Ends a running participation, once: false when it had ended before. Whoever did not complete gives the slots back. */
export async function endParticipation(tx: Transaction, part: Part, { caller, projectId, state, reason }: Ended): Promise<boolean> {
  const { count } = await tx.participation.updateMany({ where: { id: part.id, state: "STARTED" }, data: { state, endReason: reason, endedAt: new Date() } });
  if (count === 0) return false;
  await freeSlots(tx, projectId, part.userId, state.toLowerCase());
  await recordAudit(tx, { caller, projectId, action: "participation_ended", subject: part.id, detail: { state, reason, studyId: part.studyId } });
  return true;
}
