import { afterEach, expect, test } from "vitest";
import { type ChatClientOptions, createChatClient } from "#lib/reward/judge/chat-client.ts";
import { requireWhole } from "#lib/reward/judge/check-choice.ts";
import { type Answer, misbehaviour, say, sayEach, type SeenRequest } from "../judge-server/answers.ts";
import { type JudgeServer, startJudgeServer } from "../judge-server/judge-server.ts";

const PICTURE = "data:image/png;base64,AAAA";
let server: JudgeServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function connect(answer: (request: SeenRequest) => Answer, options: Partial<ChatClientOptions> = {}) {
  server = await startJudgeServer(answer);
  return createChatClient({ baseUrl: server.baseUrl, model: "judge", backoffMs: 1, ...options });
}

const codeOf = (promise: Promise<unknown>) => promise.then(() => "answered", (error: { code?: unknown; name?: string }) => (typeof error.code === "string" ? error.code : error.name));

test("text and pictures go in the order asked for, with exactly the settings that were given", async () => {
  const client = await connect(() => say("7"), { apiKey: "secret-key" });
  const reply = await client.ask({ text: "How good?", pictures: [PICTURE], seed: 5, temperature: 0, topP: 0.9, maxTokens: 100 });
  expect(reply.choices).toEqual([{ text: "7", finishReason: "stop", refusal: null, logprobs: null }]);
  expect(reply).toMatchObject({ promptTokens: 3, completionTokens: 1 });
  await client.ask({ text: "How good?", pictures: [PICTURE], order: "pictures_first" });
  const [first, second] = server!.requests;
  expect(first!.body).toEqual({ model: "judge", messages: [{ role: "user", content: [{ type: "text", text: "How good?" }, { type: "image_url", image_url: { url: PICTURE } }] }], seed: 5, temperature: 0, top_p: 0.9, max_tokens: 100 });
  expect(first!.authorization).toBe("Bearer secret-key");
  expect(second!.body).toEqual({ model: "judge", messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: PICTURE } }, { type: "text", text: "How good?" }] }] });
});

test.each(["", "/", "/chat/completions"])("the address may end in %j", async (end) => {
  server = await startJudgeServer(() => say("fine"));
  const client = createChatClient({ baseUrl: server.baseUrl + end, model: "judge", retries: 0 });
  expect((await client.ask({ text: "x", pictures: [] })).choices[0]!.text).toBe("fine");
});

test("n choices come in order, and log-probabilities where they are asked for", async () => {
  const client = await connect(() => sayEach(["1", "2", "3"]));
  const reply = await client.ask({ text: "x", pictures: [], n: 3, topLogprobs: 5 });
  expect(reply.choices.map((choice) => choice.text)).toEqual(["1", "2", "3"]);
  expect(reply.choices[1]!.logprobs).toEqual([{ token: "2", logprob: 0, top: [{ token: "2", logprob: 0 }] }]);
  expect(server!.requests[0]!.body).toMatchObject({ n: 3, logprobs: true, top_logprobs: 5 });
});

test("missing log-probabilities are null, not an error", async () => {
  const client = await connect(() => misbehaviour.missingLogprobs("4"));
  expect((await client.ask({ text: "x", pictures: [], topLogprobs: 5 })).choices[0]!.logprobs).toBeNull();
});

test.each([
  ["a server error", misbehaviour.failed],
  ["a cut connection", misbehaviour.cut],
  ["a reply cut in its middle", misbehaviour.cutInBody],
  ["429 without Retry-After", () => misbehaviour.rateLimited()],
  ["429 with Retry-After in seconds", () => misbehaviour.rateLimited(0)],
  ["429 with Retry-After as a date", () => misbehaviour.rateLimited(new Date(0).toUTCString())],
  ["something that is not JSON", misbehaviour.notJson],
  ["a completion without choices", misbehaviour.noChoices],
])("after %s the same request is sent again", async (_name, wrong) => {
  const client = await connect(({ occurrence }) => (occurrence < 2 ? wrong() : say("fine")));
  expect((await client.ask({ text: "x", pictures: [] })).choices[0]!.text).toBe("fine");
  expect(server!.requests).toHaveLength(3);
});

test.each([
  ["judge_failed", misbehaviour.failed, 3],
  ["judge_unreachable", misbehaviour.cut, 3],
  ["judge_rate_limited", () => misbehaviour.rateLimited(0), 3],
  ["judge_rate_limited", misbehaviour.outOfQuota, 1],
  ["judge_reply_invalid", misbehaviour.notJson, 3],
  ["judge_refused_request", misbehaviour.unauthorised, 1],
])("what does not pass ends as %s", async (code, wrong, requests) => {
  const client = await connect(wrong, { retries: 2 });
  expect(await codeOf(client.ask({ text: "x", pictures: [] }))).toBe(code);
  expect(server!.requests).toHaveLength(requests);
});

test("a server that hangs is given up, and an abort by the caller is the caller's", async () => {
  const client = await connect(misbehaviour.hang, { timeoutMs: 100, retries: 1 });
  expect(await codeOf(client.ask({ text: "x", pictures: [] }))).toBe("judge_timeout");
  const stop = new AbortController();
  const asked = codeOf(client.ask({ text: "y", pictures: [] }, stop.signal));
  stop.abort();
  expect(await asked).toBe("AbortError");
});

test("nothing listens: unreachable", async () => {
  const client = createChatClient({ baseUrl: "http://127.0.0.1:9/v1", model: "judge", retries: 0 });
  expect(await codeOf(client.ask({ text: "x", pictures: [] }))).toBe("judge_unreachable");
});

test("a key that the server repeats in its error does not come back", async () => {
  const client = await connect(misbehaviour.unauthorised, { apiKey: "secret-key" });
  await expect(client.ask({ text: "x", pictures: [] })).rejects.toThrow("Incorrect API key provided: …");
});

test("no more requests are under way than allowed, and they start in the order they were asked", async () => {
  let under = 0;
  let most = 0;
  server = await startJudgeServer(async () => {
    under += 1;
    most = Math.max(most, under);
    await new Promise((resolve) => setTimeout(resolve, 5));
    under -= 1;
    return say("fine");
  });
  const client = createChatClient({ baseUrl: server.baseUrl, model: "judge", concurrency: 3 });
  await Promise.all(Array.from({ length: 20 }, (_, index) => client.ask({ text: `request ${index}`, pictures: [] })));
  expect(most).toBeLessThanOrEqual(3);
  expect(server.requests).toHaveLength(20);
});

test("refusals and truncation can be told from answers", async () => {
  const client = await connect(({ text }) => (text === "a" ? misbehaviour.refusalField() : text === "b" ? misbehaviour.contentFilter() : text === "c" ? misbehaviour.truncated() : say("fine")));
  const check = async (text: string) => requireWhole((await client.ask({ text, pictures: [] })).choices[0]!);
  expect(await codeOf(check("a"))).toBe("judge_refused");
  expect(await codeOf(check("b"))).toBe("judge_refused");
  expect(await codeOf(check("c"))).toBe("judge_truncated");
  expect(await codeOf(check("d"))).toBe("answered");
});
