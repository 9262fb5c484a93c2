import { afterEach, describe, expect, it } from "vitest";
import { FORMULAS } from "#lib/reward/protocols/combine-four-scores.ts";
import { createChatClient } from "#lib/reward/judge/chat-client.ts";
import { createProtocolScorer, toEarlReward } from "#lib/reward/protocols/index.ts";
import type { EditToScore } from "#lib/reward/scorer.ts";
import { makePlainPicture, makeUndecodablePicture } from "../../factories/pictures.ts";
import { type Answer, misbehaviour, say, sayEach, scores, type SeenRequest } from "../../judge-server/answers.ts";
import type { JudgeServer } from "../../judge-server/judge-server.ts";
import { define, makeEdit, openScorer, type Options } from "./judging.ts";

let server: JudgeServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function open(answer: (request: SeenRequest) => Answer, options: Options) {
  const opened = await openScorer(answer, { retries: 1, ...options });
  server = opened.server;
  return opened.scorer;
}

async function scoreOne(answer: (request: SeenRequest) => Answer, options: Options, edit?: EditToScore) {
  const scorer = await open(answer, options);
  const [results] = await scorer.score([edit ?? (await makeEdit())]);
  return results?.[0];
}

const isQuality = ({ pictures }: SeenRequest) => pictures.length === 1;
const four = (edit_success: unknown, overedit: unknown, naturalness: unknown, artifacts: unknown) => say(JSON.stringify({ reasoning: "r", edit_success, overedit, naturalness, artifacts }));

describe("VIEScore", () => {
  it("is the root of both minima", async () => {
    const result = await scoreOne((request) => say(isQuality(request) ? scores([9, 10], "clean") : scores([4, 7], "half done")), { protocol: "viescore" });
    expect(result).toMatchObject({ ok: true, values: { prompt_following: 4, consistency: 7, visual_quality: 9, overall: 6 }, extra: { semantic: 4, naturalness: 9, artifacts: 10 }, reasoning: "SC: half done\nPQ: clean", repaired: false });
  });

  it("asks again for what cannot be read, with another seed, and says so", async () => {
    const result = await scoreOne((request) => (request.occurrence === 0 ? misbehaviour.badJson() : say(scores([9, 9]))), { protocol: "viescore", seed: 7 });
    expect(result?.ok && result.values.overall).toBe(9);
    const seeds = server?.requests.filter(isQuality).map(({ seed }) => seed) ?? [];
    expect(seeds[0]).toBe(7);
    expect(new Set(seeds).size).toBe(2);
    expect(result?.replies.map(({ part, attempt, error }) => [part, attempt, error?.code ?? null])).toEqual([
      ["SC", 1, "judge_reply_unreadable"],
      ["SC", 2, null],
      ["PQ", 1, "judge_reply_unreadable"],
      ["PQ", 2, null],
    ]);
  });

  it("repairs Python quotes and prose around it, and marks that", async () => {
    const python = await scoreOne(() => say("{'reasoning': 'fine', 'score': [6, 6]}"), { protocol: "viescore" });
    expect(python).toMatchObject({ ok: true, repaired: true, values: { overall: 6 } });
    await server?.close();
    const prose = await scoreOne(() => say('Here it is:\n```json\n{"reasoning": "fine", "score": [6, 6]}\n```\nBye.'), { protocol: "viescore" });
    expect(prose).toMatchObject({ ok: true, repaired: false, values: { overall: 6 } });
  });

  it.each([
    ["judge_reply_unreadable", () => say("I like it."), 6],
    ["judge_reply_unreadable", () => say(scores([5])), 6],
    ["judge_reply_unreadable", () => say(scores([5, 6, 7])), 6],
    ["judge_reply_unreadable", () => say(scores(["5", "6"])), 6],
    ["judge_reply_unreadable", () => say(scores(null)), 6],
    ["judge_score_out_of_range", () => say(scores([25, 10])), 6],
    ["judge_score_out_of_range", misbehaviour.negative, 6],
    ["judge_truncated", misbehaviour.truncated, 6],
    ["judge_refused", misbehaviour.refusalField, 2],
    ["judge_failed", misbehaviour.failed, 4],
  ])("fails with %s", async (code, answer, requests) => {
    expect(await scoreOne(answer, { protocol: "viescore" })).toMatchObject({ ok: false, error: { code } });
    expect(server?.requests).toHaveLength(requests);
  });

  it("lets a broken picture fail alone, and keeps the order of edits", async () => {
    const scorer = await open(() => say(scores([8, 8])), { protocol: "viescore", concurrency: 2 });
    const good = await makeEdit();
    const results = await scorer.score([good, { ...good, edit: await makeUndecodablePicture() }, { ...good, source: Buffer.from("no picture") }, good]);
    expect(results.map(([result]) => (result?.ok ? result.values.overall : result?.error.code))).toEqual([8, "picture_broken", "picture_broken", 8]);
  });
});

