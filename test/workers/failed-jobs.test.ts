import type { ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import { rename } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countFailedJobs, type FailedJob, listFailedJobs, retryFailedJobs } from "#lib/failed-job/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { originalKey } from "#lib/image/index.ts";
import { createImport, runImport } from "#lib/import/index.ts";
import { runJson } from "../cli/run-juxta.ts";
import { writeImportFolder } from "../factories/import-folder.ts";
import { makeMember } from "../factories/people.ts";
import { makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { endProcess, startWorkerProcess, waitUntil } from "./worker-process.ts";

const ITEMS = 3;
const PAGE = { page: 1, pageSize: 10 };

let database: TestDatabase;
let folder: string;
let project: Project;
let other: Project;
let worker: ChildProcess | undefined;
let lost: string;

const countPrepared = () => database.db.item.count({ where: { projectId: project.id, preparedAt: { not: null } } });
const original = () => path.join(database.home, "storage", originalKey(lost));
/** Tries follow each other at once: how long the queue waits between them is not what is tested. */
const hurry = () => database.db.$executeRaw`UPDATE pgboss.job SET retry_delay = 0, retry_backoff = false, start_after = now() WHERE state IN ('created', 'retry', 'active')`;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await writeImportFolder({ count: ITEMS });
  [project, other] = [await makeProject(), await makeProject()];
  const row = await createImport("operator", { projectId: project.id, sourcePath: folder, queued: false });
  await runImport(row.id);
  // One picture of one item is gone from the disk: the job with that item fails at every try.
  const { picture } = await database.db.candidate.findFirstOrThrow({ where: { projectId: project.id }, include: { picture: true } });
  lost = picture.sha256;
  await rename(original(), `${original()}.away`);
  await hurry();
  worker = startWorkerProcess();
});
afterAll(async () => {
  if (worker) await endProcess(worker, "SIGKILL");
  await database?.drop();
  if (folder) rmSync(folder, { recursive: true });
});

test("a job that fails five times is set aside with what it was about and why, and the others of its items are done", async () => {
  await waitUntil("it is set aside", async () => (await countFailedJobs("operator", project.id)) === 1);
  expect(await countPrepared()).toBe(ITEMS - 1);
  const { rows, total, codes, kinds } = await listFailedJobs("operator", { projectId: project.id }, PAGE);
  expect({ total, codes, kinds }).toEqual({ total: 1, codes: ["internal"], kinds: ["prepare-items"] });
  const [row] = rows as [FailedJob];
  expect(row).toMatchObject({ kind: "prepare-items", code: "internal", tries: 5, message: "Something failed on the server. It has been logged.", reason: expect.stringContaining("ENOENT"), about: { import: { projectSlug: project.slug }, scorer: null, itemCount: ITEMS } });
  expect(row.failedAt.getTime()).toBeGreaterThanOrEqual(row.queuedAt.getTime());
  // Filters, and the command line.
  expect((await listFailedJobs("operator", { projectId: project.id, filter: { kind: "import" } }, PAGE)).total).toBe(0);
  expect((await listFailedJobs("operator", { projectId: null, filter: { code: "internal" } }, PAGE)).total).toBe(1);
  const listed = await runJson<{ total: number; rows: { id: string; code: string }[] }>(["jobs", "list", "--project", project.slug]);
  expect(listed.json).toMatchObject({ total: 1, rows: [{ id: row.id, code: "internal" }] });
});

test("owners and reviewers see it without the program's words; others see nothing and cannot queue it again", async () => {
  const [reviewer, annotator, stranger] = [await makeMember(project.id, { role: "REVIEWER" }), await makeMember(project.id), await makeMember(other.id, { role: "OWNER" })];
  const seen = await listFailedJobs(reviewer, { projectId: project.id }, PAGE);
  expect(seen.rows[0]?.reason).toBeNull();
  for (const [caller, code] of [[annotator, "forbidden"], [stranger, "not_found"]] as const) {
    await expect(listFailedJobs(caller, { projectId: project.id }, PAGE)).rejects.toMatchObject({ code });
    await expect(retryFailedJobs(caller, { projectId: project.id })).rejects.toMatchObject({ code });
    await expect(retryFailedJobs(caller, { projectId: null })).rejects.toMatchObject({ code: "forbidden" });
  }
  expect((await listFailedJobs(stranger, { projectId: other.id }, PAGE)).total).toBe(0);
  expect(await retryFailedJobs(stranger, { projectId: other.id, ids: [seen.rows[0]?.id ?? ""] })).toBe(0);
});

test("queued again it comes back while the cause is there, and is done once that is gone; pressing twice queues it once", async () => {
  const reviewer = await makeMember(project.id, { role: "REVIEWER" });
  const [first] = (await listFailedJobs(reviewer, { projectId: project.id }, PAGE)).rows;
  const ids = [first?.id ?? ""];
  const counts = await Promise.all([retryFailedJobs(reviewer, { projectId: project.id, ids }), retryFailedJobs(reviewer, { projectId: project.id, ids })]);
  expect(counts.toSorted()).toEqual([0, 1]);
  await hurry();
  await waitUntil("it is set aside again", async () => (await countFailedJobs("operator", project.id)) === 1);
  await rename(`${original()}.away`, original());
  const retried = await runJson<{ retriedCount: number }>(["jobs", "retry", "--all", "--project", project.slug]);
  expect(retried.json).toEqual({ retriedCount: 1 });
  await waitUntil("the item is prepared", async () => (await countPrepared()) === ITEMS);
  expect(await countFailedJobs("operator", project.id)).toBe(0);
  expect(await database.db.auditEntry.findMany({ where: { action: "jobs_retried" }, orderBy: { id: "asc" }, select: { actorId: true, subject: true } })).toEqual([
    { actorId: reviewer.userId, subject: first?.id },
    { actorId: null, subject: expect.any(String) },
  ]);
});
