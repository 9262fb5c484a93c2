import { createHmac } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { getSecret, writePrivately } from "./home.ts";
import { findPort } from "./ports.ts";
import { ensurePostgres, type RunningPostgres } from "./postgres.ts";
import { say } from "./progress.ts";
import { keepRunning, type Supervised } from "./supervise.ts";

const DEFAULT_PORT = 3_000;
const HEALTH_TIMEOUT_MS = 60_000;
const POLL_MS = 150;
const RESTART_MS = 500;

/** The environment that every process of this installation gets. */
export function setEnvironment(home: string, databaseUrl: string): void {
  process.env.DATABASE_URL = databaseUrl;
  process.env.JUXTA_HOME = home;
  process.env.JUXTA_SECRET = getSecret(home);
}

/** The process that runs a stack in this home, or null. */
export function findRunning(home: string): number | null {
  const file = path.join(home, "running.json");
  if (!existsSync(file)) return null;
  const { pid } = JSON.parse(readFileSync(file, "utf8")) as { pid: number };
  return pid !== process.pid && isAlive(pid) ? pid : null;
}

/** One running stack a home: throws with its address when there is one. */
export function claimHome(home: string): () => void {
  const file = path.join(home, "running.json");
  const pid = findRunning(home);
  if (pid !== null) throw new Error(`Juxta is already running in ${home} as process ${pid}. Stop it with Ctrl-C there first, or set JUXTA_HOME to another folder.`);
  writePrivately(file, JSON.stringify({ pid: process.pid }));
  return () => rmSync(file, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process id is used again after a restart of the machine: only a Node process can be ours.
    return !existsSync(`/proc/${pid}/cmdline`) || readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("launch");
  } catch {
    return false;
  }
}

/** Refuses a server that may lose what it acknowledged; where that is allowed, says so. */
async function sayDurability(running: RunningPostgres): Promise<void> {
  const { checkDurability } = await import("../../lib/durability.ts");
  const warning = await checkDurability(running.url);
  if (warning) say(`WARNING: ${warning}`);
}

/** The same server under the same address: what runs already knows no other. Tries until it is there. */
async function startAgain(home: string, isOver: () => boolean): Promise<RunningPostgres | null> {
  while (!isOver()) {
    const again = await ensurePostgres({ home, databaseUrl: null, keepPort: true }).catch((error: unknown) => {
      say(`The database could not be started: ${error instanceof Error ? error.message : String(error)} Trying again.`);
      return null;
    });
    if (again) return again;
    await new Promise((resolve) => setTimeout(resolve, RESTART_MS));
  }
  return null;
}

/** The database, migrated. An embedded one is started again with the same address when it dies. */
export async function startDatabase(home: string): Promise<{ stop(): Promise<void> }> {
  let isStopping = false;
  let running: RunningPostgres = await ensurePostgres({ home, onProgress: say });
  const watch = () => {
    void running.whenExited.then(async () => {
      if (isStopping) return;
      say("The database ended; starting it again.");
      const again = await startAgain(home, () => isStopping);
      if (!again) return;
      running = again;
      watch();
    });
  };
  watch();
  setEnvironment(home, running.url);
  await sayDurability(running).catch(async (error: unknown) => {
    isStopping = true;
    await running.stop();
    throw error;
  });
  const { applyMigrations } = await import("../../lib/migrate.ts");
  const applied = await applyMigrations(running.url);
  say(applied.length > 0 ? `The database is ready; migrations applied: ${applied.length}.` : "The database is ready.");
  return {
    stop: async () => {
      isStopping = true;
      await running.stop();
    },
  };
}

export function startWorkerProcess(): Supervised {
  return keepRunning({ name: "worker", args: ["workers/index.ts"], env: { NODE_ENV: "production", JUXTA_STOP_WITH_PARENT: "1", LOG_LEVEL: process.env.LOG_LEVEL ?? "warn" } });
}

/** Starts the web server on PORT or the next free one and waits until it is healthy. */
export async function startWeb(mode: "start" | "dev"): Promise<{ address: string; web: Supervised }> {
  const wanted = Number(process.env.PORT ?? DEFAULT_PORT);
  const port = await findPort(wanted);
  if (port !== wanted) say(`Port ${wanted} is taken; using ${port}.`);
  const address = `http://127.0.0.1:${port}`;
  const env = {
    NODE_ENV: mode === "dev" ? ("development" as const) : ("production" as const),
    NEXT_TELEMETRY_DISABLED: "1",
    NEXTAUTH_URL: address,
    NEXTAUTH_SECRET: createHmac("sha256", process.env.JUXTA_SECRET ?? "").update("sessions").digest("base64url"),
    // The address people typed counts: 127.0.0.1 and localhost both work.
    AUTH_TRUST_HOST: "true",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
  };
  const web = keepRunning({ name: "web server", args: ["bin/launch/web-process.ts", mode, String(port)], env });
  await waitForHealth(address);
  return { address, web };
}

async function waitForHealth(address: string): Promise<void> {
  const until = Date.now() + HEALTH_TIMEOUT_MS;
  for (;;) {
    const isReady = await fetch(`${address}/api/health`).then((answer) => answer.ok, () => false);
    if (isReady) return;
    if (Date.now() > until) throw new Error(`The web server did not become healthy. Look at ${address}/api/health and at the lines above.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** The terminal signals every process of the group, and npm and the bootstrap pass it on: what comes so soon again is the same Ctrl-C. */
const SAME_SIGNAL_MS = 1_500;

/** Runs `stops` in order at the first Ctrl-C; a second one ends at once. */
export function stopOnSignal(stops: (() => Promise<void> | void)[]): void {
  let stoppingSince: number | null = null;
  const onSignal = async () => {
    if (stoppingSince !== null && performance.now() - stoppingSince < SAME_SIGNAL_MS) return;
    if (stoppingSince !== null) process.exit(130);
    stoppingSince = performance.now();
    process.stderr.write("\n");
    say("Stopping …");
    for (const stop of stops) await stop();
    say("Stopped. Everything is saved.");
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void onSignal());
}
