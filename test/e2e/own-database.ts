import { spawnSync } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { closeDb } from "#lib/db.ts";
import { closeSender } from "#lib/job/index.ts";
import { applyMigrations } from "#lib/migrate.ts";
import { findPort } from "../../bin/launch/ports.ts";
import { ensurePostgres, type RunningPostgres } from "../../bin/launch/postgres.ts";

const FIRST_PORT = 40_000;
const PORTS = 8_000;

export type OwnDatabase = { kill(): Promise<void>; start(): Promise<void>; stop(): Promise<void> };

/** The postmaster of a home's cluster and its children. */
function listProcesses(home: string): number[] {
  const { folder } = JSON.parse(readFileSync(path.join(home, "postgres.json"), "utf8")) as { folder: string };
  const postmaster = Number(readFileSync(path.join(folder, "postmaster.pid"), "utf8").split("\n")[0]);
  const { stdout } = spawnSync("ps", ["-o", "pid=", "--ppid", String(postmaster)], { encoding: "utf8" });
  return [postmaster, ...stdout.trim().split(/\s+/).filter(Boolean).map(Number)];
}

function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended between being listed and being killed.
  }
}

/** A server of its own, as safe as in production, that can be killed whole and started again at its address. The environment points at it. */
export async function startOwnDatabase(): Promise<OwnDatabase> {
  const home = mkdtempSync(path.join(tmpdir(), "juxta-own-"));
  chmodSync(home, 0o755);
  // A port of its own, so that nobody takes it while the server is away.
  const port = await findPort(FIRST_PORT + randomInt(PORTS));
  writeFileSync(path.join(home, "postgres.json"), JSON.stringify({ port, password: randomBytes(18).toString("hex"), folder: path.join(home, "postgres") }));
  const start = () => ensurePostgres({ home, databaseUrl: null, keepPort: true, settings: { shared_buffers: "32MB" } });
  let running: RunningPostgres = await start();
  Object.assign(process.env, { DATABASE_URL: running.url, JUXTA_HOME: home, JUXTA_SECRET: randomBytes(32).toString("hex") });
  await applyMigrations(running.url);
  return {
    kill: async () => {
      for (const pid of listProcesses(home)) killNow(pid);
      await running.whenExited;
    },
    start: async () => {
      running = await start();
    },
    stop: async () => {
      await closeSender();
      await closeDb();
      await running.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
