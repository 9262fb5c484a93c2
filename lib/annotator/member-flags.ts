import { recordAudit } from "../audit/record-audit.ts";
import { type Actor, type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { type DbOrTransaction, getDb } from "../db.ts";
import { notFound } from "../errors.ts";
import { changeState } from "./members.ts";

/** A calm word for the annotator: care, pace or sides. It does not tell what was seen, least of all that gold exists. */
export type JudgingNotice = { id: string; kind: "care" | "pace" | "sides" };

const KIND_OF: Record<string, JudgingNotice["kind"]> = { gold: "care", repeats: "care", agreement: "care", speed: "pace", straight_line: "sides", side: "sides" };

/** The newest warning that this person has not put away. */
export async function readNotice(db: DbOrTransaction, projectId: string, userId: string): Promise<JudgingNotice | null> {
  const flag = await db.memberFlag.findFirst({ where: { projectId, userId, action: "warn", seenAt: null, dismissedAt: null }, orderBy: { at: "desc" }, select: { id: true, flag: true } });
  return flag ? { id: flag.id, kind: KIND_OF[flag.flag] ?? "care" } : null;
}

/** Puts an own message away. Twice is harmless. */
export async function dismissNotice(actor: Actor, noticeId: string): Promise<void> {
  await getDb().memberFlag.updateMany({ where: { id: noticeId, userId: actor.userId, seenAt: null }, data: { seenAt: new Date() } });
}

/** Takes back what a rule did: the member is active again if the rule paused or excluded them, and it is not done again. Throws `not_found`, `forbidden`. */
export async function takeBackFlag(caller: Caller, projectId: string, flagId: string): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await requireCaller(tx, caller, projectId, MANAGING_ROLES);
    const flag = await tx.memberFlag.findFirst({ where: { id: flagId, projectId } });
    if (!flag) throw notFound("There is no such mark.");
    if (flag.dismissedAt) return;
    await tx.memberFlag.update({ where: { id: flagId }, data: { dismissedAt: new Date(), dismissedById: caller === "operator" ? null : caller.userId } });
    const others = await tx.memberFlag.count({ where: { projectId, userId: flag.userId, dismissedAt: null, action: { not: "warn" } } });
    if (flag.action !== "warn" && others === 0) await changeState(tx, projectId, { userId: flag.userId, state: "ACTIVE", reason: "What a rule did was taken back." });
    await recordAudit(tx, { caller, projectId, action: "quality_rule_taken_back", subject: flag.userId, detail: { flagId } });
  });
}
