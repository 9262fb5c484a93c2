import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensurePostgres, type RunningPostgres } from "../../bin/launch/postgres.ts";

let home: string;
let running: RunningPostgres | undefined;

const start = (): Promise<RunningPostgres> => ensurePostgres({ home, databaseUrl: null, settings: { fsync: "on", shared_buffers: "16MB" } });

async function query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: running?.url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

function readPostmasterPid(): number {
  const { folder } = JSON.parse(readFileSync(path.join(home, "postgres.json"), "utf8")) as { folder: string };
  return Number(readFileSync(path.join(folder, "postmaster.pid"), "utf8").split("\n")[0]);
}

beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), "juxta-cluster-"));
});
afterAll(async () => {
  await running?.stop();
  rmSync(home, { recursive: true, force: true });
});

test("a database killed with -9 has on its next start what was committed, and starts over the stale lock", async () => {
  running = await start();
  expect(running.startedHere).toBe(true);
  await query("CREATE TABLE kept (n int)");
  await query("INSERT INTO kept SELECT generate_series(1, 1000)");
  process.kill(readPostmasterPid(), "SIGKILL");
  await running.whenExited;
  running = await start();
  expect(running.startedHere).toBe(true);
  expect(await query("SELECT count(*)::int AS n FROM kept")).toEqual([{ n: 1000 }]);
});

test("a second start finds the running server instead of starting another", async () => {
  const pid = readPostmasterPid();
  const second = await start();
  expect(second.startedHere).toBe(false);
  expect(second.url).toBe(running?.url);
  expect(readPostmasterPid()).toBe(pid);
});

test("the database listens on this machine alone, and only its owner may read its password", () => {
  expect(new URL(running?.url ?? "").hostname).toBe("127.0.0.1");
  expect(statSync(path.join(home, "postgres.json")).mode & 0o077).toBe(0);
});
