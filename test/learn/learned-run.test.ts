import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Actor } from "#lib/auth/index.ts";
import { createImport, runImport } from "#lib/import/index.ts";
import { applyHead, cancelLearnedRun, createLearnedRun, decideOnLearned, getLearnedRun, getReadiness, HEAD_FILES, learnedHead, listLearnedRuns, openHeadFile, scoreNewCandidates } from "#lib/learn/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { createProject } from "#lib/project/index.ts";
import { createCheck } from "#lib/scorer/index.ts";
import { createRun } from "#lib/scoring-run/index.ts";
import { startWorker, waitUntilIdle } from "../../workers/run.ts";
import { writeImportFolder } from "../factories/import-folder.ts";
import { makeJudgment } from "../factories/judgment.ts";
import { makeMember } from "../factories/people.ts";
import { scoreByContent, startJudgeServer } from "../judge-server/judge-server.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

const ITEMS = 18;
const NEW_ITEMS = 2;
const Labels = z.object({ labels: z.object({ promptFollowing: z.number(), consistency: z.number() }) });
const parityFile = z.object({ tolerance: z.number(), cases: z.array(z.object({ plain: z.array(z.number()), pooled: z.array(z.number()), starter: z.array(z.number()), stacked: z.array(z.number()), scores: z.array(z.number()), utilities: z.array(z.number()) })) });

let database: TestDatabase;
let folder: string;
let project: Project;
let owner: Actor;

async function work(): Promise<void> {
  const worker = await startWorker();
  await waitUntilIdle();
  await worker.stop();
}

/** Two people who prefer what kept the rest, and what was not left as it was. */
async function judgeAll(): Promise<void> {
  const people = [await makeMember(project.id), await makeMember(project.id)];
  const comparisons = await database.db.comparison.findMany({ where: { projectId: project.id }, include: { candidateA: true, candidateB: true }, orderBy: { id: "asc" } });
  const worth = (parameters: unknown) => {
    const { promptFollowing, consistency } = Labels.parse(parameters).labels;
    return Math.min(1, 2 * promptFollowing) * consistency;
  };
  for (const { id, candidateA, candidateB } of comparisons) {
    const value = worth(candidateA.parameters) >= worth(candidateB.parameters) ? "A" : "B";
    for (const person of people) await makeJudgment(id, person, { prompt_following: value, consistency: value, visual_quality: value, overall: value });
  }
}

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await writeImportFolder({ count: ITEMS, maxSide: 192 });
  project = await createProject("operator", { slug: "learning", name: "Learning" });
  owner = await makeMember(project.id, { role: "OWNER" });
  await runImport((await createImport("operator", { projectId: project.id, sourcePath: folder, queued: false })).id);
  await work();
});
afterAll(async () => {
  await database?.drop();
  if (folder) rmSync(folder, { recursive: true });
});

test("it says what is missing, and does not start before it is there", async () => {
  expect((await getReadiness(owner, project)).missing).toEqual([
    { what: "people", have: 0, want: 1 },
    { what: "sources", have: 0, want: 10 },
    { what: "judgments", have: 0, want: 100 },
  ]);
  await expect(createLearnedRun(owner, project.id)).rejects.toMatchObject({ code: "not_enough_judgments", details: { judgments: "0 of 100" } });
  await judgeAll();
  const ready = await getReadiness(owner, project);
  expect(ready).toMatchObject({ people: 2, simulatedPeople: 0, missing: [] });
  expect(ready.sources).toBeLessThanOrEqual(ITEMS);
});

