import { type Caller, requireCaller } from "../auth/actor.ts";
import type { DbOrTransaction, Transaction } from "../db.ts";
import { notFound } from "../errors.ts";
import type { MemberRole, ScoringRun } from "../generated/prisma/client.ts";
import { lockRun } from "./queue-turn.ts";

/** A run for a caller with one of `roles` in its project. Throws `not_found` (for strangers too) or `forbidden`. */
export async function findRun(db: DbOrTransaction, caller: Caller, runId: string, roles: readonly MemberRole[]): Promise<ScoringRun> {
  const run = await db.scoringRun.findUnique({ where: { id: runId } });
  if (!run) throw notFound("There is no such run.");
  await requireCaller(db, caller, run.projectId, roles);
  return run;
}

/** As `findRun`, for owners, locked until the transaction ends. */
export async function lockOwnRun(tx: Transaction, caller: Caller, runId: string): Promise<ScoringRun> {
  await findRun(tx, caller, runId, ["OWNER"]);
  const run = await lockRun(tx, runId);
  if (!run) throw notFound("There is no such run.");
  return run;
}
