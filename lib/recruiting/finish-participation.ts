import type { Actor } from "../auth/actor.ts";
import type { Transaction } from "../db.ts";
import { endParticipation } from "./end-participation.ts";
import { countGiven, findParticipation } from "./own-participation.ts";

export type StudyAllowance = { isOpen: boolean; left: number };

/**
 * How many more units a participant's study lets them have beside the `live` ones; null for people from no panel. Notes that
 * they are at work. Called under the person's claim lock.
 */
export async function readAllowance(tx: Transaction, projectId: string, userId: string, live: number): Promise<StudyAllowance | null> {
  const part = await findParticipation(tx, projectId, userId);
  if (!part) return null;
  const { count } = await tx.participation.updateMany({ where: { id: part.id, state: "STARTED" }, data: { activeAt: new Date() } });
  if (count === 0) return { isOpen: false, left: 0 };
  return { isOpen: true, left: part.study.judgmentsPerParticipant - live - (await countGiven(tx, part)) };
}

/**
 * Completes a running participation in the transaction that notices that nothing more is to come. Who has judged nothing has
 * nothing to be paid for and stays as they are. Safe to repeat.
 */
export async function completeParticipation(tx: Transaction, actor: Actor, projectId: string, ending: "no_work" | "limit_reached"): Promise<void> {
  const part = await findParticipation(tx, projectId, actor.userId);
  if (!part || part.state !== "STARTED" || (await countGiven(tx, part)) === 0) return;
  await endParticipation(tx, part, { caller: actor, projectId, state: "COMPLETED", reason: ending === "limit_reached" ? "all judged" : "no more work" });
}