test("owners alone start it, one at a time, with what the project asks", async () => {
  const [reviewer, annotator, stranger] = [await makeMember(project.id, { role: "REVIEWER" }), await makeMember(project.id), await makeMember((await createProject("operator", { slug: "other", name: "Other" })).id, { role: "OWNER" })];
  await expect(createLearnedRun(reviewer, project.id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(createLearnedRun(owner, project.id, { scorers: ["nobody"] })).rejects.toMatchObject({ code: "not_found" });
  await expect(createLearnedRun(owner, project.id, { scorers: ["starter"] })).rejects.toMatchObject({ code: "invalid_input" });
  await expect(createLearnedRun(owner, project.id, { dimensions: ["beauty"] })).rejects.toMatchObject({ code: "invalid_input" });
  const run = await createLearnedRun(owner, project.id);
  await expect(createLearnedRun(owner, project.id)).rejects.toMatchObject({ code: "learning_open", details: { runId: run.id } });
  expect(await getLearnedRun(reviewer, run.id)).toMatchObject({ state: "QUEUED", report: null });
  await expect(getLearnedRun(annotator, run.id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(getLearnedRun(stranger, run.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(cancelLearnedRun(reviewer, run.id)).rejects.toMatchObject({ code: "forbidden" });
  await cancelLearnedRun(owner, run.id);
  await cancelLearnedRun(owner, run.id);
  await work();
  expect(await getLearnedRun(owner, run.id)).toMatchObject({ state: "CANCELLED", report: null, scorerVersionId: null });
});

test("a run ends in a report and in files whose model says what the plain weights say, and then scores like any scorer", async () => {
  const { id } = await createLearnedRun(owner, project.id, { dimensions: ["overall"] });
  await work();
  const run = await getLearnedRun(owner, id);
  expect(run).toMatchObject({ state: "DONE", stage: "saving", errorCode: null, scorerVersion: { scorer: { name: "learned-learning", kind: "learned" }, dimensions: ["overall"], definition: { kind: "learned", run: id } } });
  expect(run.report).toMatchObject({ mainDimension: "overall", isControl: false, counts: { people: 2, leftOut: 0 }, method: { peopleFolds: 2 } });
  expect(run.report!.dimensions.map(({ dimension }) => dimension)).toEqual(["overall"]);
  const file = (name: string) => path.join(database.home, "storage", "learned", id, name);
  expect(HEAD_FILES.filter((name) => !existsSync(file(name)))).toEqual([]);
  const head = learnedHead.parse(JSON.parse(readFileSync(file("weights.json"), "utf8")));
  const parity = parityFile.parse(JSON.parse(readFileSync(file("parity.json"), "utf8")));
  expect(parity.cases).toHaveLength(32);
  for (const { scores, ...input } of parity.cases) expect(applyHead(head, input).scores[0]).toBeCloseTo(scores[0]!, 6);
  const { scoringRunId } = await decideOnLearned(owner, id, "used");
  expect((await decideOnLearned(owner, id, "used")).scoringRunId).toBe(scoringRunId);
  await work();
  expect(await database.db.scoringRun.findUnique({ where: { id: scoringRunId! } })).toMatchObject({ state: "DONE", failedCount: 0, doneCount: await database.db.candidate.count() });
  // What the run of the scorer says of a picture is what its plain weights say of the features that were kept.
  const kept = await database.db.candidateFeature.findFirstOrThrow({ orderBy: { candidateId: "asc" } });
  const values = new Float32Array(Uint8Array.from(kept.values).buffer);
  const from = kept.plainCount + kept.pooledCount;
  const expected = applyHead(head, { plain: values.slice(0, kept.plainCount), pooled: values.slice(kept.plainCount, from), starter: values.slice(from), stacked: [] }).scores[0]!;
  const score = await database.db.score.findFirstOrThrow({ where: { candidateId: kept.candidateId, scorerVersionId: run.scorerVersionId!, dimension: "overall" } });
  expect(Math.abs(score.value - expected)).toBeLessThan(1e-4);
  expect((await getLearnedRun(owner, id)).decision).toBe("used");
});

test("candidates that come later are scored by a learned scorer in use, by themselves", async () => {
  const later = await writeImportFolder({ count: NEW_ITEMS, maxSide: 192, seed: 77, rename: (generator) => `later-${generator}` });
  const { scorerVersionId } = (await listLearnedRuns(owner, project.id)).find(({ decision }) => decision === "used")!;
  await runImport((await createImport("operator", { projectId: project.id, sourcePath: later, queued: false })).id);
  await work();
  rmSync(later, { recursive: true });
  const fresh = await database.db.candidate.findMany({ where: { generator: { startsWith: "later-" } }, include: { scores: { where: { scorerVersionId: scorerVersionId! } } } });
  expect(fresh).toHaveLength(NEW_ITEMS * 3);
  expect(fresh.map(({ scores }) => scores.map(({ dimension }) => dimension))).toEqual(fresh.map(() => ["overall"]));
  expect(await database.db.scoringRun.count({ where: { scorerVersionId: scorerVersionId! } })).toBe(2);
  expect(await scoreNewCandidates(project.id)).toBe(0);
});

test("learning again looks at no picture twice and gives the same; a control saves nothing", async () => {
  const before = await database.db.candidateFeature.findMany({ select: { candidateId: true, at: true }, orderBy: { candidateId: "asc" } });
  const [first] = await listLearnedRuns(owner, project.id);
  const again = await createLearnedRun(owner, project.id, { dimensions: ["overall"] });
  await work();
  expect((await getLearnedRun(owner, again.id)).report).toEqual(first!.report);
  expect((await getLearnedRun(owner, again.id)).scorerVersionId).toBe(first!.scorerVersionId);
  expect(await database.db.candidateFeature.findMany({ select: { candidateId: true, at: true }, orderBy: { candidateId: "asc" } })).toEqual(before);
  const control = await createLearnedRun(owner, project.id, { dimensions: ["overall"], shuffleLabels: true });
  await work();
  const run = await getLearnedRun(owner, control.id);
  expect(run).toMatchObject({ state: "DONE", scorerVersionId: null, report: { isControl: true, verdict: "no_better_than_chance" } });
  await expect(decideOnLearned(owner, control.id, "used")).rejects.toMatchObject({ code: "nothing_learned" });
  await expect(openHeadFile(owner, control.id, "weights.json")).rejects.toMatchObject({ code: "not_found" });
  await expect(openHeadFile(owner, again.id, "../secrets.json")).rejects.toMatchObject({ code: "not_found" });
  expect(await database.db.auditEntry.groupBy({ by: ["action"], where: { action: { startsWith: "learn" } }, _count: true, orderBy: { action: "asc" } })).toMatchObject([
    { action: "learned_scorer_decided", _count: 1 },
    { action: "learning_cancelled", _count: 1 },
    { action: "learning_started", _count: 4 },
  ]);
});

test("what a judge says is stacked: reported alone, part of the head, and asked for again when the scorer is used", async () => {
  const judge = await startJudgeServer(scoreByContent);
  await createCheck(owner, project.id, { name: "judge", definition: { kind: "vlm", baseUrl: judge.baseUrl, model: "m", passes: 1, concurrency: 8, retries: 0 }, register: true });
  await work();
  const judgeVersion = await database.db.scorerVersion.findFirstOrThrow({ where: { scorer: { name: "judge" } } });
  await createRun(owner, project.id, { scorerVersionId: judgeVersion.id });
  await work();
  const { id } = await createLearnedRun(owner, project.id, { dimensions: ["overall"], scorers: ["judge"] });
  await work();
  const run = await getLearnedRun(owner, id);
  expect(run).toMatchObject({ state: "DONE", errorCode: null, report: { dimensions: [{ dimension: "overall", scorers: [{ name: "judge", scorerVersionId: judgeVersion.id }] }] } });
  const [alone] = run.report!.dimensions[0]!.scorers;
  expect(alone!.n).toBe(run.report!.dimensions[0]!.learned!.n);
  expect(alone!.interval!.low).toBeLessThanOrEqual(alone!.accuracy!);
  const head = learnedHead.parse(JSON.parse(readFileSync(path.join(database.home, "storage", "learned", id, "weights.json"), "utf8")));
  expect(head.scorers).toMatchObject([{ name: "judge", hash: judgeVersion.hash }]);

  const candidate = await database.db.candidate.findFirstOrThrow({ where: { scores: { some: { scorerVersionId: judgeVersion.id } }, features: { some: {} } }, include: { features: true, scores: { where: { scorerVersionId: judgeVersion.id } } }, orderBy: { id: "asc" } });
  await decideOnLearned(owner, id, "used");
  await work();
  await judge.close();
  const kept = candidate.features[0]!;
  const values = new Float32Array(Uint8Array.from(kept.values).buffer);
  const from = kept.plainCount + kept.pooledCount;
  const stacked = head.stacked.inputs.map(({ dimension }) => candidate.scores.find((row) => row.dimension === dimension)!.value);
  const expected = applyHead(head, { plain: values.slice(0, kept.plainCount), pooled: values.slice(kept.plainCount, from), starter: values.slice(from), stacked }).scores[0]!;
  const score = await database.db.score.findFirstOrThrow({ where: { candidateId: candidate.id, scorerVersionId: run.scorerVersionId!, dimension: "overall" } });
  expect(Math.abs(score.value - expected)).toBeLessThan(1e-4);
  // A judge may cost money: nobody but an owner has it asked again.
  await database.db.score.deleteMany({ where: { scorerVersionId: run.scorerVersionId! } });
  expect(await scoreNewCandidates(project.id)).toBe(0);
});
