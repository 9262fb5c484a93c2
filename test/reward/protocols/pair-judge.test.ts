import { afterEach, describe, expect, it } from "vitest";
import { quoteInstruction } from "#lib/reward/judge/quote-instruction.ts";
import { createChatClient } from "#lib/reward/judge/chat-client.ts";
import { computeConsistencyRate, createPairJudge, type PairToJudge } from "#lib/reward/protocols/index.ts";
import { makePlainPicture, makeUndecodablePicture } from "../../factories/pictures.ts";
import { type Answer, misbehaviour, say, type SeenRequest } from "../../judge-server/answers.ts";
import type { JudgeServer } from "../../judge-server/judge-server.ts";
import { define, openPairJudge, type Options } from "./judging.ts";

let server: JudgeServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function makePair(colours: [string, string] = ["#c00", "#0c0"]): Promise<PairToJudge> {
  const [left, right] = await Promise.all(colours.map((colour) => makePlainPicture({ colour })));
  return { itemId: "one", leftId: "a", rightId: "b", source: await makePlainPicture(), left: left ?? Buffer.alloc(0), right: right ?? Buffer.alloc(0), instruction: "Make it red.", taskType: null };
}

async function judge(pairs: PairToJudge[], answer: (request: SeenRequest) => Answer, options: Options = {}) {
  const opened = await openPairJudge(answer, { retries: 1, ...options });
  server = opened.server;
  return opened.judge.judge(pairs);
}

const choose = (better: unknown) => say(JSON.stringify({ reasoning: "r", better }));

/** A judge that sees: it prefers the picture whose data URL sorts first, wherever it stands. */
function prefer({ pictures }: SeenRequest): Answer {
  const [, first = "", second = ""] = pictures;
  return choose(first < second ? 1 : 2);
}

describe("a judge of pairs", () => {
  it("is asked in both orders, with the same words, and gives a verdict where they agree", async () => {
    const pair = await makePair();
    const [results] = await judge([pair], prefer);
    expect(results).toMatchObject([{ dimension: "overall", ok: true, consistent: true, reasoning: ["r", "r"] }]);
    const [one, two] = server?.requests ?? [];
    expect(server?.requests).toHaveLength(2);
    expect(one?.text).toBe(two?.text);
    expect(one?.text).toContain(quoteInstruction("Make it red."));
    expect(one?.pictures[0]).toBe(two?.pictures[0]);
    expect(one?.pictures.slice(1)).toEqual(two?.pictures.slice(1).reverse());
    await server?.close();
    const [mirrored] = await judge([{ ...pair, left: pair.right, right: pair.left }], prefer);
    const verdicts = [results?.[0], mirrored?.[0]].map((result) => (result?.ok ? result.verdict : null));
    expect(verdicts.sort()).toEqual(["left", "right"]);
  });

  it("makes a tie of a judge that looks at the place alone", async () => {
    for (const better of [1, 2]) {
      const [results] = await judge([await makePair()], () => choose(better));
      expect(results).toMatchObject([{ ok: true, verdict: "tie", consistent: false, answers: better === 1 ? ["first", "first"] : ["second", "second"] }]);
      await server?.close();
    }
  });

  it("counts how often both orders agree: 20 of 100 that flip are 0.8", async () => {
    const pairs = await Promise.all(Array.from({ length: 100 }, async (_, index) => ({ ...(await makePair()), itemId: String(index), instruction: index < 20 ? "Flip." : "Keep." })));
    const results = (await judge(pairs, (request) => (request.text.includes("Flip.") ? choose(1) : prefer(request)))).flat();
    expect(computeConsistencyRate(results.flatMap((result) => (result.ok ? [result] : [])))).toBe(0.8);
  });

  it("takes a number, a numeral or the edit's name", async () => {
    for (const better of ["1", "edit 1", "Edit 1", 1.0]) {
      const [results] = await judge([await makePair()], () => choose(better));
      expect(results).toMatchObject([{ ok: true, answers: ["first", "first"] }]);
      await server?.close();
    }
    const [tie] = await judge([await makePair()], () => choose("tie"));
    expect(tie).toMatchObject([{ ok: true, verdict: "tie", consistent: true }]);
  });

  it("asks every dimension that is wanted", async () => {
    const [results] = await judge([await makePair()], prefer, { dimensions: ["visual_quality", "prompt_following"] });
    expect(results?.map(({ dimension }) => dimension)).toEqual(["prompt_following", "visual_quality"]);
    expect(server?.requests).toHaveLength(4);
  });

  it.each([
    ["judge_reply_unreadable", () => choose(3)],
    ["judge_reply_unreadable", () => choose([1, 2])],
    ["judge_reply_unreadable", () => say("The first one.")],
    ["judge_refused", misbehaviour.refusalField],
    ["judge_truncated", misbehaviour.truncated],
    ["judge_failed", misbehaviour.failed],
  ])("fails with %s", async (code, answer) => {
    expect(await judge([await makePair()], answer)).toMatchObject([[{ ok: false, error: { code } }]]);
  });

  it("gives no verdict from one order alone", async () => {
    const [results] = await judge([await makePair()], (request) => ((request.pictures[1] ?? "") < (request.pictures[2] ?? "") ? choose(1) : say("I cannot tell.")));
    expect(results).toMatchObject([{ ok: false, error: { code: "judge_reply_unreadable" } }]);
    expect(results?.[0]?.replies).toHaveLength(4);
  });

  it("lets a broken picture fail alone", async () => {
    const pair = await makePair();
    const results = await judge([pair, { ...pair, right: await makeUndecodablePicture() }, pair], prefer);
    expect(results.map(([result]) => (result?.ok ? "verdict" : result?.error.code))).toEqual(["verdict", "picture_broken", "verdict"]);
  });

  it("compares with one pass and its own words only", () => {
    for (const options of [{ protocol: "viescore" }, { passes: 2 }, { promptFile: "vie_prompts.py" }] satisfies Options[]) {
      const definition = define("http://127.0.0.1:9/v1", { protocol: "pairwise", ...options });
      expect(() => createPairJudge(definition, createChatClient({ baseUrl: definition.baseUrl, model: definition.model }))).toThrow(expect.objectContaining({ code: "invalid_input" }));
    }
  });
});
