import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { getDb } from "#lib/db.ts";
import { createImport, runImport } from "#lib/import/index.ts";
import { createProject } from "#lib/project/index.ts";
import { RewardLine, RewardReply } from "#lib/reward/index.ts";
import { parseScorerDefinition } from "#lib/reward/scorer-definition.ts";
import { registerScorer } from "#lib/scorer/index.ts";
import { revokeToken } from "#lib/token/index.ts";
import { writeImportFolder } from "../factories/import-folder.ts";
import { makeMember } from "../factories/people.ts";
import { makePlainPicture, makeUndecodablePicture, readPhotograph } from "../factories/pictures.ts";
import { greyPicture, makeTrainer, registerOnnxScorer } from "../factories/reward.ts";
import { misbehaviour } from "../judge-server/answers.ts";
import { scoreByContent, startJudgeServer } from "../judge-server/judge-server.ts";
import { openScorer } from "../../workers/open-scorer.ts";
import { endProcess, startWorkerProcess, waitUntil } from "../workers/worker-process.ts";
import { type Stack, startStack } from "./stack.ts";

const LEVELS = [0, 51, 102, 153, 204, 255];

let stack: Stack;
let folder: string;
let token: string;
let worker: ReturnType<typeof startWorkerProcess>;

type Body = string | FormData | ReadableStream<Uint8Array>;
const post = (body: Body, headers: Record<string, string> = {}) =>
  fetch(`${stack.address}/api/v1/reward`, {
    method: "POST",
    body,
    headers: { authorization: `Bearer ${token}`, ...(typeof body === "string" ? { "content-type": "application/json" } : {}), ...headers },
    duplex: "half",
  } as RequestInit);

async function ask(request: object, headers: Record<string, string> = {}): Promise<z.infer<typeof RewardReply>> {
  const answer = await post(JSON.stringify(request), headers);
  const body: unknown = await answer.json();
  expect({ status: answer.status, body }).toMatchObject({ status: 200 });
  return RewardReply.parse(body);
}

async function refusal(request: object | string, headers: Record<string, string> = {}): Promise<{ status: number; code: string; details: unknown; retryAfter: number }> {
  const answer = await post(typeof request === "string" ? request : JSON.stringify(request), headers);
  const { error } = (await answer.json()) as { error: { code: string; details?: unknown } };
  return { status: answer.status, code: error.code, details: error.details, retryAfter: Number(answer.headers.get("retry-after")) };
}

const readLines = async (answer: Response) => (await answer.text()).trim().split("\n").map((line) => RewardLine.parse(JSON.parse(line)));

/** Six edits from black to white for one source, in two groups. */
const makeItems = async () => {
  const source = await greyPicture(0);
  return Promise.all(LEVELS.map(async (level, at) => ({ id: `edit-${at}`, group: at < 4 ? "dark" : "light", instruction: "Make it brighter", source, edit: await greyPicture(level) })));
};

const startWorker = async () => {
  worker = startWorkerProcess();
  await waitUntil("a worker scores", async () => (await fetch(`${stack.address}/api/v1/reward/health`)).ok);
};

