import { getDb } from "../db.ts";
import { enqueue, splitIntoJobs } from "../job/index.ts";
import { requeueLearning } from "../learn/index.ts";
import { requeueOpenRuns } from "../scoring-run/index.ts";

export type QueuedWork = { importCount: number; itemCount: number };

const TIMEOUT_MS = 120_000;

/**
 * Queues what was not over when a backup was made, since the queue is not part of it: imports, items to prepare, scoring runs and learning.
 * Missing scores are queued by every worker when it starts.
 */
export async function resumeWork(): Promise<QueuedWork> {
  return getDb().$transaction(
    async (tx) => {
      const imports = await tx.import.findMany({ where: { state: { in: ["QUEUED", "RUNNING"] } }, select: { id: true } });
      await enqueue(tx, "import", imports.map(({ id }) => ({ importId: id })));
      const items = await tx.item.findMany({ where: { preparedAt: null }, select: { id: true, importId: true }, orderBy: { id: "asc" } });
      for (const [importId, group] of Map.groupBy(items, (item) => item.importId)) {
        const jobs = splitIntoJobs(group.map((item) => item.id)).map((itemIds) => ({ itemIds, importId: importId ?? undefined }));
        await enqueue(tx, "prepare-items", jobs);
      }
      await requeueOpenRuns(tx);
      await requeueLearning(tx);
      return { importCount: imports.length, itemCount: items.length };
    },
    { timeout: TIMEOUT_MS },
  );
}
