import { spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { writeEditFile } from "../factories/edit-file.ts";
import { type Answer, misbehaviour, say, type SeenRequest } from "../judge-server/answers.ts";
import { type JudgeServer, startJudgeServer } from "../judge-server/judge-server.ts";
import { type Ended, runJuxta } from "./run-juxta.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
type Line = { item_id: string; left_id: string; right_id: string; dimension: string; verdict: string | null; consistent: boolean | null; points: { left: number; right: number } | null; answers: string[] | null; error: { code: string } | null };

let folder: string;
let out: string;
let server: JudgeServer | undefined;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "juxta-pairs-"));
  await writeEditFile(folder, { itemCount: 4, perItem: 3 });
});
beforeEach(() => {
  out = path.join(mkdtempSync(path.join(folder, "out-")), "verdicts.jsonl");
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function startJudge(answer: (request: SeenRequest) => Answer | Promise<Answer>, definition: Record<string, unknown> = {}): Promise<void> {
  server = await startJudgeServer(answer);
  writeFileSync(path.join(folder, "judge.json"), JSON.stringify({ kind: "vlm", protocol: "pairwise", baseUrl: server.baseUrl, model: "judge", concurrency: 3, retries: 0, ...definition }));
}

const ENVIRONMENT = { DATABASE_URL: undefined, JUXTA_SECRET: undefined };
const argumentsOf = (more: string[]) => ["judge-pairs", "--items", "items.jsonl", "--scorer", "judge.json", "--out", out, ...more];
const run = (more: string[] = []): Promise<Ended> => runJuxta(argumentsOf(more), { cwd: folder, env: { ...ENVIRONMENT, JUXTA_HOME: path.join(folder, "no-home") } });
const readLines = (file = out): Line[] => readFileSync(file, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as Line);
const keysOf = (lines: Line[]) => lines.map(({ left_id, right_id, dimension }) => `${left_id} ${right_id} ${dimension}`);

const choose = (better: unknown) => say(JSON.stringify({ reasoning: "r", better }));
const prefer = ({ pictures }: SeenRequest) => choose((pictures[1] ?? "") < (pictures[2] ?? "") ? 1 : 2);
const PAIRS = Array.from({ length: 4 }, (_, item) => [[0, 1], [0, 2], [1, 2]].map(([left, right]) => `${item}-${left} ${item}-${right} overall`)).flat();

test("every two candidates of an item are judged in both orders without a database, in the file's order", async () => {
  await startJudge(({ text, ...request }) => (text.includes("square 0") ? choose(1) : prefer({ text, ...request })));
  const ended = await run(["--json"]);
  expect(ended).toMatchObject({ code: 0 });
  expect(JSON.parse(ended.stdout)).toMatchObject({ pairCount: 12, doneCount: 12, resumedCount: 0, failedCount: 0, problems: [], consistency: [{ dimension: "overall", judgedCount: 12, failedCount: 0, rate: 0.75 }] });
  const lines = readLines();
  expect(keysOf(lines)).toEqual(PAIRS);
  for (const line of lines.slice(0, 3)) expect(line).toMatchObject({ verdict: "tie", consistent: false, points: { left: 0.5, right: 0.5 }, answers: ["first", "first"], error: null });
  for (const line of lines.slice(3)) expect(line).toMatchObject({ consistent: true, verdict: expect.stringMatching(/left|right/) as string });
  expect(server?.requests).toHaveLength(24);
  expect(existsSync(`${out}.lock`)).toBe(false);
  const bytes = readFileSync(out, "utf8");
  expect(JSON.parse((await run(["--json"])).stdout)).toMatchObject({ doneCount: 12, resumedCount: 12 });
  expect(readFileSync(out, "utf8")).toBe(bytes);
  expect(server?.requests).toHaveLength(24);
  expect((await run()).stdout).toContain("75.0 %");
});

test("killed in the middle and run again, it loses and repeats nothing that was answered", async () => {
  let release = () => {};
  const reached = new Promise<void>((resolve) => (release = resolve));
  await startJudge((request) => {
    if (request.order < 11) return prefer(request);
    release();
    return misbehaviour.hang();
  }, { concurrency: 2 });
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", path.join(ROOT, "bin/juxta.ts"), ...argumentsOf([])], { cwd: ROOT, env: { ...process.env, ...ENVIRONMENT, JUXTA_CALLED_FROM: folder, NODE_ENV: "production" }, stdio: "ignore" });
  await reached;
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("close", resolve));
  const before = readLines().length;
  const asked = server?.requests.length ?? 0;
  appendFileSync(out, '{"item_id": "item-3", "left');
  const address = server?.baseUrl;
  await server?.close();
  await startJudge(prefer, { concurrency: 2 });
  expect(server?.baseUrl).not.toBe(address);
  const ended = await run(["--json"]);
  expect(JSON.parse(ended.stdout)).toMatchObject({ doneCount: 12, failedCount: 0 });
  expect(keysOf(readLines())).toEqual(PAIRS);
  expect(before).toBeGreaterThan(0);
  // Two pairs were in work: of these alone an order that was answered may be asked again.
  expect(asked + (server?.requests.length ?? 0)).toBeLessThanOrEqual(24 + 4);
});

test("failures have lines with their reasons, and are tried again when told to", async () => {
  await startJudge((request) => (request.text.includes("square 2") ? misbehaviour.refusalField() : prefer(request)));
  expect(JSON.parse((await run(["--json"])).stdout)).toMatchObject({ failedCount: 3, consistency: [{ judgedCount: 9, failedCount: 3, rate: 1 }] });
  expect(readLines().filter(({ error }) => error !== null)).toMatchObject([{}, {}, {}].map(() => ({ item_id: "item-2", verdict: null, points: null, error: { code: "judge_refused" } })));
  await server?.close();
  await startJudge(prefer);
  expect(JSON.parse((await run(["--json"])).stdout)).toMatchObject({ failedCount: 0, resumedCount: 12 });
  expect(server?.requests).toHaveLength(0);
  expect(JSON.parse((await run(["--json", "--retry-failed"])).stdout)).toMatchObject({ failedCount: 0, resumedCount: 9, consistency: [{ judgedCount: 12, failedCount: 0 }] });
  expect(server?.requests).toHaveLength(6);
  expect(keysOf(readLines()).sort()).toEqual(PAIRS);
});

test("several dimensions have a line each, and another judge does not go on with the file", async () => {
  await startJudge(prefer, { dimensions: ["visual_quality", "overall"] });
  expect(await run()).toMatchObject({ code: 0 });
  expect(readLines().slice(0, 2).map(({ dimension }) => dimension)).toEqual(["perceptual_quality", "overall"]);
  await server?.close();
  await startJudge(prefer, { model: "other", dimensions: ["visual_quality", "overall"] });
  const ended = await run();
  expect(ended).toMatchObject({ code: 1 });
  expect(ended.stderr).toContain("score_file_taken");
});

test.each([
  [{ protocol: "viescore" }, "invalid_input"],
  [{ passes: 2 }, "invalid_input"],
  [{ apiKeyEnv: "JUXTA_NO_SUCH_KEY" }, "judge_key_missing"],
])("a definition with %j is refused before anything is asked", async (definition, code) => {
  await startJudge(prefer, definition);
  const ended = await run();
  expect(ended).toMatchObject({ code: 1 });
  expect(ended.stderr).toContain(code);
  expect(server?.requests).toHaveLength(0);
});

test("juxta score scores by the other protocols, and sends pairs here", async () => {
  const four = { edit_success: 8, overedit: 5, naturalness: 7, artifacts: 9 };
  await startJudge(() => say(JSON.stringify({ reasoning: "r", ...four })), { protocol: "four_scores" });
  const scores = path.join(path.dirname(out), "scores.jsonl");
  const score = () => runJuxta(["score", "--items", "items.jsonl", "--scorer", "judge.json", "--out", scores, "--json"], { cwd: folder, env: { ...ENVIRONMENT, JUXTA_HOME: path.join(folder, "no-home") } });
  expect(JSON.parse((await score()).stdout)).toMatchObject({ editCount: 12, failedCount: 0 });
  expect(readLines(scores)[0]).toMatchObject({ prompt_following: 8, consistency: 5, perceptual_quality: 7, overall: Math.sqrt(35), passes: [{ ...four }] });
  await server?.close();
  await startJudge(prefer);
  expect((await score()).stderr).toContain("judge-pairs");
});
