import type { Command } from "commander";
import { JuxtaError } from "../../lib/errors.ts";
import { startNode, stopProcess } from "../launch/supervise.ts";
import { withInstallation } from "./installation.ts";
import { notice, printJson } from "./output.ts";

type Options = { untilIdle?: boolean; json?: boolean };

async function runWorker(options: Options, signal: AbortSignal): Promise<void> {
  const exitCode = await withInstallation(async () => {
    const child = startNode({ name: "worker", args: ["workers/index.ts", ...(options.untilIdle ? ["--until-idle"] : [])], env: { NODE_ENV: "production", JUXTA_STOP_WITH_PARENT: "1" } });
    notice(options.untilIdle ? "The worker runs until the queue is empty." : "The worker is running. Ctrl-C stops it after the job in hand.");
    signal.addEventListener("abort", () => void stopProcess(child));
    return new Promise<number | null>((resolve) => child.once("exit", resolve));
  });
  if (exitCode !== 0 && !signal.aborted) throw new JuxtaError("worker_failed", "The worker ended with an error; the lines above say why.", { status: 500 });
  if (options.json) printJson({ state: "stopped" });
}

export function addWorkerCommand(program: Command, signal: AbortSignal): void {
  program
    .command("worker")
    .description("run a worker: it reads imports, prepares pictures and scores candidates")
    .option("--until-idle", "end when the queue is empty")
    .option("--json", "print JSON when it has stopped")
    .action((options: Options) => runWorker(options, signal));
}
