import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { notFound } from "../errors.ts";

/** Makes the account with this e-mail address an active owner, whatever it was before. Throws `not_found`, `forbidden`. */
export async function addOwner(caller: Caller, projectId: string, email: string): Promise<{ userId: string }> {
  return getDb().$transaction(async (tx) => {
    await requireCaller(tx, caller, projectId, ["OWNER"]);
    const user = await tx.user.findUnique({ where: { email: email.trim().toLowerCase() } });
    if (!user) throw notFound(`There is no account with the e-mail address ${email}.`);
    const part = { role: "OWNER" as const, state: "ACTIVE" as const, stateReason: null };
    await tx.member.upsert({ where: { projectId_userId: { projectId, userId: user.id } }, create: { projectId, userId: user.id, ...part }, update: part });
    await recordAudit(tx, { caller, projectId, action: "owner_added", subject: user.id });
    return { userId: user.id };
  });
}

/** The e-mail address of the only person with an account, or null when there are none or several. */
export async function findOnlyAccount(): Promise<string | null> {
  const users = await getDb().user.findMany({ where: { email: { not: null }, simulated: false, disabledAt: null }, select: { email: true }, take: 2 });
  return users.length === 1 ? (users[0]?.email ?? null) : null;
}
