import { recordAudit } from "../audit/record-audit.ts";
import type { Caller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { conflict } from "../errors.ts";
import type { ScoringRun } from "../generated/prisma/client.ts";
import { lockOwnRun } from "./find-run.ts";
import { queueTurn } from "./queue-turn.ts";

/**
 * Lets a paused or failed run go on with what is left, and one whose job was lost. Doing it twice is harmless. Owners alone.
 * Throws `not_found`, `forbidden`, `scoring_run_over`, `scoring_run_open`.
 */
export async function resumeRun(caller: Caller, runId: string): Promise<ScoringRun> {
  return getDb().$transaction(async (tx) => {
    const run = await lockOwnRun(tx, caller, runId);
    if (run.state === "DONE" || run.state === "CANCELLED") throw conflict("scoring_run_over", "This run is over.");
    if (run.state === "FAILED") {
      await tx.$executeRaw`SELECT 1 FROM project WHERE id = ${run.projectId}::uuid FOR NO KEY UPDATE`;
      const other = await tx.scoringRun.findFirst({ where: { projectId: run.projectId, scorerVersionId: run.scorerVersionId, finishedAt: null } });
      if (other) throw conflict("scoring_run_open", "This scorer has an open run in this project already. Wait for it, or cancel it.", { runId: other.id });
    }
    await queueTurn(tx, run);
    await recordAudit(tx, { caller, projectId: run.projectId, action: "scoring_run_resumed", subject: runId });
    return tx.scoringRun.findUniqueOrThrow({ where: { id: runId } });
  });
}
