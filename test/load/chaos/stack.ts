import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { chmodSync, createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repositoryRoot } from "../../../bin/launch/home.ts";
import { findPort } from "../../../bin/launch/ports.ts";

export const VICTIMS = ["web", "worker", "postmaster", "backend"] as const;
export type Victim = (typeof VICTIMS)[number];
export type ChaosStack = { address: string; home: string; databaseUrl: string; log: string; kill(victim: Victim): Promise<boolean>; waitUntilHealthy(): Promise<void>; stop(): Promise<void> };

const READY_MS = 180_000;
const VICTIM_MS = 30_000;
const FIRST_PORT = 28_000;
const PORTS = 3_000;
const START_TRIES = 3;

type Listed = { pid: number; parent: number; command: string };

function listProcesses(): Listed[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8", maxBuffer: 64_000_000 }).split("\n");
  return lines.flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    return match ? [{ pid: Number(match[1]), parent: Number(match[2]), command: match[3] ?? "" }] : [];
  });
}

const KINDS: Record<Exclude<Victim, "backend">, RegExp> = { web: /web-process\.ts/, worker: /workers\/index\.ts/, postmaster: /postgres(\.exe)? -D / };

/** The process id of a victim below the launcher: nothing else is ever killed. */
function findVictim(launcher: number, victim: Victim): number | null {
  const all = listProcesses();
  const children = all.filter((entry) => entry.parent === launcher);
  if (victim !== "backend") return children.find(({ command }) => KINDS[victim].test(command))?.pid ?? null;
  const postmaster = children.find(({ command }) => KINDS.postmaster.test(command));
  return postmaster ? (all.find(({ parent, command }) => parent === postmaster.pid && /juxta juxta 127/.test(command))?.pid ?? null) : null;
}

async function until(what: string, isDone: () => boolean | Promise<boolean>, ms: number): Promise<void> {
  const end = Date.now() + ms;
  while (!(await isDone())) {
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function readDatabaseUrl(home: string): string {
  const { port, password } = JSON.parse(readFileSync(path.join(home, "postgres.json"), "utf8")) as { port: number; password: string };
  return `postgresql://juxta:${password}@127.0.0.1:${port}/juxta`;
}

async function end(launcher: ChildProcess): Promise<void> {
  if (launcher.exitCode !== null || launcher.signalCode !== null) return;
  const ended = new Promise((resolve) => launcher.once("exit", resolve));
  launcher.kill("SIGTERM");
  await ended;
}

/** The whole product as `npm start` runs it, in a home of its own: pages, worker and its own PostgreSQL, each restarted by it when it dies. */
export async function startChaosStack(): Promise<ChaosStack> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce();
    } catch (error) {
      // Another run on this machine may have taken the free port in between.
      if (attempt === START_TRIES) throw error;
    }
  }
}

async function startOnce(): Promise<ChaosStack> {
  const home = mkdtempSync(path.join(tmpdir(), "juxta-chaos-"));
  chmodSync(home, 0o755);
  const port = await findPort(FIRST_PORT + randomInt(PORTS));
  const log = path.join(home, "log.txt");
  const { DATABASE_URL: _given, JUXTA_SECRET: _secret, ...inherited } = process.env;
  const launcher = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "bin/launch/start.ts"], { cwd: repositoryRoot, env: { ...inherited, NODE_ENV: "production", JUXTA_HOME: home, PORT: String(port), LOG_LEVEL: "error" }, stdio: ["ignore", "ignore", "pipe"] });
  launcher.stderr?.pipe(createWriteStream(log));
  const { pid } = launcher;
  if (pid === undefined) throw new Error("The launcher did not start.");
  // Whoever ends this process early leaves no stack behind.
  process.once("exit", () => launcher.kill("SIGTERM"));
  const address = `http://127.0.0.1:${port}`;
  const isHealthy = () => {
    if (launcher.exitCode !== null) throw new Error(`The launcher ended with code ${launcher.exitCode}:\n${readFileSync(log, "utf8").slice(-2_000)}`);
    return fetch(`${address}/api/health`, { signal: AbortSignal.timeout(5_000) }).then((answer) => answer.ok, () => false);
  };
  const remove = () => {
    const file = path.join(home, "postgres.json");
    // Where the database's account cannot enter the home, its files lie elsewhere.
    const folder = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { folder: string }).folder : home;
    for (const place of [folder, home]) rmSync(place, { recursive: true, force: true });
  };
  const waitUntilHealthy = () => until("the stack is healthy", isHealthy, READY_MS);
  try {
    await waitUntilHealthy();
  } catch (error) {
    await end(launcher);
    remove();
    throw error;
  }
  return {
    address,
    home,
    databaseUrl: readDatabaseUrl(home),
    log,
    waitUntilHealthy,
    kill: async (victim) => {
      let found: number | null = null;
      await until(`there is a ${victim} to kill`, () => (found = findVictim(pid, victim)) !== null, VICTIM_MS);
      try {
        return found !== null && process.kill(found, "SIGKILL");
      } catch {
        return false;
      }
    },
    stop: async () => {
      await end(launcher);
      remove();
    },
  };
}
