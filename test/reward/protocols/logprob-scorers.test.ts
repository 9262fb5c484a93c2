import { afterEach, describe, expect, it } from "vitest";
import { quoteInstruction } from "#lib/reward/judge/quote-instruction.ts";
import { type Answer, misbehaviour, say, type SeenRequest } from "../../judge-server/answers.ts";
import type { JudgeServer } from "../../judge-server/judge-server.ts";
import { distribute, makeEdit, openScorer, type Options, partOf } from "./judging.ts";

let server: JudgeServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function score(answer: (request: SeenRequest) => Answer, options: Options) {
  const opened = await openScorer(answer, { retries: 1, ...options });
  server = opened.server;
  const [results] = await opened.scorer.score([await makeEdit()]);
  return { results: results ?? [], result: results?.[0], scorer: opened.scorer };
}

const sayTokens = (text: string, shares: Record<string, number>) => say(text, { logprobs: distribute(shares) });

describe("the score by digits", () => {
  it("is the expectation over the digits of each dimension, with entropy and mass", async () => {
    const shares = { prompt_following: { "5": 1 }, consistency: { "0": 0.5, "5": 0.5 }, visual_quality: { "3": 0.6, "4": 0.2, Good: 0.2 }, overall: { "4": 0.5, " 4": 0.25, "2": 0.25 } };
    const answers = { prompt_following: "5", consistency: "0", visual_quality: "3", overall: "4" };
    const { result } = await score((request) => sayTokens(answers[partOf(request)], shares[partOf(request)]), { protocol: "digit_logprobs" });
    if (!result?.ok) throw new Error("no score", { cause: result?.error });
    expect(result.values.prompt_following).toBeCloseTo(10, 12);
    expect(result.values.consistency).toBeCloseTo(5, 12);
    expect(result.values.visual_quality).toBeCloseTo(6.5, 12);
    expect(result.values.overall).toBeCloseTo(7, 12);
    expect(result.extra.prompt_following_entropy).toBeCloseTo(0, 12);
    expect(result.extra.consistency_entropy).toBeCloseTo(Math.log(2), 12);
    expect(result.extra.visual_quality_mass).toBeCloseTo(0.8, 12);
    expect(result).toMatchObject({ reasoning: null, repaired: false });
    expect(result.replies).toHaveLength(4);
  });

  it("is 5 of 10 for equal logits", async () => {
    const equal = Object.fromEntries(["0", "1", "2", "3", "4", "5"].map((digit) => [digit, 1 / 6]));
    const { result } = await score(() => sayTokens("0", equal), { protocol: "digit_logprobs", dimensions: ["overall"] });
    expect(result?.ok && result.values.overall).toBeCloseTo(5, 12);
    expect(result?.ok && result.extra.overall_entropy).toBeCloseTo(Math.log(6), 12);
    expect(server?.requests).toHaveLength(1);
  });

  it("asks without sampling, for log-probabilities, with both pictures but for quality", async () => {
    await score(() => say("3"), { protocol: "digit_logprobs", topLogprobs: 7, order: "pictures_first" });
    for (const request of server?.requests ?? []) {
      expect(request.body).toMatchObject({ temperature: 0, logprobs: true, top_logprobs: 7, max_tokens: 4 });
      const isQuality = partOf(request) === "visual_quality";
      expect(request.pictures).toHaveLength(isQuality ? 1 : 2);
      expect(request.text.includes(quoteInstruction("Make it red."))).toBe(!isQuality);
    }
    expect(server?.requests.map(partOf).sort()).toEqual(["consistency", "overall", "prompt_following", "visual_quality"]);
  });

  it("sends no temperature to a model that refuses it", async () => {
    await score(() => say("3"), { protocol: "digit_logprobs", temperature: null, dimensions: ["overall"] });
    expect(server?.requests[0]?.body).not.toHaveProperty("temperature");
  });

  it("reads past blanks and marks around the digit", async () => {
    const [digit] = distribute({ "4": 0.5, "3": 0.5 });
    const blank = { token: "\n", logprob: 0, top: [{ token: "\n", logprob: 0 }] };
    const { result } = await score(() => say("\n4.", { logprobs: digit ? [blank, digit] : null }), { protocol: "digit_logprobs", dimensions: ["overall"] });
    expect(result?.ok && result.values.overall).toBeCloseTo(7, 12);
  });

  it.each([
    ["judge_logprobs_missing", () => misbehaviour.missingLogprobs("4")],
    ["judge_logprobs_missing", () => say("4", { logprobs: [{ token: "4", logprob: 0, top: [] }] })],
    ["judge_answer_unexpected", () => say("Four")],
    ["judge_answer_unexpected", () => say("25")],
    ["judge_answer_unexpected", () => say("4/5")],
    ["judge_answer_unexpected", () => say("-1")],
    ["judge_answer_unexpected", () => say("7")],
    ["judge_answer_unexpected", () => say("")],
    ["judge_answer_unexpected", () => say("4", { logprobs: distribute({ The: 1 }) })],
    ["judge_answer_diffuse", () => sayTokens("4", { "4": 0.3, Well: 0.29, A: 0.2, B: 0.2 })],
    ["judge_refused", misbehaviour.refusalField],
    ["judge_refused", misbehaviour.contentFilter],
    ["judge_failed", misbehaviour.failed],
    ["judge_unreachable", misbehaviour.cut],
    ["judge_reply_invalid", misbehaviour.notJson],
    ["judge_refused_request", misbehaviour.unauthorised],
  ])("fails with %s, never with a number", async (code, answer) => {
    const { result } = await score(answer, { protocol: "digit_logprobs", dimensions: ["overall"] });
    expect(result).toMatchObject({ ok: false, error: { code } });
    if (code !== "judge_answer_unexpected") expect(result?.replies[0]?.error?.code).toBe(code);
  });

  it("keeps what the judge said where it failed", async () => {
    const { result } = await score(() => say("Four"), { protocol: "digit_logprobs", dimensions: ["overall"] });
    expect(result?.replies).toMatchObject([{ part: "overall", attempt: 1, text: "Four", error: { code: "judge_answer_unexpected" } }]);
  });
});

