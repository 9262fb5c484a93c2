import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/auth/index.ts";
import type { ScorerVersion } from "#lib/generated/prisma/client.ts";
import { createImport, runImport } from "#lib/import/index.ts";
import { createProject } from "#lib/project/index.ts";
import { cancelRun, createRun, getRun, listFailures, listRuns, pauseRun, planRun, resumeRun, retryFailures } from "#lib/scoring-run/index.ts";
import { startWorker, waitUntilIdle } from "../../workers/run.ts";
import { runJuxta } from "../cli/run-juxta.ts";
import { writeImportFolder } from "../factories/import-folder.ts";
import { makeMember } from "../factories/people.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

const ITEMS = 5;
const CANDIDATES = ITEMS * 3;
const DIMENSIONS = 4;

let database: TestDatabase;
let folder: string;
let projectId: string;
let owner: Actor;
let starter: ScorerVersion;

async function work(): Promise<void> {
  const worker = await startWorker();
  await waitUntilIdle();
  await worker.stop();
}

const values = async () => (await database.db.score.findMany({ orderBy: [{ candidateId: "asc" }, { dimension: "asc" }], select: { candidateId: true, dimension: true, value: true } })).map(({ candidateId, dimension, value }) => `${candidateId} ${dimension} ${value.toFixed(9)}`);

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await writeImportFolder({ count: ITEMS });
  projectId = (await createProject("operator", { slug: "runs", name: "Runs" })).id;
  owner = await makeMember(projectId, { role: "OWNER" });
  await runImport((await createImport("operator", { projectId, sourcePath: folder, queued: false })).id);
  await work();
  starter = await database.db.scorerVersion.findFirstOrThrow({ where: { scorer: { name: "starter" } } });
});
afterAll(async () => {
  await database?.drop();
  if (folder) rmSync(folder, { recursive: true });
});

test("the starter that scored the import is a scorer like any other, and a run of it finds everything there", async () => {
  expect(starter).toMatchObject({ passes: 1, dimensions: ["prompt_following", "consistency", "visual_quality", "overall"], definition: { kind: "starter", threads: 1 } });
  expect(await planRun(owner, projectId, { scorerVersionId: starter.id })).toMatchObject({ passes: 1, candidateCount: CANDIDATES, plannedCount: CANDIDATES, cachedCount: CANDIDATES, openCount: 0, callCount: 0 });
  const run = await createRun(owner, projectId, { scorerVersionId: starter.id });
  await work();
  expect(await getRun(owner, run.id)).toMatchObject({ state: "DONE", plannedCount: CANDIDATES, cachedCount: CANDIDATES, doneCount: 0, failedCount: 0, atWork: false });
});

test("an import gives the numbers that the command without a database gives, to the last digit", async () => {
  const definition = path.join(folder, "starter.json");
  writeFileSync(definition, '{ "kind": "starter" }');
  const out = path.join(folder, "scores.jsonl");
  expect(await runJuxta(["score", "--items", path.join(folder, "items.jsonl"), "--scorer", definition, "--out", out], { env: { DATABASE_URL: undefined } })).toMatchObject({ code: 0 });
  const lines = readFileSync(out, "utf8").trim().split("\n").map((line) => JSON.parse(line) as Record<string, string | number>);
  const stored = await database.db.score.findMany({ include: { candidate: { include: { item: true } } } });
  const fileName: Record<string, string> = { visual_quality: "perceptual_quality" };
  expect(lines).toHaveLength(CANDIDATES);
  for (const { candidate, dimension, value } of stored) {
    const line = lines.find((row) => row.item_id === candidate.item.externalId && row.candidate_id === candidate.externalId);
    expect(line?.[fileName[dimension] ?? dimension]).toBe(value);
  }
});

test("a run gives the numbers that the import gave, of the candidates of its filter alone", async () => {
  const before = await values();
  expect(before).toHaveLength(CANDIDATES * DIMENSIONS);
  await database.db.score.deleteMany();
  const { generator } = await database.db.candidate.findFirstOrThrow({ orderBy: { id: "asc" } });
  const count = await database.db.candidate.count({ where: { generator } });
  const first = await createRun(owner, projectId, { scorerVersionId: starter.id, filter: { generator } });
  expect(first).toMatchObject({ state: "QUEUED", plannedCount: count, cachedCount: 0, turn: 1, atWork: true });
  await expect(createRun(owner, projectId, { scorerVersionId: starter.id })).rejects.toMatchObject({ code: "scoring_run_open", details: { runId: first.id } });
  await work();
  // The worker that starts catches up with the rest by itself.
  expect(await getRun(owner, first.id)).toMatchObject({ state: "DONE", failedCount: 0 });
  expect(await values()).toEqual(before);
  expect(await database.db.scorePass.count({ where: { runId: first.id } })).toBe((await getRun(owner, first.id)).doneCount);
  expect(await planRun(owner, projectId, { scorerVersionId: starter.id, filter: { firstItems: 2 } })).toMatchObject({ candidateCount: 6, cachedCount: 6 });
  expect(await planRun(owner, projectId, { scorerVersionId: starter.id, filter: { judged: true } })).toMatchObject({ candidateCount: 0 });
});

