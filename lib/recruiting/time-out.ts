import type { Transaction } from "../db.ts";
import { endParticipation } from "./end-participation.ts";

/** Beyond the lease time, for who looks something up or loses the connection. */
const GRACE_MINUTES = 10;

/**
 * Times out who has been idle for the project's lease time and a grace, or takes longer than the panel's longest time. Called
 * whenever places are counted or listed, so that it needs no clock of its own. Returns how many.
 */
export async function timeOutIdle(tx: Transaction, studyId: string): Promise<number> {
  const idle = await tx.$queryRaw<{ id: string; userId: string; studyId: string; projectId: string; tooLong: boolean }[]>`
    SELECT p.id, p.user_id AS "userId", p.study_id AS "studyId", s.project_id AS "projectId", coalesce(p.resumed_at < now() - make_interval(mins => s.maximum_minutes), false) AS "tooLong"
    FROM participation p JOIN study s ON s.id = p.study_id JOIN project ON project.id = s.project_id
    WHERE p.study_id = ${studyId}::uuid AND p.state = 'STARTED' AND (
      p.resumed_at < now() - make_interval(mins => s.maximum_minutes)
      OR (p.active_at < now() - make_interval(secs => project.lease_seconds) - make_interval(mins => ${GRACE_MINUTES})
        AND NOT EXISTS (SELECT 1 FROM slot WHERE slot.annotator_id = p.user_id AND slot.project_id = s.project_id AND slot.done_at IS NULL AND slot.lease_expires_at > now())))
    ORDER BY p.id FOR UPDATE OF p SKIP LOCKED`;
  let ended = 0;
  for (const { projectId, tooLong, ...part } of idle) {
    if (await endParticipation(tx, part, { caller: "operator", projectId, state: "TIMED_OUT", reason: tooLong ? "longest time over" : "no activity" })) ended += 1;
  }
  return ended;
}
