import { type ChildProcess, spawn } from "node:child_process";
import { repositoryRoot } from "./home.ts";
import { say } from "./progress.ts";

const BACKOFF_MS = [200, 500, 1_000, 2_000, 5_000];
const STEADY_MS = 30_000;
const STOP_TIMEOUT_MS = 15_000;

export type Supervised = { stop(): Promise<void> };
export type ProcessSpec = { name: string; args: string[]; env: NodeJS.ProcessEnv };

/** Starts a Node process in a group of its own, so that Ctrl-C reaches it in the order that `stop` chooses. Logs are on standard error. */
export function startNode(spec: ProcessSpec): ChildProcess {
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...spec.args], {
    cwd: repositoryRoot,
    env: { ...process.env, ...spec.env },
    detached: true,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** Asks a process to end, and ends it after a time limit. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

/** Keeps a process running: when it ends by itself it is started again, slower each time that it fails at once. */
export function keepRunning(spec: ProcessSpec): Supervised {
  let isStopping = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let child: ChildProcess;
  const start = () => {
    const startedAt = Date.now();
    child = startNode(spec);
    child.once("exit", (code, signal) => {
      if (isStopping) return;
      failures = Date.now() - startedAt > STEADY_MS ? 0 : failures + 1;
      const wait = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length) - 1] ?? BACKOFF_MS[0];
      say(`The ${spec.name} ended (${signal ?? `code ${code}`}); starting it again.`);
      timer = setTimeout(start, wait);
    });
  };
  start();
  return {
    stop: async () => {
      isStopping = true;
      clearTimeout(timer);
      await stopProcess(child);
    },
  };
}
