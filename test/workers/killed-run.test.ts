import type { ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createImport, prepareItem, runImport } from "#lib/import/index.ts";
import { createProject } from "#lib/project/index.ts";
import { createCheck, getCheck } from "#lib/scorer/index.ts";
import { createRun, getRun } from "#lib/scoring-run/index.ts";
import { writeImportFolder } from "../factories/import-folder.ts";
import { type JudgeServer, scoreByContent, startJudgeServer } from "../judge-server/judge-server.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { endProcess, startWorkerProcess, waitUntil } from "./worker-process.ts";

const ITEMS = 8;
const CANDIDATES = ITEMS * 3;
const PASSES = 2;
const CALLS = CANDIDATES * PASSES * 2;
const CONCURRENCY = 4;
const ANSWER_MS = 60;

let database: TestDatabase;
let folder: string;
let judge: JudgeServer;
let projectId: string;
const workers: ChildProcess[] = [];

function startWorker(): ChildProcess {
  const worker = startWorkerProcess();
  workers.push(worker);
  return worker;
}

beforeAll(async () => {
  database = await createTestDatabase();
  judge = await startJudgeServer(async (request) => {
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
    return scoreByContent(request);
  });
  folder = await writeImportFolder({ count: ITEMS, maxSide: 64 });
  projectId = (await createProject("operator", { slug: "killed", name: "Killed" })).id;
  await runImport((await createImport("operator", { projectId, sourcePath: folder, queued: false })).id);
  for (const { id } of await database.db.item.findMany({ select: { id: true } })) await prepareItem(id, { scorerVersionId: null });
});
afterAll(async () => {
  for (const worker of workers) await endProcess(worker, "SIGKILL");
  await judge?.close();
  await database?.drop();
  if (folder) rmSync(folder, { recursive: true });
});

const doneOf = async (runId: string) => (await getRun("operator", runId)).doneCount;

test("workers killed in the middle of a run lose what they had in work and nothing else: every call that counted stands once", async () => {
  const first = startWorker();
  const { id: checkId } = await createCheck("operator", projectId, { name: "judge", definition: { kind: "vlm", baseUrl: judge.baseUrl, model: "m", passes: PASSES, concurrency: CONCURRENCY }, register: true });
  await waitUntil("the judge is added", async () => (await getCheck("operator", checkId)).finishedAt !== null);
  const { scorerVersionId } = await getCheck("operator", checkId);
  const { id } = await createRun("operator", projectId, { scorerVersionId: scorerVersionId! });
  await waitUntil("some candidates are scored", async () => (await doneOf(id)) > 0);
  await endProcess(first, "SIGKILL");
  const before = await doneOf(id);
  expect(before).toBeLessThan(CANDIDATES * PASSES);
  const kept = await database.db.scorerReply.findMany();
  expect(kept).toHaveLength(before * 2);

  const second = startWorker();
  await waitUntil("more candidates are scored", async () => (await doneOf(id)) > before);
  await endProcess(second, "SIGKILL");
  const third = startWorker();
  await waitUntil("the run is over", async () => (await getRun("operator", id)).finishedAt !== null);
  await endProcess(third, "SIGTERM");

  expect(await getRun("operator", id)).toMatchObject({ state: "DONE", doneCount: CANDIDATES * PASSES, failedCount: 0, cachedCount: 0, callCount: CALLS });
  expect(await database.db.score.count({ where: { scorerVersionId: scorerVersionId! } })).toBe(CANDIDATES * PASSES * 4);
  expect(await database.db.scorePass.count()).toBe(CANDIDATES * PASSES);
  const replies = await database.db.scorerReply.findMany({ orderBy: { id: "asc" } });
  expect(replies).toHaveLength(CALLS);
  expect(replies.every(({ round }) => round === 1)).toBe(true);
  expect(new Set(replies.map(({ candidateId, pass, part }) => `${candidateId} ${pass} ${part}`)).size).toBe(CALLS);
  expect(replies.filter((reply) => kept.some((old) => old.id === reply.id))).toEqual(kept);
  // What was in work at both deaths was asked again, and nothing that had been stored.
  expect(judge.requests.length - CALLS).toBeLessThanOrEqual(2 * CONCURRENCY * PASSES * 2);
}, 180_000);
