import { getDb } from "../db.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { type JobAttempt, requireAttempt } from "../job/index.ts";
import { lockRun } from "./queue-turn.ts";

const WITH_SCORER = { scorerVersion: { include: { scorer: true } } } satisfies Prisma.ScoringRunInclude;
export type OpenRun = Prisma.ScoringRunGetPayload<{ include: typeof WITH_SCORER }>;

/**
 * What a worker does first with a job of a run. Null when there is nothing to do: the run is held up or over, or a later
 * turn has it. Throws `job_taken_over`.
 */
export async function beginTurn(runId: string, turn: number, attempt?: JobAttempt): Promise<OpenRun | null> {
  return getDb().$transaction(async (tx) => {
    await requireAttempt(tx, attempt);
    const run = await lockRun(tx, runId);
    if (!run || run.turn !== turn) return null;
    if (run.state !== "QUEUED" && run.state !== "RUNNING") {
      await tx.scoringRun.update({ where: { id: runId }, data: { atWork: false } });
      return null;
    }
    return tx.scoringRun.update({ where: { id: runId }, data: { state: "RUNNING", startedAt: run.startedAt ?? new Date() }, include: WITH_SCORER });
  });
}

/** Whether the run still wants this turn to go on: asked before each portion. */
export async function isTurnWanted(runId: string, turn: number): Promise<boolean> {
  const run = await getDb().scoringRun.findUnique({ where: { id: runId }, select: { state: true, turn: true } });
  return run !== null && run.turn === turn && (run.state === "RUNNING" || run.state === "QUEUED");
}
