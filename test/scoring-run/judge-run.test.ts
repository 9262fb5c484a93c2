import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "#lib/auth/index.ts";
import { createImport, prepareItem, runImport } from "#lib/import/index.ts";
import { createProject } from "#lib/project/index.ts";
import { createCheck, getCandidateReplies, getCheck, getScorer, listProjectScorers } from "#lib/scorer/index.ts";
import { cancelRun, createRun, getRun, listFailures, pauseRun, planRun, resumeRun, retryFailures } from "#lib/scoring-run/index.ts";
import { type RunningWorker, startWorker } from "../../workers/run.ts";
import { writeImportFolder } from "../factories/import-folder.ts";
import { makeMember } from "../factories/people.ts";
import { type Answer, misbehaviour, type SeenRequest } from "../judge-server/answers.ts";
import { type JudgeServer, scoreByContent, startJudgeServer } from "../judge-server/judge-server.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { waitUntil } from "../workers/worker-process.ts";

const ITEMS = 5;
const CANDIDATES = ITEMS * 3;
const PASSES = 2;
const CALLS_PER_PASS = 2;
const KEY = "a key that nobody may see";
const PROMPTS = `_context_no_delimit_reasoning_first = """Answer as JSON. RULE"""
_prompts_0shot_two_image_edit_rule = """Two pictures."""
_prompts_0shot_tie_rule_SC = """From 0 to 10: <instruction>"""
_prompts_0shot_rule_PQ = """From 0 to 10."""
`;

let database: TestDatabase;
let folder: string;
let projectId: string;
let owner: Actor;
let worker: RunningWorker;
let judge: JudgeServer;
/** What the judge says now; each test may replace it. */
let answer: (request: SeenRequest) => Answer | Promise<Answer>;
let open = 0;
let mostOpen = 0;

const define = (changes: object = {}) => ({ kind: "vlm", baseUrl: judge.baseUrl, model: "m", passes: PASSES, concurrency: 3, retries: 0, apiKeyEnv: "JUXTA_JUDGE_KEY", ...changes });

async function add(name: string, changes: object = {}, candidateId?: string) {
  const { id } = await createCheck(owner, projectId, { name, definition: define(changes), register: true, candidateId });
  await waitUntil("the scorer is opened", async () => (await getCheck(owner, id)).finishedAt !== null);
  return getCheck(owner, id);
}

const ended = (runId: string) => waitUntil("the run is over", async () => (await getRun(owner, runId)).finishedAt !== null);
const firstCandidate = async () => (await database.db.candidate.findFirstOrThrow({ orderBy: [{ itemId: "asc" }, { id: "asc" }] })).id;

beforeAll(async () => {
  process.env.JUXTA_JUDGE_KEY = KEY;
  database = await createTestDatabase();
  judge = await startJudgeServer(async (request) => {
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    try {
      return await answer(request);
    } finally {
      open -= 1;
    }
  });
  folder = await writeImportFolder({ count: ITEMS, maxSide: 64 });
  projectId = (await createProject("operator", { slug: "judged", name: "Judged" })).id;
  owner = await makeMember(projectId, { role: "OWNER" });
  await runImport((await createImport("operator", { projectId, sourcePath: folder, queued: false })).id);
  for (const { id } of await database.db.item.findMany({ select: { id: true } })) await prepareItem(id, { scorerVersionId: null });
  worker = await startWorker();
});
beforeEach(() => {
  answer = scoreByContent;
  judge.requests.length = 0;
  mostOpen = 0;
});
afterEach(async () => {
  // What a test left open must not be in the way of the next one.
  for (const { id } of await database.db.scoringRun.findMany({ where: { finishedAt: null } })) await cancelRun("operator", id);
});
afterAll(async () => {
  delete process.env.JUXTA_JUDGE_KEY;
  await worker?.stop();
  await judge?.close();
  await database?.drop();
  if (folder) rmSync(folder, { recursive: true });
});

