import type { PgBoss } from "pg-boss";
import { DEAD_LETTER_QUEUE, JOB_NAMES, LAST_RETRY } from "./queues.ts";

// A job whose worker stopped beating for 10 s is given to another; five tries in all, then it is set aside.
const POLICY = { retryLimit: LAST_RETRY, retryDelay: 1, retryBackoff: true, retryDelayMax: 60, heartbeatSeconds: 10, expireInSeconds: 6 * 3600, deadLetter: DEAD_LETTER_QUEUE };

/** Creates the queues that are missing and brings the policy of the others up to date. */
export async function createQueues(boss: PgBoss): Promise<void> {
  if (!(await boss.getQueue(DEAD_LETTER_QUEUE))) await boss.createQueue(DEAD_LETTER_QUEUE, { retentionSeconds: 365 * 86_400 });
  for (const name of JOB_NAMES) {
    if (await boss.getQueue(name)) await boss.updateQueue(name, POLICY);
    else await boss.createQueue(name, POLICY);
  }
}
