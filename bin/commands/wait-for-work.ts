import { JuxtaError } from "../../lib/errors.ts";
import { getImport, getWorkProgress, type ImportState, type WorkProgress } from "../../lib/import/index.ts";
import { notice } from "./output.ts";
import { createProgressLine } from "./progress-line.ts";
import { createWorkerChild } from "./worker-child.ts";

const POLL_MS = 500;
const MIB = 1024 * 1024;

type Step = { row: ImportState; work: WorkProgress | null; isOver: boolean };

async function look(importId: string): Promise<Step> {
  const row = await getImport("operator", importId);
  if (row.state === "FAILED") throw new JuxtaError(row.errorCode ?? "import_failed", row.errorMessage ?? "The import failed.", { status: 500 });
  if (row.state !== "DONE") return { row, work: null, isOver: false };
  const work = await getWorkProgress("operator", row.projectId);
  const isComplete = work.preparedCount === work.itemCount && work.scoredCount === work.scorableCount;
  return { row, work, isOver: isComplete || work.isIdle };
}

function describe({ row, work }: Step): string {
  if (work) return `preparing ${work.preparedCount} of ${work.itemCount} items, scoring ${work.scoredCount} of ${work.scorableCount} candidates`;
  if (row.state === "QUEUED") return "waiting for the worker";
  const total = Number(row.bytesTotal) / MIB;
  return `reading ${row.lineCount} lines, ${(Number(row.bytesRead) / MIB).toFixed(1)} of ${total.toFixed(1)} MiB, ${row.problemCount} problems`;
}

/**
 * Waits until an import is read and everything of its project is prepared and scored, or cannot be. Where no worker lives
 * it runs one meanwhile. Throws the import's own error, `worker_failed`, or `interrupted`.
 */
export async function waitForWork(importId: string, signal: AbortSignal): Promise<WorkProgress> {
  const line = createProgressLine();
  const worker = createWorkerChild(() => notice("No worker is running; starting one for this import."));
  try {
    for (;;) {
      if (signal.aborted) throw new JuxtaError("interrupted", "Interrupted. What was read is kept; the rest goes on when a worker runs.");
      const step = await look(importId);
      if (step.work && step.isOver) return step.work;
      line.show(describe(step));
      await worker.ensure();
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  } finally {
    line.end();
    await worker.stop();
  }
}
