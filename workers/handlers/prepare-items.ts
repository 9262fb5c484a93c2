import { prepareItem } from "../../lib/import/index.ts";
import type { JobPayload } from "../../lib/job/index.ts";

/** Derivatives, change maps and comparisons for each item; every item commits on its own. */
export async function handlePrepareItems(payload: JobPayload<"prepare-items">, context: { scorerVersionId: string | null; signal: AbortSignal }): Promise<void> {
  for (const itemId of payload.itemIds) {
    context.signal.throwIfAborted();
    await prepareItem(itemId, context.scorerVersionId);
  }
}
