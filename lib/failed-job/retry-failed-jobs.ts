import { fromPrisma } from "pg-boss";
import { recordAudit } from "../audit/record-audit.ts";
import type { Caller } from "../auth/actor.ts";
import { getDb, type Transaction } from "../db.ts";
import { invalidInput } from "../errors.ts";
import { DEAD_LETTER_QUEUE, getSender } from "../job/index.ts";
import { requireFailedJobs } from "./list-failed-jobs.ts";
import { type FailedJobScope, matchFailedJobs } from "./match-failed-jobs.ts";
import { JobIds } from "./schemas.ts";

/** More wait for another press, so that one transaction stays short. */
const MOST = 5_000;
const NAMED_IN_AUDIT = 100;
const TIMEOUT_MS = 60_000;

async function retryIn(tx: Transaction, caller: Caller, scope: FailedJobScope): Promise<number> {
  await requireFailedJobs(tx, caller, scope.projectId);
  const matched = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM ${matchFailedJobs(scope)} m ORDER BY "failedAt" LIMIT ${MOST}`;
  // Who comes at the same time waits here, and then finds them gone.
  const jobs = await tx.$queryRaw<{ id: string; importId: string | null }[]>`
    SELECT id, CASE WHEN source_name = 'import' THEN data->>'importId' END AS "importId" FROM pgboss.job
    WHERE name = ${DEAD_LETTER_QUEUE} AND id = ANY(${matched.map(({ id }) => id)}::uuid[]) AND state IN ('created', 'retry') ORDER BY id FOR UPDATE`;
  if (jobs.length === 0) return 0;
  const ids = jobs.map(({ id }) => id);
  const count = await (await getSender()).redrive(DEAD_LETTER_QUEUE, { ids, limit: ids.length, db: fromPrisma(tx) });
  await tx.import.updateMany({ where: { id: { in: jobs.flatMap(({ importId }) => importId ?? []) }, state: "FAILED" }, data: { state: "QUEUED", finishedAt: null, errorCode: null, errorMessage: null } });
  await recordAudit(tx, { caller, projectId: scope.projectId, action: "jobs_retried", subject: ids.length === 1 ? (ids[0] ?? "") : (scope.projectId ?? "all"), detail: { count, ids: ids.slice(0, NAMED_IN_AUDIT) } });
  return count;
}

/**
 * Hands failed jobs out again, with all their tries: those of `ids`, or all that the filter matches, at most 5,000 at once.
 * Safe to repeat: what was handed out already is not there any more. Returns how many there were.
 * Throws `invalid_input`, `not_found` or `forbidden`.
 */
export async function retryFailedJobs(caller: Caller, scope: FailedJobScope): Promise<number> {
  if (scope.ids && !JobIds.safeParse(scope.ids).success) throw invalidInput("Give the ids of failed jobs.");
  return getDb().$transaction((tx) => retryIn(tx, caller, scope), { timeout: TIMEOUT_MS });
}
