import type { Transaction } from "../db.ts";
import { queueTurn } from "./queue-turn.ts";

/** Queues every run that was going: for an installation whose queue is new. Returns how many. */
export async function requeueOpenRuns(tx: Transaction): Promise<number> {
  const runs = await tx.scoringRun.findMany({ where: { state: { in: ["QUEUED", "RUNNING"] } } });
  for (const run of runs) await queueTurn(tx, run);
  return runs.length;
}
