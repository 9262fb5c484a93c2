import type { Transaction } from "../db.ts";
import type { ScoringRun } from "../generated/prisma/client.ts";
import { enqueue } from "../job/index.ts";

/** Locks a run until the transaction ends. Null when there is none. */
export async function lockRun(tx: Transaction, runId: string): Promise<ScoringRun | null> {
  await tx.$queryRaw`SELECT 1 FROM scoring_run WHERE id = ${runId}::uuid FOR UPDATE`;
  return tx.scoringRun.findUnique({ where: { id: runId } });
}

/** Whether a job still holds the run: it said so, and the queue has not lost it. */
async function isHeld(tx: Transaction, { id, turn, atWork }: ScoringRun): Promise<boolean> {
  if (!atWork) return false;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM pgboss.job WHERE name = 'scoring-run' AND state IN ('created', 'retry', 'active') AND data->>'runId' = ${id} AND (data->>'turn')::int = ${turn} LIMIT 1`;
  return rows.length > 0;
}

/**
 * Sets a locked run going: the job that holds it goes on, or else the next turn is queued. There is never more than one job
 * that may work on a run, so that nothing is asked twice.
 */
export async function queueTurn(tx: Transaction, run: ScoringRun): Promise<void> {
  const going = { finishedAt: null, errorCode: null, errorMessage: null };
  if (await isHeld(tx, run)) {
    await tx.scoringRun.update({ where: { id: run.id }, data: { ...going, state: run.startedAt ? "RUNNING" : "QUEUED" } });
    return;
  }
  const turn = run.turn + 1;
  await tx.scoringRun.update({ where: { id: run.id }, data: { ...going, state: "QUEUED", turn, atWork: true } });
  await enqueue(tx, "scoring-run", [{ runId: run.id, turn }]);
}
