import { recordAudit } from "../audit/record-audit.ts";
import type { Caller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { conflict } from "../errors.ts";
import type { ScoringRun } from "../generated/prisma/client.ts";
import { lockOwnRun } from "./find-run.ts";

/**
 * Holds a run up: candidates that are in work are finished and kept, no others are begun. Pausing twice is harmless.
 * Owners alone. Throws `not_found`, `forbidden`, `scoring_run_over`.
 */
export async function pauseRun(caller: Caller, runId: string): Promise<ScoringRun> {
  return getDb().$transaction(async (tx) => {
    const run = await lockOwnRun(tx, caller, runId);
    if (run.state === "PAUSED") return run;
    if (run.finishedAt) throw conflict("scoring_run_over", "This run is over.");
    await recordAudit(tx, { caller, projectId: run.projectId, action: "scoring_run_paused", subject: runId });
    return tx.scoringRun.update({ where: { id: runId }, data: { state: "PAUSED" } });
  });
}
