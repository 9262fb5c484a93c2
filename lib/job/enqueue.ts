import { fromPrisma } from "pg-boss";
import type { Transaction } from "../db.ts";
import { getSender } from "./boss.ts";
import { JOB_PAYLOADS, type JobName, type JobPayload } from "./queues.ts";

/**
 * Queues jobs inside the caller's transaction: they exist if and only if it commits.
 * Payloads are checked against the queue's schema before anything is written.
 */
export async function enqueue<Name extends JobName>(tx: Transaction, name: Name, payloads: JobPayload<Name>[]): Promise<void> {
  if (payloads.length === 0) return;
  const schema = JOB_PAYLOADS[name];
  const jobs = payloads.map((payload) => ({ data: schema.parse(payload) }));
  const sender = await getSender();
  await sender.insert(name, jobs, { db: fromPrisma(tx) });
}
