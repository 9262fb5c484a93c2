import { prepareItem } from "../../lib/import/index.ts";
import type { JobAttempt, JobPayload } from "../../lib/job/index.ts";

/**
 * Derivatives, change maps and comparisons for each item; every item commits on its own. One that fails does not hold up
 * the others of its job: they are done first, then the job fails and only that one is left for the next try.
 */
export async function handlePrepareItems(payload: JobPayload<"prepare-items">, context: { scorerVersionId: string | null; signal: AbortSignal; attempt: JobAttempt }): Promise<void> {
  const failures: unknown[] = [];
  for (const itemId of payload.itemIds) {
    context.signal.throwIfAborted();
    await prepareItem(itemId, { scorerVersionId: context.scorerVersionId, importId: payload.importId, attempt: context.attempt }).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}
