import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";

/** Makes a comparison an ordinary one again: its free slots are handed out, gold answers stay and measure nobody. Twice is harmless. */
export async function removeGold(caller: Caller, projectId: string, comparisonId: string): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await requireCaller(tx, caller, projectId, MANAGING_ROLES);
    const { count } = await tx.gold.deleteMany({ where: { comparisonId, comparison: { projectId } } });
    if (count === 1) await recordAudit(tx, { caller, projectId, action: "gold_removed", subject: comparisonId });
  });
}