test("what failed is left alone until it is asked for, and then tried again", async () => {
  const [candidate] = await database.db.candidate.findMany({ take: 1, orderBy: { id: "asc" } });
  await database.db.score.deleteMany({ where: { candidateId: candidate!.id } });
  await database.db.scoreFailure.create({ data: { candidateId: candidate!.id, scorerVersionId: starter.id, code: "judge_timeout", message: "No answer." } });
  const run = await createRun(owner, projectId, { scorerVersionId: starter.id });
  await work();
  expect(await getRun(owner, run.id)).toMatchObject({ state: "DONE", doneCount: 0, failedCount: 1 });
  expect(await listFailures(owner, run.id)).toMatchObject([{ code: "judge_timeout", count: 1, examples: [{ candidateId: candidate!.id, message: "No answer." }] }]);
  await retryFailures(owner, run.id);
  await work();
  expect(await getRun(owner, run.id)).toMatchObject({ state: "DONE", doneCount: 1, failedCount: 0, openCount: 0 });
  expect(await listFailures(owner, run.id)).toEqual([]);
  expect(await database.db.scoreFailure.count()).toBe(0);
});

test("a run waits while it is paused, goes on when it is resumed, and ends when it is cancelled", async () => {
  const kept = await database.db.score.findMany();
  await database.db.score.deleteMany();
  // Nothing but the run shall score.
  await database.db.item.updateMany({ data: { preparedAt: new Date() } });
  const run = await createRun(owner, projectId, { scorerVersionId: starter.id });
  await pauseRun(owner, run.id);
  await pauseRun(owner, run.id);
  await database.db.score.createMany({ data: kept });
  await work();
  expect(await getRun(owner, run.id)).toMatchObject({ state: "PAUSED", doneCount: 0, atWork: false });
  const [one] = kept;
  await database.db.score.deleteMany({ where: { candidateId: one!.candidateId } });
  await database.db.scoreFailure.create({ data: { candidateId: one!.candidateId, scorerVersionId: starter.id, code: "score_missing", message: "" } });
  expect(await resumeRun(owner, run.id)).toMatchObject({ state: "QUEUED", turn: 2, atWork: true });
  expect(await resumeRun(owner, run.id)).toMatchObject({ state: "QUEUED", turn: 2 });
  await cancelRun(owner, run.id);
  await cancelRun(owner, run.id);
  await work();
  expect(await getRun(owner, run.id)).toMatchObject({ state: "CANCELLED", doneCount: 0, atWork: false });
  for (const verb of [pauseRun, resumeRun, retryFailures]) await expect(verb(owner, run.id)).rejects.toMatchObject({ code: "scoring_run_over" });
});

test("owners alone make and change runs, reviewers read them, annotators and strangers learn nothing", async () => {
  const [reviewer, annotator, stranger] = [await makeMember(projectId, { role: "REVIEWER" }), await makeMember(projectId), await makeMember((await createProject("operator", { slug: "other", name: "Other" })).id, { role: "OWNER" })];
  const { rows, total } = await listRuns(reviewer, projectId, { page: 1, pageSize: 2 });
  expect([rows.length, total]).toEqual([2, 4]);
  const { id } = rows[0]!;
  await expect(createRun(reviewer, projectId, { scorerVersionId: starter.id })).rejects.toMatchObject({ code: "forbidden" });
  for (const verb of [pauseRun, resumeRun, cancelRun, retryFailures]) await expect(verb(reviewer, id)).rejects.toMatchObject({ code: "forbidden" });
  for (const verb of [getRun, listFailures]) {
    await expect(verb(annotator, id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(verb(stranger, id)).rejects.toMatchObject({ code: "not_found" });
  }
  expect(await database.db.auditEntry.groupBy({ by: ["action"], where: { action: { startsWith: "scoring_run" } }, _count: true, orderBy: { action: "asc" } })).toMatchObject([
    { action: "scoring_run_cancelled", _count: 1 },
    { action: "scoring_run_created", _count: 4 },
    { action: "scoring_run_failures_retried", _count: 1 },
    { action: "scoring_run_paused", _count: 1 },
    { action: "scoring_run_resumed", _count: 2 },
  ]);
});
