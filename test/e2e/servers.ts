import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomInt } from "node:crypto";
import path from "node:path";
import { findPort } from "../../bin/launch/ports.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const FIRST_PORT = 20_000;
/** Drawn from so many, so that two runs on one machine seldom want the same one. */
const PORTS = 8_000;
const START_TIMEOUT_MS = 60_000;
const QUIET = ["--disable-warning=ExperimentalWarning"];

export type Servers = {
  address: string;
  /** Process ids, as they are now. */
  pids(): { web: number; worker: number | null };
  /** Kills the web server as a crash would, and starts it again; the worker goes on. */
  killWeb(): Promise<void>;
  startWeb(): Promise<void>;
  stop(): Promise<void>;
};

function start(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, LOG_LEVEL: "error", ...env }, stdio: ["ignore", "ignore", "inherit"] });
}

async function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await ended;
  clearTimeout(timer);
}

async function waitUntilHealthy(address: string): Promise<void> {
  const until = Date.now() + START_TIMEOUT_MS;
  while (!(await fetch(`${address}/api/health`).then((answer) => answer.ok, () => false))) {
    if (Date.now() > until) throw new Error("The stack did not become healthy.");
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/** Worker and production build on a port of their own, with the database and home of the environment. The build must be there. */
export async function startServers(options: { worker?: boolean } = {}): Promise<Servers> {
  const port = await findPort(FIRST_PORT + randomInt(PORTS));
  const address = `http://127.0.0.1:${port}`;
  const env = {
    NODE_ENV: "production" as const,
    NEXTAUTH_URL: address,
    NEXTAUTH_SECRET: createHmac("sha256", process.env.JUXTA_SECRET ?? "").update("sessions").digest("base64url"),
    AUTH_TRUST_HOST: "true",
  };
  const startServer = () => start([...QUIET, "bin/launch/web-process.ts", "start", String(port)], env);
  let web = startServer();
  const worker = (options.worker ?? true) ? start([...QUIET, "workers/index.ts"], env) : null;
  await waitUntilHealthy(address);
  return {
    address,
    pids: () => ({ web: web.pid ?? 0, worker: worker?.pid ?? null }),
    killWeb: () => end(web, "SIGKILL"),
    startWeb: async () => {
      web = startServer();
      await waitUntilHealthy(address);
    },
    stop: async () => {
      await end(web);
      if (worker) await end(worker);
    },
  };
}
