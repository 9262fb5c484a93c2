import { recordAudit } from "../audit/record-audit.ts";
import type { Caller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import type { StudyState } from "../generated/prisma/client.ts";
import { findStudy } from "./find-study.ts";

/** Closes a study to newcomers, or opens it again; who has started goes on either way. Doing it twice is harmless. */
export async function setStudyState(caller: Caller, projectId: string, studyId: string, state: StudyState): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await findStudy(tx, caller, projectId, studyId);
    const { count } = await tx.study.updateMany({ where: { id: studyId, state: { not: state } }, data: { state } });
    if (count === 1) await recordAudit(tx, { caller, projectId, action: state === "OPEN" ? "study_opened" : "study_closed", subject: studyId });
  });
}
