import { getDb, type Transaction } from "../db.ts";
import type { ScoringRun } from "../generated/prisma/client.ts";
import { enqueue, type JobAttempt, requireAttempt } from "../job/index.ts";
import { lockRun } from "./queue-turn.ts";

/** `nothing_left`: all is scored or failed. `time_over`: the next job goes on. `held_up`: the run wanted no more. */
export type TurnEnd = "nothing_left" | "time_over" | "held_up";

async function endIn(tx: Transaction, run: ScoringRun, end: TurnEnd): Promise<boolean> {
  const { id } = run;
  const isWanted = run.state === "RUNNING" || run.state === "QUEUED";
  // It was resumed in the moment between seeing that it was held up and saying so here.
  if (isWanted && end === "held_up") return false;
  if (isWanted && end === "time_over") {
    await tx.scoringRun.update({ where: { id }, data: { turn: run.turn + 1 } });
    await enqueue(tx, "scoring-run", [{ runId: id, turn: run.turn + 1 }]);
    return true;
  }
  const plannedCount = run.cachedCount + run.doneCount + run.failedCount;
  await tx.scoringRun.update({ where: { id }, data: isWanted ? { atWork: false, state: "DONE", finishedAt: new Date(), plannedCount } : { atWork: false } });
  return true;
}

/** Lets a run go at the end of a job. False: it was resumed meanwhile, and this job goes on. Throws `job_taken_over`. */
export async function endTurn(runId: string, turn: number, end: TurnEnd, attempt?: JobAttempt): Promise<boolean> {
  return getDb().$transaction(async (tx) => {
    await requireAttempt(tx, attempt);
    const run = await lockRun(tx, runId);
    return run && run.turn === turn ? endIn(tx, run, end) : true;
  });
}

/** Ends a run that cannot go on, with the reason; what was scored is kept. Throws `job_taken_over`. */
export async function failRun(runId: string, turn: number, error: { code: string; message: string }, attempt?: JobAttempt): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await requireAttempt(tx, attempt);
    const run = await lockRun(tx, runId);
    if (!run || run.turn !== turn) return;
    const isOpen = run.finishedAt === null;
    await tx.scoringRun.update({ where: { id: runId }, data: isOpen ? { atWork: false, state: "FAILED", finishedAt: new Date(), errorCode: error.code, errorMessage: error.message } : { atWork: false } });
  });
}
