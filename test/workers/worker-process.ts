import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** A worker in a process of its own, with the database and home of the environment. */
export function startWorkerProcess(): ChildProcess {
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "workers/index.ts"], { cwd: ROOT, env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "silent" }, stdio: "ignore" });
}

/** Ends a process and waits until it is gone. */
export async function endProcess(worker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const gone = new Promise((resolve) => worker.once("exit", resolve));
  worker.kill(signal);
  await gone;
}

export async function waitUntil(what: string, isReached: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 90_000;
  while (!(await isReached())) {
    if (Date.now() > until) throw new Error(`Waited in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
