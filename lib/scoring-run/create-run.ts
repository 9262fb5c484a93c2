import { randomUUID } from "node:crypto";
import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, requireCaller } from "../auth/actor.ts";
import { getDb, LONG, type Transaction } from "../db.ts";
import { conflict } from "../errors.ts";
import type { Prisma, ScorerVersion, ScoringRun } from "../generated/prisma/client.ts";
import { computePlan, findVersion, parseRunInput } from "./plan-run.ts";
import { queueTurn } from "./queue-turn.ts";
import { CreateRunInput } from "./schemas.ts";

const DEFAULT_CONCURRENCY = 4;

function concurrencyOf({ definition }: ScorerVersion): number {
  const own = definition !== null && typeof definition === "object" && "concurrency" in definition ? definition.concurrency : null;
  return typeof own === "number" && own >= 1 && own <= 256 ? Math.floor(own) : DEFAULT_CONCURRENCY;
}

async function requireFree(tx: Transaction, projectId: string, version: ScorerVersion): Promise<void> {
  if (version.definition === null) throw conflict("scorer_not_runnable", "Nothing says how to open this scorer: add it again by its definition.");
  // Two owners who press at once wait for one another here.
  await tx.$executeRaw`SELECT 1 FROM project WHERE id = ${projectId}::uuid FOR NO KEY UPDATE`;
  const open = await tx.scoringRun.findFirst({ where: { projectId, scorerVersionId: version.id, finishedAt: null } });
  if (open) throw conflict("scoring_run_open", "This scorer has an open run in this project already. Wait for it, or cancel it.", { runId: open.id });
}

/**
 * Queues a run: every pass of every candidate of the filter that has no score yet, and no failure unless `retryFailures`.
 * Owners alone, because it may cost money. Prices are for a million tokens. Throws `invalid_input`, `not_found`, `forbidden`,
 * `scorer_not_runnable`, `scoring_run_open` (details: its id).
 */
export async function createRun(caller: Caller, projectId: string, input: CreateRunInput): Promise<ScoringRun> {
  await requireCaller(getDb(), caller, projectId, ["OWNER"]);
  const parsed = parseRunInput(CreateRunInput, input);
  return getDb().$transaction(async (tx) => {
    const version = await findVersion(tx, parsed.scorerVersionId);
    await requireFree(tx, projectId, version);
    const createdAt = new Date();
    const plan = await computePlan(tx, projectId, version, parsed, createdAt);
    const run = await tx.scoringRun.create({
      data: {
        id: randomUUID(),
        projectId,
        scorerVersionId: version.id,
        turn: 0,
        filter: JSON.parse(JSON.stringify(parsed.filter)) as Prisma.InputJsonObject,
        passes: plan.passes,
        concurrency: parsed.concurrency ?? concurrencyOf(version),
        requestsPerMinute: parsed.requestsPerMinute,
        retryFailedBefore: parsed.retryFailures ? createdAt : null,
        plannedCount: plan.plannedCount,
        cachedCount: plan.cachedCount,
        failedCount: plan.failedCount,
        promptPrice: parsed.promptPrice,
        completionPrice: parsed.completionPrice,
        createdById: caller === "operator" ? null : caller.userId,
        createdAt,
      },
    });
    await queueTurn(tx, run);
    await recordAudit(tx, { caller, projectId, action: "scoring_run_created", subject: run.id, detail: { scorerVersionId: version.id, passes: plan.passes, plannedCount: plan.plannedCount, openCount: plan.openCount } });
    return tx.scoringRun.findUniqueOrThrow({ where: { id: run.id } });
  }, LONG);
}
