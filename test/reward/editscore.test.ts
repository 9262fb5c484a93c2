import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { combinePasses, type Reduction } from "#lib/reward/combine-passes.ts";
import { openJudge } from "#lib/reward/open-judge.ts";
import type { EditToScore, PassResult } from "#lib/reward/scorer.ts";
import { vlmDefinition } from "#lib/reward/scorer-definition.ts";
import { makePlainPicture } from "../factories/pictures.ts";
import { type Answer, misbehaviour, say, sayEach, scores, type SeenRequest } from "../judge-server/answers.ts";
import { type JudgeServer, startJudgeServer } from "../judge-server/judge-server.ts";

type Vector = {
  passes: number;
  score_range: number;
  reduction: Reduction;
  sc_replies: string[];
  pq_replies: string[];
  expected: { prompt_following: number; consistency: number; perceptual_quality: number; overall: number; SC_reasoning: string; PQ_reasoning: string };
  calls: ["SC" | "PQ", number][];
};
const VECTORS = JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../fixtures/editscore.json"), "utf8")) as { evaluate: Vector[] };
const INSTRUCTION = "Put a red bowl on the table";

let server: JudgeServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const isSemantic = ({ text }: SeenRequest) => text.includes(INSTRUCTION);

async function makeEdit(): Promise<EditToScore> {
  return { itemId: "table", candidateId: "a", source: await makePlainPicture(), edit: await makePlainPicture({ colour: "#a33" }), instruction: INSTRUCTION, taskType: null };
}

/** Opens a judge that answers as told, and scores one edit with it. */
async function scoreOnce(answer: (request: SeenRequest) => Answer, definition: Record<string, unknown> = {}): Promise<PassResult[]> {
  server = await startJudgeServer(answer);
  const judge = await openJudge(vlmDefinition.parse({ kind: "vlm", baseUrl: server.baseUrl, model: "judge", retries: 0, ...definition }), { baseFolder: "." });
  const [results] = await judge.score([await makeEdit()]);
  return results ?? [];
}

/** Replies by part, each list in the order of the requests. */
const inOrder = (sc: string[], pq: string[]) => (request: SeenRequest) => say((isSemantic(request) ? sc : pq)[request.occurrence] ?? "");

const parts = () => server!.requests.map((request) => [isSemantic(request) ? "SC" : "PQ", request.seed]);
const codes = (results: PassResult[]) => results.map((result) => (result.ok ? "ok" : result.error.code));

test.each(VECTORS.evaluate.map((vector, index) => ({ index, ...vector })))("published evaluation $index: the same calls and the same numbers to the last bit", async (vector) => {
  const results = await scoreOnce(inOrder(vector.sc_replies, vector.pq_replies), { passes: vector.passes, scoreRange: vector.score_range, reduction: vector.reduction });
  const { prompt_following, consistency, perceptual_quality, overall } = vector.expected;
  expect(combinePasses(results, vector.reduction)).toMatchObject({ values: { prompt_following, consistency, visual_quality: perceptual_quality, overall }, passesUsed: vector.passes, failures: [] });
  expect(results.at(-1)).toMatchObject({ reasoning: `SC: ${vector.expected.SC_reasoning}\nPQ: ${vector.expected.PQ_reasoning}`, repaired: false });
  expect(parts()).toEqual(vector.calls);
});

test.each([
  { sc: ["[20,15]"], pq: ["[10,22]"], reduction: "average_last", values: [8, 6, 4, 4.898979485566356] },
  { sc: ["[20,15]", "[5,25]"], pq: ["[10,22]", "[25,20]"], reduction: "average_last", values: [5, 8, 6, 4.449489742783178] },
  { sc: ["[20,15]", "[5,25]"], pq: ["[10,22]", "[25,20]"], reduction: "average_first", values: [5, 8, 6, 5.477225575051661] },
  { sc: ["[30,40]"], pq: ["[20,15]"], reduction: "average_last", values: [12, 16, 6, 8.48528137423857] },
  { sc: ["[20, 18]"], pq: ["[20, 18]"], reduction: "average_last", values: [8, 7.2, 7.2, 7.2] },
] as const)("evaluate $sc; $pq by $reduction", async ({ sc, pq, reduction, values }) => {
  const results = await scoreOnce(inOrder([...sc], [...pq]), { passes: sc.length, reduction });
  const [prompt_following, consistency, visual_quality, overall] = values;
  expect(combinePasses(results, reduction).values).toEqual({ prompt_following, consistency, visual_quality, overall });
});

test("eight passes are added in NumPy's order", async () => {
  const minima = [[4, 18], [25, 24], [2, 8], [3, 15], [24, 14], [15, 20], [12, 25], [6, 3]] as const;
  const results = await scoreOnce(inOrder(minima.map(([sc]) => scores([sc, 25])), minima.map(([, pq]) => scores([pq, 25]))), { passes: 8 });
  expect(combinePasses(results, "average_last").values.overall).toBe(5.045117117644496);
});

