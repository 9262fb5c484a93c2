import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { writeEditFile } from "../factories/edit-file.ts";
import { writeOnnxScorer } from "../factories/onnx-scorer.ts";
import { type Answer, misbehaviour, say, scores, type SeenRequest } from "../judge-server/answers.ts";
import { type JudgeServer, scoreByContent, startJudgeServer } from "../judge-server/judge-server.ts";
import { type Ended, runJuxta } from "./run-juxta.ts";

// Processes are started one after the other, and others may use the machine.
vi.setConfig({ testTimeout: 240_000 });

const ROOT = path.resolve(import.meta.dirname, "../..");
const KEYS = ["item_id", "candidate_id", "prompt_following", "consistency", "perceptual_quality", "overall", "passes", "reasoning", "error"];
type Line = { item_id: string; candidate_id: string; overall: number | null; passes: { overall: number | null; error: { code: string } | null }[]; reasoning: string | null; error: { code: string; message: string } | null } & Record<string, unknown>;

let folder: string;
let out: string;
let server: JudgeServer | undefined;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "juxta-score-"));
  await writeEditFile(folder, { itemCount: 8, perItem: 3 });
});
beforeEach(() => {
  out = path.join(mkdtempSync(path.join(folder, "out-")), "scores.jsonl");
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** No database can be reached, and none may be wanted. */
const WITHOUT_DATABASE = { DATABASE_URL: undefined, JUXTA_SECRET: undefined };

async function startJudge(answer: (request: SeenRequest) => Answer | Promise<Answer>, definition: Record<string, unknown> = {}): Promise<void> {
  server = await startJudgeServer(answer);
  writeFileSync(path.join(folder, "scorer.json"), JSON.stringify({ kind: "vlm", protocol: "editscore", baseUrl: server.baseUrl, model: "judge", scoreRange: 25, passes: 2, seed: 42, temperature: 0.7, reduction: "average_last", concurrency: 4, ...definition }));
}

function runScore(args: string[] = [], items = "items.jsonl", scorer = "scorer.json"): Promise<Ended> {
  const home = path.join(folder, "no-home");
  return runJuxta(["score", "--items", items, "--scorer", scorer, "--out", out, ...args], { cwd: folder, env: { ...WITHOUT_DATABASE, JUXTA_HOME: home } });
}

const readLines = <Shape = Line>(file = out): Shape[] => readFileSync(file, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as Shape);
const idsOf = (lines: Line[]) => lines.map(({ candidate_id }) => candidate_id);
const ALL_IDS = Array.from({ length: 24 }, (_, index) => `${Math.floor(index / 3)}-${index % 3}`);

test("24 edits are scored by a judge without a database: a line each, in the file's order, with the raw replies beside it", async () => {
  await startJudge(scoreByContent);
  const ended = await runScore(["--json"]);
  expect(ended).toMatchObject({ code: 0 });
  expect(JSON.parse(ended.stdout)).toMatchObject({ editCount: 24, doneCount: 24, resumedCount: 0, failedCount: 0, problems: [], out, replies: `${out}.replies.jsonl` });
  const lines = readLines();
  expect(idsOf(lines)).toEqual(ALL_IDS);
  for (const line of lines) {
    expect(Object.keys(line)).toEqual(KEYS);
    expect(line).toMatchObject({ error: null, reasoning: expect.stringContaining("SC: digest") as string });
    expect(line.overall).toBeCloseTo((line.passes[0]!.overall! + line.passes[1]!.overall!) / 2, 12);
  }
  expect(server!.requests).toHaveLength(24 * 2 * 2);
  expect(server!.requests.some(({ text }) => text.includes("把第1个方块移到左边"))).toBe(true);
  const [header, ...replies] = readLines<Record<string, unknown>>(`${out}.replies.jsonl`);
  expect(header).toMatchObject({ format: "juxta-replies-1", scorer: "judge", definition: { scoreRange: 25, prompts: { origin: "juxta" } } });
  expect(replies).toHaveLength(48);
  expect(replies[0]).toMatchObject({ result: { ok: true, replies: [{ part: "SC", attempt: 1, error: null }, { part: "PQ", attempt: 1 }] } });
  expect(existsSync(path.join(folder, "no-home"))).toBe(false);
  expect(existsSync(`${out}.lock`)).toBe(false);
});

test("the embedded scorer scores the same file; again it has nothing to do", async () => {
  writeFileSync(path.join(folder, "starter.json"), JSON.stringify({ kind: "starter" }));
  const first = await runScore(["--json"], "items.jsonl", "starter.json");
  expect(first).toMatchObject({ code: 0 });
  const lines = readLines();
  expect(idsOf(lines)).toEqual(ALL_IDS);
  for (const line of lines) {
    expect(Object.keys(line)).toEqual(KEYS);
    for (const value of [line.prompt_following, line.consistency, line.perceptual_quality, line.overall]) expect(value).toBeTypeOf("number");
  }
  const bytes = readFileSync(out, "utf8");
  const again = await runScore(["--json"], "items.jsonl", "starter.json");
  expect(JSON.parse(again.stdout)).toMatchObject({ resumedCount: 24, doneCount: 24, failedCount: 0 });
  expect(readFileSync(out, "utf8")).toBe(bytes);
});

test("one edit at a time, a judge that knows only text and order gives every edit its own replies", async () => {
  const quality: number[] = [];
  await startJudge(
    ({ text, occurrence }) => {
      if (text.includes("把第") || text.includes("Move square")) return say(scores([25, 25]));
      quality.push(occurrence % 26);
      return say(scores([occurrence % 26, 25]));
    },
    { concurrency: 1, passes: 1 },
  );
  expect((await runScore()).code).toBe(0);
  expect(readLines().map((line) => line.perceptual_quality)).toEqual(Array.from({ length: 24 }, (_, index) => index / 2.5));
});

test("an ONNX model with a manifest beside the definition scores the same file, on 0 to 10", async () => {
  const manifest = writeOnnxScorer(folder);
  writeFileSync(path.join(folder, "onnx.json"), JSON.stringify({ kind: "onnx", manifest: path.basename(manifest) }));
  expect(await runScore([], "items.jsonl", "onnx.json")).toMatchObject({ code: 0 });
  expect(idsOf(readLines())).toEqual(ALL_IDS);
  for (const { overall, error } of readLines()) {
    expect(error).toBeNull();
    expect(overall).toBeGreaterThanOrEqual(0);
    expect(overall).toBeLessThanOrEqual(10);
  }
});

type Vector = { passes: number; score_range: number; reduction: string; sc_replies: string[]; pq_replies: string[]; expected: Record<string, unknown> };

test("published evaluations, replayed by a server that knows a request only by its text and order, come out of the command to the last bit", async () => {
  const { evaluate } = JSON.parse(readFileSync(path.join(ROOT, "test/fixtures/editscore.json"), "utf8")) as { evaluate: Vector[] };
  const [line = ""] = readFileSync(path.join(folder, "items.jsonl"), "utf8").split("\n");
  const item = JSON.parse(line) as { candidates: unknown[] };
  writeFileSync(path.join(folder, "one.jsonl"), JSON.stringify({ ...item, candidates: item.candidates.slice(0, 1) }));
  for (const { passes, score_range, reduction, sc_replies, pq_replies, expected } of [evaluate[1]!, evaluate[6]!, evaluate[12]!, evaluate[16]!]) {
    await server?.close();
    await startJudge(({ text, occurrence }) => say((text.includes("Move square") ? sc_replies : pq_replies)[occurrence] ?? ""), { passes, scoreRange: score_range, reduction, concurrency: 8 });
    out = path.join(mkdtempSync(path.join(folder, "out-")), "scores.jsonl");
    expect((await runScore([], "one.jsonl")).code).toBe(0);
    const { prompt_following, consistency, perceptual_quality, overall } = expected;
    expect(readLines()).toMatchObject([{ prompt_following, consistency, perceptual_quality, overall, error: null }]);
  }
});

/** Starts the command, and kills it without warning as soon as the judge has seen so many requests. */
async function killAfter(requests: number): Promise<void> {
  const args = ["score", "--items", path.join(folder, "items.jsonl"), "--scorer", path.join(folder, "scorer.json"), "--out", out];
  const child: ChildProcess = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", path.join(ROOT, "bin/juxta.ts"), ...args], { cwd: ROOT, stdio: "ignore", env: { ...process.env, LOG_LEVEL: "silent" } });
  const ended = new Promise((resolve) => child.once("close", resolve));
  while (server!.requests.length < requests && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill("SIGKILL");
  await ended;
}

test("killed again and again, then run to the end: no line lost, none twice, no answered pass asked for again", async () => {
  const slowly = async (request: SeenRequest) => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    return scoreByContent(request);
  };
  await startJudge(slowly, { concurrency: 3 });
  for (const requests of [9, 40, 70]) {
    await killAfter(requests);
    // What a power cut leaves: a line that was half written.
    if (existsSync(out)) for (const file of [out, `${out}.replies.jsonl`]) appendFileSync(file, '{"item_id":"item-');
  }
  expect((await runScore()).code).toBe(0);
  const lines = readLines();
  expect(idsOf(lines)).toEqual(ALL_IDS);
  const passes = readLines<{ item_id?: string; candidate_id?: string; result?: { pass: number } }>(`${out}.replies.jsonl`).flatMap(({ candidate_id, result }) => (result ? [`${candidate_id} ${result.pass}`] : []));
  expect(passes).toHaveLength(48);
  expect(new Set(passes).size).toBe(48);
  // In work at the moment of a kill: three edits, each with a request that was answered and one that was not.
  expect(server!.requests.length).toBeLessThanOrEqual(96 + 3 * 3 * 2);

  const resumed = readFileSync(out, "utf8");
  out = path.join(mkdtempSync(path.join(folder, "out-")), "scores.jsonl");
  expect((await runScore()).code).toBe(0);
  expect(resumed).toBe(readFileSync(out, "utf8"));
});

test("a failure is a line with its reason and no number; failed edits are scored again where that is asked for", async () => {
  let isFair = false;
  await startJudge(({ text, ...request }) => (!isFair && text.includes("Move square 2 ") ? misbehaviour.refusal() : scoreByContent({ text, ...request })));
  expect((await runScore(["--json"])).code).toBe(0);
  const failed = readLines().filter(({ error }) => error !== null);
  expect(idsOf(failed)).toEqual(["2-0", "2-1", "2-2"]);
  expect(failed[0]).toMatchObject({ prompt_following: null, consistency: null, perceptual_quality: null, overall: null, reasoning: null, error: { code: "judge_refused" }, passes: [{ pass: 0, overall: null, error: { code: "judge_refused" } }, { pass: 1 }] });

  isFair = true;
  const before = server!.requests.length;
  await runScore();
  expect(server!.requests).toHaveLength(before);
  const again = await runScore(["--retry-failed", "--json"]);
  expect(JSON.parse(again.stdout)).toMatchObject({ editCount: 24, resumedCount: 21, failedCount: 0 });
  expect(server!.requests).toHaveLength(before + 3 * 2 * 2);
  expect(readLines().map(({ error }) => error)).toEqual(Array.from({ length: 24 }, () => null));
  expect(idsOf(readLines()).sort()).toEqual([...ALL_IDS].sort());
});

test("a missing or broken picture fails its own edit, a broken line is named and left out, and the rest is scored", async () => {
  await startJudge(scoreByContent);
  writeFileSync(path.join(folder, "images/broken.png"), "no picture");
  const candidates = [{ candidate_id: "gone", image: "images/gone.png" }, { candidate_id: "broken", image: "images/broken.png" }, { candidate_id: "out", image: "../secret.png" }, { candidate_id: "good", image: "images/0-0.picture" }];
  writeFileSync(path.join(folder, "mixed.jsonl"), [JSON.stringify({ item_id: "mixed", source: "images/0-source.jpg", instruction: "Do it", candidates }), "not json", JSON.stringify({ item_id: "empty" })].join("\n"));
  const ended = await runScore(["--json"], "mixed.jsonl");
  expect(ended.code).toBe(0);
  expect(readLines().map(({ candidate_id, error }) => [candidate_id, error?.code ?? null])).toEqual([["gone", "picture_missing"], ["broken", "picture_format"], ["out", "path_forbidden"], ["good", null]]);
  const { problems } = JSON.parse(ended.stdout) as { problems: { line: number; code: string }[] };
  expect(new Set(problems.map(({ line, code }) => `${line} ${code}`))).toEqual(new Set(["2 json_invalid", "3 field_invalid"]));
});

test("a file that another scorer began is not mixed with", async () => {
  await startJudge(scoreByContent);
  expect((await runScore()).code).toBe(0);
  writeFileSync(path.join(folder, "other.json"), JSON.stringify({ kind: "vlm", baseUrl: server!.baseUrl, model: "another" }));
  const other = await runScore(["--json"], "items.jsonl", "other.json");
  expect(other.code).toBe(1);
  expect(JSON.parse(other.stdout)).toMatchObject({ error: { code: "score_file_taken" } });
  rmSync(`${out}.replies.jsonl`);
  expect((await runScore()).stderr).toContain("(replies_missing)");
});

test.each([
  ["a definition with a wrong field", '{"kind":"vlm","baseUrl":"http://127.0.0.1:9/v1","model":"m","scoreRnge":10}', "(invalid_input)"],
  ["a definition that is not JSON", "{", "(invalid_input)"],
  ["a key that is not in the environment", '{"kind":"vlm","baseUrl":"http://127.0.0.1:9/v1","model":"m","apiKeyEnv":"JUXTA_NO_SUCH_KEY"}', "(judge_key_missing)"],
  ["a prompt file that is not there", '{"kind":"vlm","baseUrl":"http://127.0.0.1:9/v1","model":"m","promptFile":"missing.py"}', "(prompt_file_missing)"],
])("%s is refused before anything is written", async (_name, definition, code) => {
  writeFileSync(path.join(folder, "wrong.json"), definition);
  const ended = await runScore([], "items.jsonl", "wrong.json");
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain(code);
  expect(existsSync(out)).toBe(false);
});

test("an interruption keeps what is there and ends with 130", async () => {
  await startJudge(({ order, ...request }) => (order < 12 ? scoreByContent({ order, ...request }) : misbehaviour.hang()), { concurrency: 1 });
  const args = ["score", "--items", path.join(folder, "items.jsonl"), "--scorer", path.join(folder, "scorer.json"), "--out", out];
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", path.join(ROOT, "bin/juxta.ts"), ...args], { cwd: ROOT, stdio: "ignore" });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  while (server!.requests.length < 13) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill("SIGTERM");
  expect(await ended).toBe(130);
  expect(idsOf(readLines())).toEqual(["0-0", "0-1", "0-2"]);
});
