import { recordAudit } from "../audit/record-audit.ts";
import type { Caller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { conflict } from "../errors.ts";
import type { ScoringRun } from "../generated/prisma/client.ts";
import { lockOwnRun } from "./find-run.ts";

/**
 * Ends a run for good. What was scored is kept, and what is in work is finished and kept too: it has been paid for.
 * Cancelling twice is harmless. Owners alone. Throws `not_found`, `forbidden`, `scoring_run_over`.
 */
export async function cancelRun(caller: Caller, runId: string): Promise<ScoringRun> {
  return getDb().$transaction(async (tx) => {
    const run = await lockOwnRun(tx, caller, runId);
    if (run.state === "CANCELLED") return run;
    if (run.finishedAt) throw conflict("scoring_run_over", "This run is over.");
    await recordAudit(tx, { caller, projectId: run.projectId, action: "scoring_run_cancelled", subject: runId, detail: { doneCount: run.doneCount, plannedCount: run.plannedCount } });
    return tx.scoringRun.update({ where: { id: runId }, data: { state: "CANCELLED", finishedAt: new Date() } });
  });
}
