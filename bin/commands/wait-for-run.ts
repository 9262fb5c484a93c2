import { JuxtaError } from "../../lib/errors.ts";
import { type FailureReason, getRun, type ListedRun, listFailures } from "../../lib/scoring-run/index.ts";
import { notice } from "./output.ts";
import { createProgressLine } from "./progress-line.ts";
import { describeRun } from "./scoring-run-text.ts";
import { createWorkerChild } from "./worker-child.ts";

const POLL_MS = 500;

/**
 * Waits until a run is over or somebody pauses it; where no worker lives it runs one meanwhile. Throws the run's own error,
 * `worker_failed`, or `interrupted`.
 */
export async function waitForRun(runId: string, signal: AbortSignal): Promise<{ run: ListedRun; failures: FailureReason[] }> {
  const line = createProgressLine();
  const worker = createWorkerChild(() => notice("No worker is running; starting one for this run."));
  try {
    for (;;) {
      if (signal.aborted) throw new JuxtaError("interrupted", "Interrupted. What was scored is kept; the run goes on when a worker runs.");
      const run = await getRun("operator", runId);
      if (run.state === "FAILED") throw new JuxtaError(run.errorCode ?? "internal", run.errorMessage ?? "The run failed.");
      if (run.finishedAt || run.state === "PAUSED") return { run, failures: await listFailures("operator", runId) };
      line.show(describeRun(run));
      await worker.ensure();
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  } finally {
    line.end();
    await worker.stop();
  }
}
