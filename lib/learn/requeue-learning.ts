import type { Transaction } from "../db.ts";
import { enqueue } from "../job/index.ts";

/** Queues every run that was going: for an installation whose queue is new. Returns how many. */
export async function requeueLearning(tx: Transaction): Promise<number> {
  const runs = await tx.learnedRun.findMany({ where: { finishedAt: null }, select: { id: true } });
  await enqueue(tx, "learn", runs.map(({ id }) => ({ runId: id })));
  return runs.length;
}
