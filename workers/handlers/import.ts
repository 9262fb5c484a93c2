import { JuxtaError } from "../../lib/errors.ts";
import { runImport } from "../../lib/import/index.ts";
import type { JobAttempt, JobPayload } from "../../lib/job/index.ts";

/** Runs an import. What is wrong with the file itself is recorded in the import and not tried again. */
export async function handleImport(payload: JobPayload<"import">, context: { attempt: JobAttempt }): Promise<void> {
  try {
    await runImport(payload.importId, context);
  } catch (error) {
    if (error instanceof JuxtaError && error.status < 500) return;
    throw error;
  }
}