test.each([
  { sc: ["[20,15]", "[5,25]"], pq: ["[10,22]", "[25,20]"], reduction: "average_last", semantic: 4, quality: 6, overall: 4.449489742783178 / 1 },
  { sc: ["[20,15]", "[5,25]"], pq: ["[10,22]", "[25,20]"], reduction: "average_first", semantic: 4, quality: 6, overall: 4.898979485566356 },
  { sc: ["3 of 25, as 2 dogs"], pq: ["[20,15]"], reduction: "average_last", semantic: 0.8, quality: 6, overall: 2.1908902300206647 },
] as const)("batch $sc; $pq by $reduction", async ({ sc, pq, reduction, semantic, quality, overall }) => {
  const results = await scoreOnce(inOrder([...sc], [...pq]), { protocol: "editscore_batch", passes: sc.length, reduction });
  expect(combinePasses(results, reduction).values).toEqual({ visual_quality: quality, overall });
  expect(results.reduce((sum, result) => sum + (result.ok ? result.extra.semantic_consistency! : Number.NaN), 0) / results.length).toBe(semantic);
  expect(server!.requests.map(({ pictures }) => pictures.length)).toEqual(server!.requests.map(() => 2));
});

test("batch puts numbers of its own in only where that is asked for by name", async () => {
  const answers = inOrder(["no numbers", scores([30, 40])], [scores([20, 15]), scores([20, 15])]);
  expect(codes(await scoreOnce(answers, { protocol: "editscore_batch", passes: 2 }))).toEqual(["judge_reply_unusable", "judge_score_out_of_range"]);
  await server!.close();
  const results = await scoreOnce(answers, { protocol: "editscore_batch", passes: 2, compatibility: "substitute" });
  expect(results.map((result) => result.ok && [result.extra.semantic_consistency, result.values.overall])).toEqual([[5, 5.477225575051661], [12.5, Math.sqrt(12.5 * 6)]]);
});

test("SC sees both pictures, PQ the edit alone; a part that cannot be read lets both be asked again with the same seed", async () => {
  const results = await scoreOnce(inOrder(["no scores here", scores([20, 15]), scores([5, 25])], [scores([10, 22]), scores([10, 22]), scores([25, 20])]), { passes: 2 });
  expect(codes(results)).toEqual(["ok", "ok"]);
  expect(parts()).toEqual([["SC", 42], ["PQ", 42], ["SC", 42], ["PQ", 42], ["SC", 43], ["PQ", 43]]);
  expect(server!.requests.map(({ pictures }) => pictures.length)).toEqual([2, 1, 2, 1, 2, 1]);
  expect(results[0]!.replies.map(({ part, attempt, error }) => [part, attempt, error?.code ?? null])).toEqual([["SC", 1, "judge_reply_unreadable"], ["PQ", 1, null], ["SC", 2, null], ["PQ", 2, null]]);
});

test.each([
  ["bad JSON", misbehaviour.badJson, "judge_reply_unreadable", 6],
  ["missing brackets", misbehaviour.missingBrackets, "judge_reply_unreadable", 6],
  ["a refusal", misbehaviour.refusal, "judge_refused", 2],
  ["a refusal as a field", misbehaviour.refusalField, "judge_refused", 2],
  ["a content filter", misbehaviour.contentFilter, "judge_refused", 2],
  ["a reply that was cut off", misbehaviour.truncated, "judge_truncated", 6],
  ["a reply that was cut off in a number", misbehaviour.truncatedNumber, "judge_truncated", 6],
  ["a negative score", misbehaviour.negative, "judge_reply_unusable", 2],
  ["a number as text", () => say(scores(["20", "15"])), "judge_reply_unusable", 2],
  ["one number", () => say(scores([20])), "judge_reply_unusable", 2],
  ["no numbers", () => say(scores([])), "judge_reply_unusable", 2],
  ["a server error", misbehaviour.failed, "judge_failed", 6],
  ["429", () => misbehaviour.rateLimited(0), "judge_rate_limited", 1],
  ["a wrong key", misbehaviour.unauthorised, "judge_refused_request", 1],
  ["a cut connection", misbehaviour.cut, "judge_unreachable", 1],
  ["something that is not JSON", misbehaviour.notJson, "judge_reply_invalid", 6],
])("%s in SC is a failure with its reason, and the other pass stays", async (_name, wrong, code, calls) => {
  const results = await scoreOnce((request) => (isSemantic(request) && request.seed === 42 ? wrong() : say(scores([20, 15]))), { passes: 2 });
  expect(codes(results)).toEqual([code, "ok"]);
  expect(server!.requests.filter(({ seed }) => seed === 42)).toHaveLength(calls);
  expect(combinePasses(results, "average_last")).toMatchObject({ values: { overall: 6 }, passesUsed: 1, failures: [{ pass: 0, code }] });
});