test("a judge is tried on one edit before it is added, with its replies; a run pays for each pass once, and more passes only for the new ones", async () => {
  const check = await add("judge", {}, await firstCandidate());
  expect(check).toMatchObject({ state: "DONE", result: { kind: "vlm", passes: PASSES, results: [{ pass: 0, ok: true }, { pass: 1, ok: true }] } });
  expect(check.result?.results?.[0]?.replies.map(({ part }) => part)).toEqual(["SC", "PQ"]);
  expect(judge.requests).toHaveLength(PASSES * CALLS_PER_PASS);
  expect(judge.requests[0]?.authorization).toBe(`Bearer ${KEY}`);
  const scorerVersionId = check.scorerVersionId!;
  judge.requests.length = 0;

  expect(await planRun(owner, projectId, { scorerVersionId })).toMatchObject({ candidateCount: CANDIDATES, openCount: CANDIDATES * PASSES, callCount: CANDIDATES * PASSES * CALLS_PER_PASS, perPass: { isMeasured: false } });
  const { id } = await createRun(owner, projectId, { scorerVersionId, promptPrice: 10, completionPrice: 20 });
  await ended(id);
  const run = await getRun(owner, id);
  const calls = CANDIDATES * PASSES * CALLS_PER_PASS;
  expect(run).toMatchObject({ state: "DONE", plannedCount: CANDIDATES * PASSES, cachedCount: 0, doneCount: CANDIDATES * PASSES, failedCount: 0, callCount: calls, concurrency: 3, openCount: 0 });
  expect(judge.requests).toHaveLength(calls);
  expect(mostOpen).toBeLessThanOrEqual(3);
  expect(run.cost).toBeCloseTo((Number(run.promptTokens) * 10 + Number(run.completionTokens) * 20) / 1e6, 12);
  expect(Number(run.completionTokens)).toBeGreaterThan(0);
  expect(await database.db.scorerReply.count()).toBe(calls);
  expect(await database.db.score.count({ where: { scorerVersionId } })).toBe(CANDIDATES * PASSES * 4);

  const again = await createRun(owner, projectId, { scorerVersionId });
  await ended(again.id);
  expect(await getRun(owner, again.id)).toMatchObject({ state: "DONE", cachedCount: CANDIDATES * PASSES, doneCount: 0, callCount: 0 });
  const more = await createRun(owner, projectId, { scorerVersionId, passes: PASSES + 1, filter: { firstItems: 1 } });
  await ended(more.id);
  expect(await getRun(owner, more.id)).toMatchObject({ cachedCount: 3 * PASSES, doneCount: 3 });
  expect(judge.requests.slice(calls).map(({ seed }) => seed)).toEqual(Array(6).fill(42 + PASSES));
  expect(await planRun(owner, projectId, { scorerVersionId })).toMatchObject({ openCount: 0, callCount: 0, perPass: { isMeasured: true, calls: CALLS_PER_PASS } });
});

test("no key is in anything that is kept or shown", async () => {
  const { id } = await database.db.scorerVersion.findFirstOrThrow({ where: { scorer: { name: "judge" } } });
  const scorer = await getScorer(owner, projectId, id);
  expect(scorer).toMatchObject({ kind: "vlm", definition: { apiKeyEnv: "JUXTA_JUDGE_KEY" }, distributions: [{ n: CANDIDATES }, { n: CANDIDATES }, { n: CANDIDATES }, { n: CANDIDATES }] });
  expect((await listProjectScorers(owner, projectId, { kind: "vlm" }))[0]).toMatchObject({ scoredCount: CANDIDATES, failedPassCount: 0, spread: expect.any(Number) });
  const tables = await database.db.$queryRaw<{ name: string }[]>`SELECT table_name AS name FROM information_schema.tables WHERE table_schema IN ('public', 'pgboss') AND table_type = 'BASE TABLE'`;
  for (const { name } of tables) {
    const schema = name.startsWith("job") || ["queue", "schedule", "subscription", "version"].includes(name) ? "pgboss" : "public";
    const rows = await database.db.$queryRawUnsafe<{ n: number }[]>(`SELECT count(*)::int AS n FROM "${schema}"."${name}" t WHERE t::text LIKE '%${KEY}%'`).catch(() => [{ n: 0 }]);
    expect([name, rows[0]?.n]).toEqual([name, 0]);
  }
});

