import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Project } from "#lib/generated/prisma/client.ts";
import { createImport, prepareItem, runImport } from "#lib/import/index.ts";
import type { JobAttempt, JobName } from "#lib/job/index.ts";
import { registerScorer, writeScores } from "#lib/scorer/index.ts";
import { writeImportFolder } from "../factories/import-folder.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
let project: Project;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  project = await makeProject();
  folder = await writeImportFolder({ count: 1 });
});
afterAll(async () => {
  await database?.drop();
  if (folder) rmSync(folder, { recursive: true });
});

/** The newest job of a queue as another worker has it now, after the first was taken for dead: both attempts. */
async function takeOver(queue: JobName): Promise<{ stale: JobAttempt; held: JobAttempt }> {
  const [job] = await database.db.$queryRaw<{ id: string }[]>`SELECT id FROM pgboss.job WHERE name = ${queue} ORDER BY created_on DESC LIMIT 1`;
  await database.db.$executeRaw`UPDATE pgboss.job SET state = 'active', retry_count = 1, started_on = now(), heartbeat_on = now() WHERE id = ${job?.id}::uuid`;
  return { stale: { queue, jobId: job?.id ?? "", retryCount: 0 }, held: { queue, jobId: job?.id ?? "", retryCount: 1 } };
}

const TAKEN = { code: "job_taken_over" };

test("of an import and of its items, only the worker that has the job now writes", async () => {
  const row = await createImport("operator", { projectId: project.id, sourcePath: folder });
  const reading = await takeOver("import");
  await expect(runImport(row.id, { attempt: reading.stale })).rejects.toMatchObject(TAKEN);
  expect(await database.db.import.findUnique({ where: { id: row.id } })).toMatchObject({ state: "QUEUED", lineCount: 0, errorCode: null });
  expect(await runImport(row.id, { attempt: reading.held })).toMatchObject({ state: "DONE", lineCount: 1, newItemCount: 1 });

  const item = await database.db.item.findFirstOrThrow({ where: { importId: row.id } });
  const preparing = await takeOver("prepare-items");
  await expect(prepareItem(item.id, { scorerVersionId: null, attempt: preparing.stale })).rejects.toMatchObject(TAKEN);
  expect(await database.db.comparison.count({ where: { itemId: item.id } })).toBe(0);
  await prepareItem(item.id, { scorerVersionId: null, attempt: preparing.held });
  expect(await database.db.comparison.count({ where: { itemId: item.id } })).toBe(3);
  // A job that has ended is nobody's any more.
  await database.db.$executeRaw`UPDATE pgboss.job SET state = 'completed' WHERE id = ${preparing.held.jobId}::uuid`;
  await database.db.item.update({ where: { id: item.id }, data: { preparedAt: null } });
  await expect(prepareItem(item.id, { scorerVersionId: null, attempt: preparing.held })).rejects.toMatchObject(TAKEN);
});

test("scores of a worker that lost its job are not kept", async () => {
  const { candidateIds } = await makeItem(project, ["one"]);
  const version = await registerScorer({ name: "late", kind: "onnx", description: "", hash: "1".repeat(64), scaleMin: 0, scaleMax: 10 });
  const { stale, held } = await takeOver("prepare-items");
  const scores = [{ candidateId: candidateIds[0] ?? "", pass: 0, values: { overall: 5 } }];
  await expect(writeScores(version.id, scores, [], stale)).rejects.toMatchObject(TAKEN);
  expect(await database.db.score.count()).toBe(0);
  await writeScores(version.id, scores, [], held);
  expect(await database.db.score.count()).toBe(1);
});
