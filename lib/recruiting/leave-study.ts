import type { Actor, Caller } from "../auth/actor.ts";
import { getDb, type Transaction } from "../db.ts";
import { notFound } from "../errors.ts";
import { endParticipation } from "./end-participation.ts";
import { findParticipation, type OwnParticipation, showParticipation } from "./own-participation.ts";

/**
 * A participant stops and returns the submission: their unanswered slots are free at once, their judgments stay. Leaving
 * twice, or after completing, changes nothing. Throws `not_found` for people from no panel.
 */
export async function leaveStudy(actor: Actor, slug: string): Promise<OwnParticipation> {
  return getDb().$transaction(async (tx) => {
    const project = await tx.project.findUnique({ where: { slug } });
    const part = project && (await findParticipation(tx, project.id, actor.userId));
    if (!project || !part) throw notFound("You take part in no study here.");
    await endParticipation(tx, part, { caller: actor, projectId: project.id, state: "RETURNED", reason: "stopped by the participant" });
    const now = await findParticipation(tx, project.id, actor.userId);
    return showParticipation(now ?? part);
  });
}

/**
 * Ends a participant's part with the screen-out code, for who failed the entry quiz; joins the caller's transaction. False
 * when the person runs no participation of the project.
 */
export async function screenOut(tx: Transaction, caller: Caller, { projectId, userId }: { projectId: string; userId: string }, reason: string): Promise<boolean> {
  const part = await findParticipation(tx, projectId, userId);
  return part !== null && endParticipation(tx, part, { caller, projectId, state: "SCREENED_OUT", reason });
}