beforeAll(async () => {
  process.env.JUXTA_REWARD_QUEUE = "40";
  stack = await startStack({ worker: false });
  folder = mkdtempSync(path.join(tmpdir(), "juxta-reward-"));
  await registerOnnxScorer(path.join(folder, "bright"), "bright");
  await registerOnnxScorer(path.join(folder, "slow"), "slow", { side: 256, layers: 16 });
  token = (await makeTrainer()).token;
  await startWorker();
});
afterAll(async () => {
  delete process.env.JUXTA_REWARD_QUEUE;
  if (worker) await endProcess(worker, "SIGTERM");
  await stack?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

describe("a batch", () => {
  test("is answered in order, with rewards, sub-scores and what groups say", async () => {
    const { scorer, results, groups, summary } = await ask({ scorer: "bright", items: await makeItems() });
    expect(scorer).toMatchObject({ name: "means", scale: { min: 0, max: 10 }, passes: 1, version: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(results.map(({ index, id, group }) => [index, id, group])).toEqual(LEVELS.map((_, at) => [at, `edit-${at}`, at < 4 ? "dark" : "light"]));
    for (const [at, { reward, scores, error, passes_used, spread }] of results.entries()) {
      expect({ error, passes_used, spread }).toEqual({ error: null, passes_used: 1, spread: null });
      expect(reward).toBeCloseTo(LEVELS[at]! / 255, 5);
      expect(scores?.consistency).toBeCloseTo((10 * LEVELS[at]!) / 255, 4);
    }
    const [dark, light] = groups;
    const std = Math.sqrt(((0.3 ** 2 + 0.1 ** 2) * 2) / 4);
    expect(dark).toMatchObject({ group: "dark", n: 4, failed: 0, mean: expect.closeTo(0.3, 5), std: expect.closeTo(std, 5), zero_std: false, keep: { paper: true, code: true }, indexes: [0, 1, 2, 3] });
    expect(light).toMatchObject({ group: "light", n: 2, mean: expect.closeTo(0.9, 5), indexes: [4, 5] });
    expect(results[0]!.advantage).toBeCloseTo((0 - 0.3) / (std + 1e-8), 3);
    expect(dark!.advantages).toEqual(results.slice(0, 4).map(({ advantage }) => advantage));
    expect(summary).toMatchObject({ items: 6, scored: 6, failed: 0, groups: 2, zero_std_share: 0 });
  });

  test("keeps groups by the thresholds of the request, under both rules", async () => {
    const items = await makeItems();
    const { groups } = await ask({ scorer: "bright", filters: { paper: { mean: 0.2, variance: 0.2 }, code: { std: 0.09, mean: 0.99 } }, items });
    expect(groups.map(({ keep }) => keep)).toEqual([{ paper: false, code: true }, { paper: false, code: true }]);
    const flat = await ask({ scorer: "bright", items: [items[5]!, items[5]!, items[5]!].map((item) => ({ ...item, group: "flat" })) });
    expect(flat.groups).toMatchObject([{ zero_std: true, keep: { paper: false, code: false }, advantages: [0, 0, 0] }]);
    expect(flat.summary).toMatchObject({ zero_std_share: 1, kept: { paper: 0, code: 0 } });
  });

  test("fails item by item with a reason, and never answers a number for a failure", async () => {
    const [good] = await makeItems();
    const broken = (await makeUndecodablePicture()).toString("base64");
    const items = [
      good,
      { ...good, edit: broken },
      { ...good, edit: Buffer.from("no picture at all, but some text").toString("base64") },
      { ...good, edit: "https://example.org/edit.png" },
      { ...good, edit: `sha256:${"0".repeat(64)}` },
      { ...good, edit: "part:missing" },
      { ...good, instruction: "" },
      { ...good, sauce: good!.source },
      "an item",
      { ...good, edit: `data:image/png;base64,${await greyPicture(255)}` },
    ];
    const { results, groups, summary } = await ask({ scorer: "bright", items });
    expect(results.map(({ error }) => error?.code ?? null)).toEqual([null, "picture_broken", "picture_format", "picture_invalid", "picture_missing", "picture_missing", "item_invalid", "item_invalid", "item_invalid", null]);
    for (const { error, reward, scores, advantage, spread } of results) if (error) expect({ reward, scores, advantage, spread, message: error.message.length > 10 }).toEqual({ reward: null, scores: null, advantage: null, spread: null, message: true });
    expect(groups).toMatchObject([{ group: "dark", n: 2, failed: 7, mean: expect.closeTo(0.5, 5) }]);
    expect(summary).toMatchObject({ items: 10, scored: 2, failed: 8 });
  });

  test("goes to the starter when no scorer is named, for photographs", async () => {
    const [photograph, edit] = await Promise.all([readPhotograph("alpaca", 300), greyPicture(200, 96)]);
    const original = photograph.toString("base64");
    const { scorer, results } = await ask({ passes: 2, items: [{ instruction: "Make it grey", source: original, edit }, { instruction: "Keep it", source: original, edit: original }] });
    expect(scorer).toMatchObject({ name: "starter", passes: 2 });
    for (const { reward, passes, passes_used, spread } of results) {
      expect(reward).toBeGreaterThanOrEqual(0);
      expect(reward).toBeLessThanOrEqual(1);
      expect({ passes, passes_used, spread }).toEqual({ passes: 2, passes_used: 2, spread: 0 });
    }
  });

  test("goes to a judge with its passes: what failed is left out, counted, and never made up", async () => {
    const judge = await startJudgeServer((request) => (request.text.includes("Refuse this") ? misbehaviour.refusal() : request.seed === 44 ? misbehaviour.failed() : scoreByContent(request)));
    const definition = parseScorerDefinition({ kind: "vlm", baseUrl: judge.baseUrl, model: "judge", passes: 3, seed: 42, retries: 0 });
    const opened = await openScorer(definition, { modelsFolder: folder, baseFolder: folder });
    await registerScorer({ name: "judge", kind: "vlm", description: "", hash: opened.version, scaleMin: 0, scaleMax: 10, passes: 3, definition: JSON.parse(JSON.stringify(definition)) as object });
    const [good, other] = await makeItems();
    const { scorer, results } = await ask({ scorer: "judge", items: [good, { ...other, instruction: "Refuse this" }] });
    await judge.close();
    expect(scorer).toMatchObject({ version: opened.version, passes: 3 });
    expect(results[0]).toMatchObject({ passes: 3, passes_used: 2, spread: expect.any(Number), reward: expect.any(Number), error: null });
    expect(results[1]).toMatchObject({ passes_used: 0, spread: null, reward: null, scores: null, error: { code: expect.stringMatching(/^judge_/) } });
  });

  test("comes as multipart with the files as they are", async () => {
    const form = new FormData();
    form.set("request", JSON.stringify({ scorer: "bright", items: [{ instruction: "x", source: "part:before", edit: "part:after 1" }, { instruction: "x", source: "part:before", edit: await greyPicture(51) }] }));
    form.set("before", new Blob([Buffer.from(await greyPicture(0), "base64")]), "before.png");
    form.set("after 1", new Blob([Buffer.from(await greyPicture(255), "base64")]), "after.png");
    const answer = await post(form);
    expect(answer.status).toBe(200);
    const { results } = RewardReply.parse(await answer.json());
    expect(results.map(({ reward }) => reward)).toEqual([expect.closeTo(1, 5), expect.closeTo(0.2, 5)]);
  });

  test("names stored pictures of one's own projects, and of no others", async () => {
    const images = await writeImportFolder({ count: 1 });
    const project = await createProject("operator", { slug: "stored", name: "Stored" });
    await runImport((await createImport("operator", { projectId: project.id, sourcePath: images, queued: false })).id);
    rmSync(images, { recursive: true });
    const candidate = await getDb().candidate.findFirstOrThrow({ include: { picture: true, item: { include: { sources: { include: { picture: true } } } } } });
    const items = [{ instruction: "x", source: `sha256:${candidate.item.sources[0]!.picture.sha256}`, edit: `sha256:${candidate.picture.sha256}` }];
    const rewardOf = async (bearer: string) => (await ask({ scorer: "bright", items }, { authorization: `Bearer ${bearer}` })).results[0]!;
    expect(await rewardOf(token)).toMatchObject({ reward: null, error: { code: "picture_missing" } });
    const owner = await makeTrainer("owner@example.org");
    await getDb().member.create({ data: { projectId: project.id, userId: owner.actor.userId, role: "OWNER" } });
    expect(await rewardOf(owner.token)).toMatchObject({ reward: expect.any(Number), error: null });
    await getDb().member.updateMany({ where: { userId: owner.actor.userId }, data: { role: "ANNOTATOR" } });
    expect(await rewardOf(owner.token)).toMatchObject({ reward: null, error: { code: "picture_missing" } });
  });
});

describe("lines", () => {
  test("answer a document when they are asked for", async () => {
    const answer = await post(JSON.stringify({ scorer: "bright", items: await makeItems() }), { accept: "application/x-ndjson" });
    expect(answer.headers.get("content-type")).toBe("application/x-ndjson");
    const lines = await readLines(answer);
    expect(lines.map(({ type }) => type)).toEqual(["scorer", ...LEVELS.map(() => "result"), "group", "group", "summary"]);
    expect(lines[1]).toMatchObject({ index: 0, reward: 0, error: null });
  });

  test("of any number are scored as they come, in order, and a wrong one fails alone", async () => {
    const [item] = await makeItems();
    const edits = await Promise.all(LEVELS.map((level) => greyPicture(level)));
    const count = 500;
    async function* produce() {
      yield `${JSON.stringify({ scorer: "bright" })}\n\n`;
      for (let at = 0; at < count; at += 1) yield at === 77 ? "not JSON\n" : `${JSON.stringify({ ...item, id: String(at), group: `g${Math.floor(at / 6)}`, edit: edits[at % 6] })}\n`;
    }
    const body = Readable.toWeb(Readable.from(produce(), { objectMode: false })) as unknown as ReadableStream<Uint8Array>;
    const answer = await post(body, { "content-type": "application/x-ndjson" });
    const lines = await readLines(answer);
    const results = lines.filter((line) => line.type === "result");
    expect(results.map(({ index }) => index)).toEqual(Array.from({ length: count }, (_, at) => at));
    for (const { index, id, reward, error } of results) {
      if (index === 77) expect({ id, reward, code: error?.code }).toEqual({ id: null, reward: null, code: "item_invalid" });
      else expect({ id, reward }).toEqual({ id: String(index), reward: expect.closeTo(LEVELS[index % 6]! / 255, 5) });
    }
    expect(lines.filter((line) => line.type === "group")).toHaveLength(Math.ceil(count / 6));
    expect(lines.at(-1)).toMatchObject({ type: "summary", items: count, scored: count - 1, failed: 1 });
  });
});

test("every example of the documentation gives what it says", async () => {
  const text = readFileSync(path.resolve(import.meta.dirname, "../../docs/reward-api.md"), "utf8");
  writeFileSync(path.join(folder, "mug.png"), Buffer.from(await greyPicture(60, 96), "base64"));
  writeFileSync(path.join(folder, "mug-red.png"), await makePlainPicture({ colour: "#c22", width: 96, height: 96 }));
  const examples = [...text.matchAll(/^```sh\n(.+?)^```/gms)].map(([, example = ""]) => example);
  expect(examples).toHaveLength(3);
  const [batch, multipart, lines] = examples.map((example) => spawnSync("bash", ["-c", example], { cwd: folder, encoding: "utf8", env: { ...process.env, JUXTA: stack.address, TOKEN: token } }).stdout);
  const { results } = RewardReply.parse(JSON.parse(batch ?? ""));
  expect(results.map(({ id, error }) => [id, error?.code ?? null])).toEqual([["a", null], ["b", null], ["c", "picture_format"]]);
  expect(RewardReply.parse(JSON.parse(multipart ?? "")).results).toMatchObject([{ error: null }]);
  expect((lines ?? "").trim().split("\n").map((line) => RewardLine.parse(JSON.parse(line)).type)).toEqual(["scorer", "result", "result", "summary"]);
  const documented = [...text.matchAll(/^```json\n(.+?)^```/gms)].map(([, example = ""]) => JSON.parse(example) as unknown);
  expect(RewardReply.parse(documented[0]).results).toHaveLength(3);
  expect(await (await fetch(`${stack.address}/api/v1/reward/health`)).json()).toMatchObject({ status: "ok", workers: 1 });
});

describe("a request is refused", () => {
  test("without a valid token", async () => {
    const { actor, tokenId, token: other } = await makeTrainer("gone@example.org");
    const request = { items: [{}] };
    for (const authorization of ["", "Bearer nonsense", `Bearer jxt_${"a".repeat(43)}`, `Basic ${token}`]) expect(await refusal(request, { authorization })).toMatchObject({ status: 401, code: "token_invalid" });
    expect((await post(JSON.stringify(request), { authorization: `Bearer ${other}` })).status).toBe(200);
    await revokeToken(actor, tokenId);
    expect(await refusal(request, { authorization: `Bearer ${other}` })).toMatchObject({ status: 401 });
    const annotator = await makeMember((await createProject("operator", { slug: "people", name: "People" })).id);
    await getDb().apiToken.create({ data: { id: annotator.userId, userId: annotator.userId, name: "t", beginning: "jxt_", scopes: ["reward"], tokenHash: createHash("sha256").update(`jxt_${"b".repeat(43)}`).digest("hex") } });
    expect(await refusal(request, { authorization: `Bearer jxt_${"b".repeat(43)}` })).toMatchObject({ status: 403, code: "forbidden" });
  });

  test("when it is not complete, too large, or names a scorer that is not there", async () => {
    const [item] = await makeItems();
    expect(await refusal("{")).toMatchObject({ status: 400, code: "invalid_input" });
    expect(await refusal({ items: [] })).toMatchObject({ status: 400, details: { items: expect.any(String) } });
    expect(await refusal({ items: Array.from({ length: 257 }, () => item) })).toMatchObject({ status: 400, details: { items: expect.stringContaining("256") } });
    expect(await refusal({ items: [item], passes: 0, filters: { code: { std: 2 } } })).toMatchObject({ status: 400, details: { passes: expect.any(String), "filters.code.std": expect.any(String) } });
    expect(await refusal({ items: [item], model: "x" })).toMatchObject({ status: 400, details: { request: expect.stringContaining("model") } });
    expect(await refusal({ items: [item], scorer: "nobody" })).toMatchObject({ status: 404, code: "not_found" });
    expect(await refusal(" ".repeat(65 * 1024 * 1024))).toMatchObject({ status: 413, code: "request_too_large" });
    expect((await post("x", { "content-type": "application/x-ndjson" })).status).toBe(400);
  });
});

test("a full queue is said at once, with when to come again, and health counts it", async () => {
  const source = await greyPicture(0, 512);
  const items = Array.from({ length: 16 }, (_, at) => ({ id: String(at), instruction: "x", source, edit: source }));
  const request = JSON.stringify({ scorer: "slow", items });
  const answers = await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let tries = 0; ; tries += 1) {
        const answer = await post(request);
        if (answer.status !== 429) return { tries, reply: RewardReply.parse(await answer.json()) };
        expect(((await answer.json()) as { error: { code: string } }).error.code).toBe("reward_queue_full");
        const seconds = Number(answer.headers.get("retry-after"));
        expect(seconds).toBeGreaterThanOrEqual(1);
        await new Promise((resolve) => setTimeout(resolve, 200 * seconds));
      }
    }),
  );
  expect(answers.some(({ tries }) => tries > 0)).toBe(true);
  for (const { reply } of answers) expect(reply.results.map(({ id, error }) => [id, error])).toEqual(items.map(({ id }) => [id, null]));
  const health = await fetch(`${stack.address}/api/v1/reward/health`);
  expect(await health.json()).toMatchObject({ status: "ok", workers: 1, queue: { waiting: 0, limit: 40 } });
});

