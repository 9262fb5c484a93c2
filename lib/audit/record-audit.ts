import type { Caller } from "../auth/actor.ts";
import type { DbOrTransaction, Prisma } from "../db.ts";

export type AuditInput = { caller: Caller; projectId: string | null; action: string; subject: string; detail?: Prisma.InputJsonObject };

/** Appends who did what. Call it inside the transaction that does it; the operator of the machine is a null actor. */
export async function recordAudit(db: DbOrTransaction, input: AuditInput): Promise<void> {
  await db.auditEntry.create({
    data: {
      actorId: input.caller === "operator" ? null : input.caller.userId,
      projectId: input.projectId,
      action: input.action,
      subject: input.subject,
      detail: input.detail ?? {},
    },
  });
}
