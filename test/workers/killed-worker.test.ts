import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createImport, runImport } from "#lib/import/index.ts";
import { createProject } from "#lib/project/index.ts";
import { writeImportFolder } from "../factories/import-folder.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const ITEMS = 24;
const CANDIDATES = ITEMS * 3;
const DIMENSIONS = 4;

let database: TestDatabase;
let folder: string;
let projectId: string;
const workers: ChildProcess[] = [];

function startWorker(): ChildProcess {
  const worker = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "workers/index.ts"], { cwd: ROOT, env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "silent" }, stdio: "ignore" });
  workers.push(worker);
  return worker;
}

/** Ends a process and waits until it is gone. */
async function end(worker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = new Promise((resolve) => worker.once("exit", resolve));
  worker.kill(signal);
  await gone;
}

async function waitUntil(what: string, isReached: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 90_000;
  while (!(await isReached())) {
    if (Date.now() > until) throw new Error(`Waited in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const countPrepared = () => database.db.item.count({ where: { projectId, preparedAt: { not: null } } });
const countScores = () => database.db.score.count();

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await writeImportFolder({ count: ITEMS });
  projectId = (await createProject("operator", { slug: "killed", name: "Killed" })).id;
  await runImport((await createImport("operator", { projectId, sourcePath: folder, queued: false })).id);
});

afterAll(async () => {
  for (const worker of workers) if (worker.exitCode === null && worker.signalCode === null) await end(worker, "SIGKILL");
  await database?.drop();
  if (folder) rmSync(folder, { recursive: true });
});

test("workers killed while they prepare and while they score leave every score exactly once", async () => {
  const first = startWorker();
  await waitUntil("some items are prepared", async () => (await countPrepared()) > 0);
  await end(first, "SIGKILL");
  expect(await countPrepared()).toBeLessThan(ITEMS);

  const second = startWorker();
  await waitUntil("some candidates are scored", async () => (await countScores()) > 0);
  await end(second, "SIGKILL");
  expect(await countScores()).toBeLessThan(CANDIDATES * DIMENSIONS);

  const third = startWorker();
  await waitUntil("everything is scored", async () => (await countScores()) >= CANDIDATES * DIMENSIONS);
  await waitUntil("everything is prepared", async () => (await countPrepared()) === ITEMS);
  await end(third, "SIGTERM");

  const groups = await database.db.score.groupBy({ by: ["candidateId", "scorerVersionId", "dimension"], _count: true });
  expect(groups).toHaveLength(CANDIDATES * DIMENSIONS);
  expect(groups.every((group) => group._count === 1)).toBe(true);
  expect(await database.db.score.count()).toBe(CANDIDATES * DIMENSIONS);
  expect(await database.db.scoreFailure.count()).toBe(0);
  const comparisons = await database.db.comparison.groupBy({ by: ["itemId"], _count: true });
  expect(comparisons).toHaveLength(ITEMS);
  expect(comparisons.every((row) => row._count === 3)).toBe(true);
  expect(await database.db.workerProcess.count({ where: { pid: third.pid ?? 0 } })).toBe(0);
});