test("reasoning is required of the last pass alone, as published", async () => {
  expect(codes(await scoreOnce(() => say('{"score": [20, 15]}'), { passes: 2 }))).toEqual(["ok", "judge_reply_unusable"]);
});

test("a judge that hangs is given up after three attempts", async () => {
  expect(codes(await scoreOnce(misbehaviour.hang, { timeoutMs: 100 }))).toEqual(["judge_timeout"]);
});

test.each([
  ["prose around", misbehaviour.proseAround, [8, 6], false],
  ["Python quotes", misbehaviour.pythonQuotes, [8, 6], true],
  ["out of range", misbehaviour.outOfRange, [36, 48], false],
  ["a whole object before the cut", () => say(scores([20, 15]), { finishReason: "length" }), [8, 6], false],
])("%s is read", async (_name, answer, [prompt_following, consistency], repaired) => {
  expect((await scoreOnce((request) => (isSemantic(request) ? answer() : say(scores([20, 15])))))[0]).toMatchObject({ ok: true, values: { prompt_following, consistency }, repaired });
});

test("n choices of one request are the passes, and a pass that cannot be read is asked for alone", async () => {
  const answer = (request: SeenRequest) => {
    if (request.n === 1) return say(scores([10, 10]));
    return sayEach(isSemantic(request) ? [scores([20, 15]), "nothing", scores([5, 25])] : [scores([10, 22]), scores([25, 25]), scores([25, 20])]);
  };
  const results = await scoreOnce(answer, { passes: 3, passesBy: "n" });
  expect(results.map((result) => result.ok && result.values.overall)).toEqual([Math.sqrt(6 * 4), Math.sqrt(4 * 4), Math.sqrt(2 * 8)]);
  expect(server!.requests.map(({ n, seed }) => [n, seed])).toEqual([[3, 42], [3, 42], [1, 43], [1, 43]]);
});

test("a server that knows no n answers once, and the other passes are asked for alone", async () => {
  server = await startJudgeServer(() => say(scores([20, 15])));
  const judge = await openJudge(vlmDefinition.parse({ kind: "vlm", baseUrl: server.baseUrl, model: "judge", passes: 1, passesBy: "n" }), { baseFolder: "." });
  expect(codes((await judge.score([await makeEdit()]))[0]!)).toEqual(["ok"]);
  expect(server.requests.map(({ body }) => "n" in body)).toEqual([false, false]);
});

test("edits come back in order, and a picture that cannot be read is that edit's own failure", async () => {
  server = await startJudgeServer(({ text }) => say(scores([20, 15], /Edit \w/.exec(text)?.[0] ?? "quality")));
  const judge = await openJudge(vlmDefinition.parse({ kind: "vlm", baseUrl: server.baseUrl, model: "judge", concurrency: 4 }), { baseFolder: "." });
  const edit = await makeEdit();
  const edits = ["a", "b", "c", "d", "e", "f"].map((candidateId) => ({ ...edit, candidateId, instruction: `Edit ${candidateId}`, edit: candidateId === "c" ? Buffer.from("no picture at all") : edit.edit }));
  const results = await judge.score(edits);
  const heard = results.map(([result]) => (result?.ok ? result.reasoning?.split("\n")[0] : result?.error.code));
  expect(heard).toEqual(["SC: Edit a", "SC: Edit b", "picture_broken", "SC: Edit d", "SC: Edit e", "SC: Edit f"]);
});

test("the version follows from what changes numbers, and from nothing else", async () => {
  const versionOf = async (changes: Record<string, unknown>) => (await openJudge(vlmDefinition.parse({ kind: "vlm", baseUrl: "http://127.0.0.1:9/v1", model: "judge", ...changes }), { baseFolder: "." })).version;
  const plain = await versionOf({});
  expect(plain).toMatch(/^[0-9a-f]{64}$/);
  expect(await Promise.all([{ baseUrl: "http://127.0.0.1:10/v1" }, { concurrency: 3 }, { name: "mine" }, { timeoutMs: 1_000 }].map(versionOf))).toEqual([plain, plain, plain, plain]);
  const changed = await Promise.all([{ model: "other" }, { scoreRange: 10 }, { passes: 2 }, { seed: 1 }, { temperature: 0 }, { reduction: "average_first" }, { pictures: "originals" }, { protocol: "editscore_batch" }].map(versionOf));
  expect(new Set([plain, ...changed]).size).toBe(9);
});

test("a key comes from the environment, and one that is not there is said before anything is asked", async () => {
  const definition = vlmDefinition.parse({ kind: "vlm", baseUrl: "http://127.0.0.1:9/v1", model: "judge", apiKeyEnv: "JUXTA_TEST_KEY_THAT_IS_NOT_SET" });
  await expect(openJudge(definition, { baseFolder: "." })).rejects.toMatchObject({ code: "judge_key_missing" });
});
