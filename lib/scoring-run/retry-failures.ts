import { recordAudit } from "../audit/record-audit.ts";
import type { Caller } from "../auth/actor.ts";
import { getDb, LONG } from "../db.ts";
import { conflict } from "../errors.ts";
import type { ScoringRun } from "../generated/prisma/client.ts";
import { lockOwnRun } from "./find-run.ts";
import { queueTurn } from "./queue-turn.ts";
import { readFilter } from "./schemas.ts";
import { selectPasses } from "./scope.ts";

/**
 * Tries again every pass of a run that has failed so far; earlier replies stay. Owners alone.
 * Throws `not_found`, `forbidden`, `scoring_run_over` (cancelled), `scoring_run_open` (another run has the scorer).
 */
export async function retryFailures(caller: Caller, runId: string): Promise<ScoringRun> {
  return getDb().$transaction(async (tx) => {
    const run = await lockOwnRun(tx, caller, runId);
    if (run.state === "CANCELLED") throw conflict("scoring_run_over", "This run is over.");
    if (run.finishedAt) {
      await tx.$executeRaw`SELECT 1 FROM project WHERE id = ${run.projectId}::uuid FOR NO KEY UPDATE`;
      const other = await tx.scoringRun.findFirst({ where: { projectId: run.projectId, scorerVersionId: run.scorerVersionId, finishedAt: null } });
      if (other) throw conflict("scoring_run_open", "This scorer has an open run in this project already. Wait for it, or cancel it.", { runId: other.id });
    }
    const wanted = { scorerVersionId: run.scorerVersionId, passes: run.passes, retryFailedBefore: null };
    const [row] = await tx.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM ${selectPasses({ projectId: run.projectId, filter: readFilter(run.filter), before: run.createdAt }, wanted)} w WHERE is_failed AND NOT is_scored`;
    if (!row?.n) return run;
    // The database's clock wrote when they failed.
    await tx.$executeRaw`UPDATE scoring_run SET retry_failed_before = clock_timestamp(), failed_count = 0 WHERE id = ${runId}::uuid`;
    await queueTurn(tx, run);
    await recordAudit(tx, { caller, projectId: run.projectId, action: "scoring_run_failures_retried", subject: runId, detail: { count: row.n } });
    return tx.scoringRun.findUniqueOrThrow({ where: { id: runId } });
  }, LONG);
}
