import type { DbOrTransaction } from "../db.ts";
import type { Participation, Study } from "../generated/prisma/client.ts";

/** Whether somebody may start or go on, and if not, why. */
export type EntryState = "open" | "continue" | "not_open_yet" | "closed" | "full" | "completed" | "screened_out" | "excluded";

const HOLDS_PLACE = ["STARTED", "COMPLETED"] as const;

/** Places that are taken now. */
export async function countPlaces(db: DbOrTransaction, studyId: string): Promise<number> {
  return db.participation.count({ where: { studyId, state: { in: [...HOLDS_PLACE] } } });
}

/** Whether a study lets newcomers in, by its own switch and times. */
export function studyPhase(study: Pick<Study, "state" | "opensAt" | "closesAt">, now = new Date()): "open" | "not_open_yet" | "closed" {
  if (study.state === "CLOSED" || (study.closesAt !== null && study.closesAt <= now)) return "closed";
  return study.opensAt !== null && study.opensAt > now ? "not_open_yet" : "open";
}

/** `part`: this participant's earlier part, if any. Who has started goes on also after closing. */
export async function readEntryState(db: DbOrTransaction, study: Study, part: Participation | null): Promise<EntryState> {
  if (part) {
    const member = await db.member.findUnique({ where: { projectId_userId: { projectId: study.projectId, userId: part.userId } } });
    if (member && member.state !== "ACTIVE") return "excluded";
    if (part.state === "COMPLETED") return "completed";
    if (part.state === "SCREENED_OUT") return "screened_out";
    if (part.state === "STARTED") return "continue";
  }
  const phase = studyPhase(study);
  if (phase !== "open") return phase;
  return (await countPlaces(db, study.id)) >= study.participantLimit ? "full" : "open";
}