describe("the score by yes and no", () => {
  it("is the probability of yes, whatever the case", async () => {
    const { result } = await score(() => sayTokens("Yes", { Yes: 0.5, yes: 0.1, No: 0.2, " no": 0.1, Maybe: 0.1 }), { protocol: "yes_no", dimensions: ["overall", "consistency"] });
    expect(result?.ok && result.values.overall).toBeCloseTo(10 * (0.6 / 0.9), 12);
    expect(result?.ok && Object.keys(result.values)).toEqual(["consistency", "overall"]);
    expect(result?.ok && result.extra.overall_mass).toBeCloseTo(0.9, 12);
  });

  it("is 5 of 10 for equal logits, and 0 without any yes", async () => {
    const { result: equal } = await score(() => sayTokens("No", { Yes: 0.5, No: 0.5 }), { protocol: "yes_no", dimensions: ["overall"] });
    expect(equal?.ok && equal.values.overall).toBeCloseTo(5, 12);
    await server?.close();
    const { result: none } = await score(() => sayTokens("No", { No: 1 }), { protocol: "yes_no", dimensions: ["overall"] });
    expect(none?.ok && none.values.overall).toBe(0);
  });

  it.each([
    ["judge_answer_unexpected", () => say("Perhaps")],
    ["judge_answer_unexpected", () => say("Yes, but no")],
    ["judge_logprobs_missing", () => misbehaviour.missingLogprobs("Yes")],
  ])("fails with %s", async (code, answer) => {
    const { result } = await score(answer, { protocol: "yes_no", dimensions: ["overall"] });
    expect(result).toMatchObject({ ok: false, error: { code } });
  });
});

describe("one failed dimension", () => {
  it("fails the pass, and leaves the other passes alone", async () => {
    const { results } = await score((request) => (request.seed === 43 ? say("no idea") : say("4")), { protocol: "digit_logprobs", passes: 3 });
    expect(results.map(({ pass, ok }) => [pass, ok])).toEqual([[0, true], [1, false], [2, true]]);
  });
});
