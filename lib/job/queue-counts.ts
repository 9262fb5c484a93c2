import { getDb } from "../db.ts";

export type QueueCounts = { waiting: number; active: number; failed: number };

/** Jobs by state over all queues; `failed` are those set aside after their last try. */
export async function getQueueCounts(): Promise<QueueCounts> {
  const rows = await getDb().$queryRaw<{ waiting: bigint; active: bigint; failed: bigint }[]>`
    SELECT count(*) FILTER (WHERE state IN ('created', 'retry') AND name <> 'failed-jobs') AS waiting,
           count(*) FILTER (WHERE state = 'active' AND name <> 'failed-jobs') AS active,
           count(*) FILTER (WHERE name = 'failed-jobs' AND state IN ('created', 'retry')) AS failed
    FROM pgboss.job`;
  const counts = rows[0];
  return { waiting: Number(counts?.waiting ?? 0), active: Number(counts?.active ?? 0), failed: Number(counts?.failed ?? 0) };
}
