import { recordAudit } from "../audit/record-audit.ts";
import type { Caller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { conflict } from "../errors.ts";
import { studyPhase } from "./entry-state.ts";
import { findStudy } from "./find-study.ts";

/**
 * Removes the panel's ids from a study's participants, or from one of them: pseudonyms and judgments stay, and nothing says
 * any more who they were. A whole study must be closed first, for who came again would count as new. Returns how many
 * were erased. Throws `not_found`, `forbidden`, `study_open`.
 */
export async function eraseParticipants(caller: Caller, projectId: string, studyId: string, participationId?: string): Promise<number> {
  return getDb().$transaction(async (tx) => {
    const study = await findStudy(tx, caller, projectId, studyId);
    if (!participationId && studyPhase(study) !== "closed") throw conflict("study_open", "Close the study first: whoever came again would count as new.");
    const { count } = await tx.participation.updateMany({
      where: { studyId, erasedAt: null, ...(participationId ? { id: participationId } : {}) },
      data: { participantId: null, panelStudyId: null, sessionId: null, erasedAt: new Date() },
    });
    if (count > 0) await recordAudit(tx, { caller, projectId, action: "participants_erased", subject: participationId ?? studyId, detail: { count } });
    return count;
  });
}