describe("passes", () => {
  it("have seeds of their own, and only those asked for are run", async () => {
    const scorer = await open(({ seed }) => say(scores([(seed ?? 0) - 40, 9])), { protocol: "viescore", passes: 4, seed: 42 });
    const [all] = await scorer.score([await makeEdit()]);
    expect(all?.map((result) => [result.pass, result.ok && result.values.prompt_following])).toEqual([[0, 2], [1, 3], [2, 4], [3, 5]]);
    const before = server?.requests.length ?? 0;
    const [some] = await scorer.score([await makeEdit()], { passes: [3, 1] });
    expect(some?.map((result) => [result.pass, result.ok && result.values.prompt_following])).toEqual([[3, 5], [1, 3]]);
    expect((server?.requests.length ?? 0) - before).toBe(4);
  });

  it("come as choices of one request a part, and only a bad choice is asked for again", async () => {
    const scorer = await open(({ n }) => (n === 3 ? sayEach([scores([2, 9]), "nothing to read", scores([4, 9])]) : say(scores([3, 9]))), { protocol: "viescore", passes: 3, passesBy: "n" });
    const [results] = await scorer.score([await makeEdit()]);
    expect(results?.map((result) => result.ok && result.values.prompt_following)).toEqual([2, 3, 4]);
    expect(server?.requests.map(({ n }) => n).sort()).toEqual([1, 1, 3, 3]);
    const tokens = results?.flatMap(({ replies }) => replies.map(({ promptTokens }) => promptTokens)) ?? [];
    expect(tokens.filter((count) => count !== null)).toHaveLength(4);
  });

  it("end with the signal's reason", async () => {
    const scorer = await open(misbehaviour.hang, { protocol: "viescore" });
    const stop = new AbortController();
    const scored = scorer.score([await makeEdit()], { signal: stop.signal });
    stop.abort(new Error("stopped by the test"));
    await expect(scored).rejects.toThrow("stopped by the test");
  });
});

describe("four sub-scores", () => {
  it("gives √35 for (8, 5, 7, 9) by the formula of EARL, which is the default", async () => {
    const result = await scoreOne(() => four(8, 5, 7, 9), { protocol: "four_scores" });
    expect(result).toMatchObject({ ok: true, values: { prompt_following: 8, consistency: 5, visual_quality: 7, overall: Math.sqrt(35) }, extra: { edit_success: 8, overedit: 5, naturalness: 7, artifacts: 9, semantic: 5, perceptual: 7 } });
    expect(result && toEarlReward(result)).toEqual({ final_reward: Math.sqrt(35), reason: null });
  });

  it("takes the formula that was chosen, and every formula has a version of its own", async () => {
    const versions = new Set<string>();
    for (const formula of FORMULAS) {
      const scorer = await open(() => four(8, 5, 7, 9), { protocol: "four_scores", formula });
      versions.add(scorer.version);
      expect(scorer.describe()).toMatchObject({ formula });
      await server?.close();
    }
    expect(versions.size).toBe(FORMULAS.length);
  });

  it.each([
    ["judge_reply_unreadable", () => four(8, 5, 7, undefined)],
    ["judge_reply_unreadable", () => four(8, 5, 7, "nine")],
    ["judge_score_out_of_range", () => four(8, 5, 7, 10.5)],
    ["judge_truncated", misbehaviour.truncatedNumber],
  ])("fails with %s, and is 0 with that reason only for EARL's own code", async (code, answer) => {
    const result = await scoreOne(answer, { protocol: "four_scores" });
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(result && toEarlReward(result)).toEqual({ final_reward: 0, reason: code });
  });

  it("compares with a known good result where it is told to, and refuses without one", async () => {
    const edit = await makeEdit();
    expect(await scoreOne(() => four(8, 5, 7, 9), { protocol: "four_scores", reference: true }, edit)).toMatchObject({ ok: false, error: { code: "reference_missing" } });
    expect(server?.requests).toHaveLength(0);
    await server?.close();
    const reference = await makePlainPicture({ colour: "#f00" });
    expect(await scoreOne(() => four(8, 5, 7, 9), { protocol: "four_scores", reference: true }, { ...edit, reference })).toMatchObject({ ok: true });
    expect(server?.requests[0]?.pictures).toHaveLength(3);
    expect(server?.requests[0]?.text).toContain("known good result");
  });
});

describe("a scorer's version", () => {
  const versionOf = (options: Options) => createProtocolScorer(define("http://127.0.0.1:9/v1", options), createChatClient({ baseUrl: "http://127.0.0.1:9/v1", model: "judge" })).version;

  it("changes with what changes numbers and with nothing else", () => {
    const plain: Options = { protocol: "viescore" };
    const same = [plain, { ...plain, name: "mine" }, { ...plain, baseUrl: "http://127.0.0.1:10/v1" }, { ...plain, concurrency: 1 }, { ...plain, retries: 0, timeoutMs: 1_000 }, { ...plain, apiKeyEnv: "KEY" }].map(versionOf);
    expect(new Set(same).size).toBe(1);
    const other: Options[] = [plain, { protocol: "four_scores" }, { ...plain, model: "other" }, { ...plain, seed: 1 }, { ...plain, temperature: 0 }, { ...plain, topP: 0.9 }, { ...plain, passes: 2 }, { ...plain, pictures: "originals" }, { ...plain, order: "pictures_first" }, { ...plain, maxTokens: 99 }];
    expect(new Set(other.map(versionOf)).size).toBe(other.length);
    expect(versionOf(plain)).toMatch(/^[0-9a-f]{64}$/);
  });

  it("goes by the words of the rubric", () => {
    expect(createProtocolScorer(define("http://127.0.0.1:9/v1", { protocol: "yes_no" }), createChatClient({ baseUrl: "http://127.0.0.1:9/v1", model: "judge" })).describe()).toMatchObject({ rubric: { name: "yes_no", revision: 1 } });
  });

  it("is not made for protocols that are not scored here, or for a prompt file", () => {
    for (const options of [{ protocol: "editscore" }, { protocol: "pairwise" }, { protocol: "viescore", promptFile: "vie_prompts.py" }] satisfies Options[]) expect(() => versionOf(options)).toThrow(expect.objectContaining({ code: "invalid_input" }));
  });
});
