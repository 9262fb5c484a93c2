import type { Transaction } from "../db.ts";
import { conflict } from "../errors.ts";
import type { JobName } from "./queues.ts";

/** One try of a job: what a worker holds while it works. `retryCount` is 0 at the first try. */
export type JobAttempt = { queue: JobName; jobId: string; retryCount: number };

/**
 * Keeps a worker that was taken for dead from publishing: call it first in the transaction that writes what a job made.
 * Until that ends, nobody is given the job. Without an attempt, for callers that run no job, it does nothing.
 * Throws `job_taken_over` when the job has been given to another worker, or has ended, meanwhile.
 */
export async function requireAttempt(tx: Transaction, attempt: JobAttempt | undefined): Promise<void> {
  if (!attempt) return;
  // The queue gives a job away by deleting and inserting its row, which this lock holds up; heartbeats pass.
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM pgboss.job WHERE name = ${attempt.queue} AND id = ${attempt.jobId}::uuid AND state = 'active' AND retry_count = ${attempt.retryCount} FOR KEY SHARE`;
  if (rows.length === 0) throw conflict("job_taken_over", "Another worker has this job now; what this one made was not kept.");
}
