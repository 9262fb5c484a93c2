import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, requireCaller } from "../auth/actor.ts";
import { getDb, type Transaction } from "../db.ts";
import { conflict } from "../errors.ts";
import { createRun } from "../scoring-run/index.ts";
import { getLearnedRun, type ShownLearnedRun } from "./get-learned-run.ts";

async function lockOwn(tx: Transaction, caller: Caller, runId: string): Promise<ShownLearnedRun> {
  await tx.$queryRaw`SELECT 1 FROM learned_run WHERE id = ${runId}::uuid FOR UPDATE`;
  const run = await getLearnedRun(caller, runId, tx);
  await requireCaller(tx, caller, run.projectId, ["OWNER"]);
  return run;
}

/** Ends a run that is not over; one that is stays as it is. Owners alone. Throws `not_found`, `forbidden`. */
export async function cancelLearnedRun(caller: Caller, runId: string): Promise<void> {
  await getDb().$transaction(async (tx) => {
    const run = await lockOwn(tx, caller, runId);
    if (run.finishedAt) return;
    await tx.learnedRun.update({ where: { id: runId }, data: { state: "CANCELLED", finishedAt: new Date() } });
    await recordAudit(tx, { caller, projectId: run.projectId, action: "learning_cancelled", subject: runId });
  });
}

/**
 * An owner's answer to what a run found. `used` also starts a run that scores the project's candidates with it, unless one is
 * going on; gives that run's id. Throws `not_found`, `forbidden`, `nothing_learned`.
 */
export async function decideOnLearned(caller: Caller, runId: string, decision: "used" | "not_used"): Promise<{ scoringRunId: string | null }> {
  const run = await getDb().$transaction(async (tx) => {
    const own = await lockOwn(tx, caller, runId);
    if (!own.scorerVersionId) throw conflict("nothing_learned", "This run made no scorer.");
    if (own.decision === decision) return own;
    await tx.learnedRun.update({ where: { id: runId }, data: { decision, decidedAt: new Date(), decidedById: caller === "operator" ? null : caller.userId } });
    await recordAudit(tx, { caller, projectId: own.projectId, action: "learned_scorer_decided", subject: runId, detail: { decision, scorerVersionId: own.scorerVersionId, verdict: own.report?.verdict ?? null } });
    return own;
  });
  if (decision === "not_used") return { scoringRunId: null };
  const scorerVersionId = run.scorerVersionId!;
  const going = await getDb().scoringRun.findFirst({ where: { projectId: run.projectId, scorerVersionId, finishedAt: null } });
  return { scoringRunId: going?.id ?? (await createRun(caller, run.projectId, { scorerVersionId })).id };
}