test("a worker that ends answers what it holds; one that is killed is made up for by another; with none, that is said", async () => {
  const source = await greyPicture(0, 512);
  const request = { scorer: "slow", items: Array.from({ length: 16 }, () => ({ instruction: "x", source, edit: source })) };
  const first = ask(request);
  await waitUntil("the batch is held", async () => ((await (await fetch(`${stack.address}/api/v1/reward/health`)).json()) as { queue: { waiting: number } }).queue.waiting > 0);
  await endProcess(worker, "SIGTERM");
  expect((await first).summary).toMatchObject({ scored: 16, failed: 0 });

  expect(await refusal(request)).toMatchObject({ status: 503, code: "reward_worker_missing", retryAfter: 2 });
  expect((await fetch(`${stack.address}/api/v1/reward/health`)).status).toBe(503);

  await startWorker();
  const other = startWorkerProcess();
  await waitUntil("both score", async () => ((await (await fetch(`${stack.address}/api/v1/reward/health`)).json()) as { workers: number }).workers === 2);
  const asked = Array.from({ length: 2 }, () => ask(request));
  await waitUntil("batches are held", async () => ((await (await fetch(`${stack.address}/api/v1/reward/health`)).json()) as { queue: { waiting: number } }).queue.waiting > 16);
  await endProcess(other, "SIGKILL");
  for (const { summary } of await Promise.all(asked)) expect(summary).toMatchObject({ scored: 16, failed: 0 });
});
