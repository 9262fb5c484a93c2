import type { ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createImport, runImport } from "#lib/import/index.ts";
import { ITEMS_PER_JOB } from "#lib/job/index.ts";
import { createProject } from "#lib/project/index.ts";
import { writeImportFolder } from "../factories/import-folder.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { endProcess, startWorkerProcess, waitUntil } from "./worker-process.ts";

const ITEMS = 24;
const CANDIDATES = ITEMS * 3;
const DIMENSIONS = 4;
const GIVEN_BACK_WITHIN_MS = 30_000;

let database: TestDatabase;
let folder: string;
let projectId: string;
const workers: ChildProcess[] = [];

function startWorker(): ChildProcess {
  const worker = startWorkerProcess();
  workers.push(worker);
  return worker;
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
  for (const worker of workers) await endProcess(worker, "SIGKILL");
  await database?.drop();
  if (folder) rmSync(folder, { recursive: true });
});

test("workers killed while they prepare and while they score leave every score exactly once", async () => {
  const first = startWorker();
  // In the middle of a job.
  await waitUntil("some items are prepared", async () => [1, 2, 3, 4].includes((await countPrepared()) % ITEMS_PER_JOB));
  await endProcess(first, "SIGKILL");
  const killedAt = Date.now();
  expect(await countPrepared()).toBeLessThan(ITEMS);
  const held = (await database.db.$queryRaw<{ id: string }[]>`SELECT id FROM pgboss.job WHERE state = 'active'`).map(({ id }) => id);
  expect(held).not.toEqual([]);

  const second = startWorker();
  await waitUntil("what it held is given back", async () => (await database.db.$queryRaw<unknown[]>`SELECT 1 FROM pgboss.job WHERE id = ANY(${held}::uuid[]) AND state = 'active' AND retry_count = 0`).length === 0);
  // Heartbeats end after 10 s, and lost jobs are looked for every 2 s. The other worker has to start first, beside other tests.
  expect(Date.now() - killedAt).toBeLessThan(GIVEN_BACK_WITHIN_MS);
  await waitUntil("some candidates are scored", async () => (await countScores()) > 0);
  await endProcess(second, "SIGKILL");
  expect(await countScores()).toBeLessThan(CANDIDATES * DIMENSIONS);

  const third = startWorker();
  await waitUntil("everything is scored", async () => (await countScores()) >= CANDIDATES * DIMENSIONS);
  await waitUntil("everything is prepared", async () => (await countPrepared()) === ITEMS);
  await endProcess(third, "SIGTERM");

  const groups = await database.db.score.groupBy({ by: ["candidateId", "scorerVersionId", "dimension"], _count: true });
  expect(groups).toHaveLength(CANDIDATES * DIMENSIONS);
  expect(groups.every((group) => group._count === 1)).toBe(true);
  expect(await database.db.score.count()).toBe(CANDIDATES * DIMENSIONS);
  expect(await database.db.scoreFailure.count()).toBe(0);
  const comparisons = await database.db.comparison.groupBy({ by: ["itemId"], _count: true });
  expect(comparisons).toHaveLength(ITEMS);
  expect(comparisons.every((row) => row._count === 3)).toBe(true);
  expect(await database.db.workerProcess.count({ where: { pid: third.pid ?? 0 } })).toBe(0);
}, 180_000);