test("a refusal is a failure with its reply; retried, it begins a new round and the old reply stays", async () => {
  const refusedId = await firstCandidate();
  const { scorerVersionId } = await add("refusing", { model: "refusing", passes: 1 });
  // One at a time: the first candidate in order is what it refuses.
  let refused: string | undefined;
  answer = (request) => {
    refused ??= request.pictures.at(-1);
    return request.pictures.at(-1) === refused ? misbehaviour.refusal() : scoreByContent(request);
  };
  const first = await createRun(owner, projectId, { scorerVersionId: scorerVersionId!, concurrency: 1, filter: { firstItems: 1 } });
  await ended(first.id);
  expect(await getRun(owner, first.id)).toMatchObject({ state: "DONE", doneCount: 2, failedCount: 1 });
  expect(await listFailures(owner, first.id)).toMatchObject([{ code: "judge_refused", count: 1, examples: [{ candidateId: refusedId, pass: 0 }] }]);
  const kept = await database.db.scorerReply.findMany({ where: { candidateId: refusedId, scorerVersionId: scorerVersionId! } });
  expect(kept.length).toBeGreaterThan(0);

  answer = scoreByContent;
  const left = await createRun(owner, projectId, { scorerVersionId: scorerVersionId!, filter: { firstItems: 1 } });
  await ended(left.id);
  expect(await getRun(owner, left.id)).toMatchObject({ cachedCount: 2, failedCount: 1, callCount: 0 });
  await retryFailures(owner, left.id);
  await ended(left.id);
  expect(await getRun(owner, left.id)).toMatchObject({ state: "DONE", doneCount: 1, failedCount: 0 });
  const { passes } = await getCandidateReplies(owner, projectId, scorerVersionId!, refusedId);
  expect(passes).toMatchObject([{ pass: 0, failure: null, values: { overall: expect.any(Number) } }]);
  expect(passes[0]?.replies.filter(({ round }) => round === 1)).toEqual(kept);
  expect(passes[0]?.replies.filter(({ round }) => round === 2)).toHaveLength(CALLS_PER_PASS);
  await expect(database.db.$executeRaw`UPDATE scorer_reply SET text = 'better' WHERE candidate_id = ${refusedId}::uuid`).rejects.toThrow(/never changed/);
});

test("pausing lets what is in work finish and begins nothing else; resuming repeats nothing", async () => {
  const { scorerVersionId } = await add("slow", { model: "slow", passes: 1 });
  const held: (() => void)[] = [];
  let isOpen = false;
  answer = async (request) => {
    if (!isOpen) await new Promise<void>((resolve) => held.push(resolve));
    return scoreByContent(request);
  };
  const { id } = await createRun(owner, projectId, { scorerVersionId: scorerVersionId! });
  await waitUntil("three candidates are asked for", () => Promise.resolve(held.length === 3));
  await pauseRun(owner, id);
  isOpen = true;
  for (const release of held.splice(0)) release();
  await waitUntil("the job has let go", async () => !(await getRun(owner, id)).atWork);
  expect(await getRun(owner, id)).toMatchObject({ state: "PAUSED", doneCount: 3 });
  expect(judge.requests).toHaveLength(3 * CALLS_PER_PASS);
  await resumeRun(owner, id);
  await ended(id);
  expect(await getRun(owner, id)).toMatchObject({ state: "DONE", doneCount: CANDIDATES, turn: 2 });
  expect(judge.requests).toHaveLength(CANDIDATES * CALLS_PER_PASS);
});

test("a run whose judge is away stops by itself, and goes on when it is back", async () => {
  const { scorerVersionId } = await add("away", { model: "away", passes: 1, timeoutMs: 5_000 });
  answer = () => misbehaviour.unauthorised();
  const { id } = await createRun(owner, projectId, { scorerVersionId: scorerVersionId!, concurrency: 1 });
  await ended(id);
  const stopped = await getRun(owner, id);
  expect(stopped).toMatchObject({ state: "FAILED", errorCode: "scoring_run_stopped", failedCount: 12, doneCount: 0 });
  expect(stopped.errorMessage).not.toContain(KEY);
  answer = scoreByContent;
  await resumeRun(owner, id);
  await ended(id);
  expect(await getRun(owner, id)).toMatchObject({ state: "DONE", failedCount: 12, doneCount: CANDIDATES - 12 });
  await retryFailures(owner, id);
  await ended(id);
  expect(await getRun(owner, id)).toMatchObject({ state: "DONE", failedCount: 0, doneCount: CANDIDATES });
});

test("a scorer whose prompts have changed since is not asked under its old version", async () => {
  const scorers = path.join(database.home, "scorers");
  mkdirSync(scorers, { recursive: true });
  const write = (rule: string) => writeFileSync(path.join(scorers, "prompts.py"), PROMPTS.replace("RULE", rule));
  write("Be strict.");
  const { scorerVersionId, errorCode } = await add("prompted", { model: "prompted", passes: 1, promptFile: "prompts.py" });
  expect(errorCode).toBeNull();
  write("Be mild.");
  const { id } = await createRun(owner, projectId, { scorerVersionId: scorerVersionId! });
  await ended(id);
  expect(await getRun(owner, id)).toMatchObject({ state: "FAILED", errorCode: "scorer_changed", callCount: 0 });
  expect(judge.requests).toEqual([]);
  const second = await add("prompted", { model: "prompted", passes: 1, promptFile: "prompts.py" });
  expect(second.scorerVersionId).not.toBe(scorerVersionId);
  expect((await getScorer(owner, projectId, second.scorerVersionId!)).versions).toHaveLength(2);
});
