import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Misbehaviour, type RewardServer, startRewardServer } from "./reward-server.ts";
import { CALL_CLIENT, findPythonProblem, runPython } from "./run-python.ts";

const problem = findPythonProblem();
const edit = (level: number) => ({ base64: Buffer.from([level, 1, 2]).toString("base64") });
const SOURCE = edit(7);

let server: RewardServer;
let folder: string;
beforeAll(async () => {
  server = await startRewardServer();
  folder = mkdtempSync(path.join(tmpdir(), "juxta-python-"));
});
beforeEach(() => void server.received.splice(0));
afterAll(async () => {
  await server?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function call(asked: object, env: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await runPython(CALL_CLIENT, { url: server.address, ...asked }, env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Record<string, unknown>;
}

const refuse = (status: number, headers: Record<string, string> = {}, code = "reward_queue_full"): Misbehaviour => (answer) => {
  answer.writeHead(status, { "content-type": "application/json", ...headers });
  answer.end(JSON.stringify({ error: { code, message: "Not now." } }));
  return true;
};
const say = (body: string): Misbehaviour => (answer) => {
  answer.end(body);
  return true;
};
const cut: Misbehaviour = (answer) => {
  answer.socket?.destroy();
  return true;
};
const items = (...levels: number[]) => levels.map((level) => ({ source: SOURCE, edit: edit(level), instruction: "Make it blue" }));
const IMPATIENT = { patience: 0 };

describe.skipIf(problem !== null)(`the Python client${problem ? ` (skipped: ${problem})` : ""}`, () => {
  test("is a reward function for pictures as bytes, paths and objects that save themselves", async () => {
    const file = path.join(folder, "edit.png");
    writeFileSync(file, Buffer.from([51]));
    const images = [edit(255), file, { ...edit(102), saves: true }];
    const { scores, details } = await call({ images, prompts: ["a", "b", "c"], metadata: [{ source: SOURCE }, { source: SOURCE, group: "g" }, { source: file, task_type: "color_alter" }], client: { token: "jxt_1" } });
    expect(scores).toEqual([1, 0.2, 0.4]);
    expect(details).toEqual({ prompt_following: ["nan", "nan", "nan"], consistency: ["nan", "nan", "nan"], visual_quality: ["nan", "nan", "nan"], overall: [10, 2, 4], spread: [null, null, null], advantage: [0.5, 0.5, 0.5], error: [null, null, null] });
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toMatchObject({ authorization: "Bearer jxt_1", type: "multipart/form-data", settings: { scorer: "starter" }, items: [{ instruction: "a" }, { group: "g" }, { task_type: "color_alter" }] });
  });

  test("sends each picture once by multipart, and base64 by JSON", async () => {
    const asked = { items: items(10, 20), client: { scorer: "bright", passes: 2, filters: { code: { std: 0.1 } } } };
    const byParts = await call(asked);
    expect([...(server.received[0]?.files.keys() ?? [])]).toHaveLength(3);
    const byJson = await call({ ...asked, client: { ...asked.client, transport: "json" } });
    expect(byJson).toEqual(byParts);
    expect(server.received[1]).toMatchObject({ type: "application/json", settings: { scorer: "bright", passes: 2, filters: { code: { std: 0.1 } } } });
    expect(server.received[1]?.items[0]?.source).toBe(SOURCE.base64);
  });

  test("keeps groups together, order, and says nothing of groups that were cut", async () => {
    const levels = [10, 20, 30, 40, 50, 60, 70];
    const mixed = items(...levels).map((item, at) => ({ ...item, id: String(at), group: at === 6 || at % 2 === 0 ? "even" : "odd" }));
    const { results } = (await call({ items: mixed, client: { batch_size: 3, concurrency: 2 } })) as { results: { index: number; id: string; reward: number; advantage: number | null }[] };
    expect(results.map(({ index, id, reward }) => [index, id, reward])).toEqual(levels.map((level, at) => [at, String(at), level / 255]));
    expect(results.map(({ advantage }) => advantage)).toEqual([null, 0.5, null, 0.5, null, 0.5, null]);
    expect(server.received.map(({ items: sent }) => sent.map(({ group }) => group)).sort()).toEqual([["even"], ["even", "even", "even"], ["odd", "odd", "odd"]]);
  });

  test("puts edits of one source and instruction into a group, and nothing else", async () => {
    await call({ items: [...items(1, 2), { source: edit(8), edit: edit(3), instruction: "Make it blue" }, { source: SOURCE, edit: edit(4), instruction: "Make it red" }] });
    const [first, second, third, fourth] = server.received[0]?.items.map(({ group }) => group) ?? [];
    expect(first).toBe(second);
    expect(new Set([first, third, fourth]).size).toBe(3);
  });

  test("raises a failed item with its reason, or gives NaN where that is asked for, never a number", async () => {
    const failing = items(255, 13, 51);
    expect(await call({ items: failing })).toMatchObject({ raised: "RewardsFailed", code: "picture_broken", failures: [[1, "picture_broken", "The picture cannot be decoded."]], results: [{ reward: 1 }, { reward: null }, { reward: 0.2 }] });
    expect(await call({ items: failing, on_error: "keep" })).toMatchObject({ results: [{ reward: 1 }, { reward: null, error: { code: "picture_broken" } }, { reward: 0.2 }] });
    const asked = { images: [255, 13].map(edit), prompts: ["a", "b"], metadata: [{ source: SOURCE }, { source: SOURCE }] };
    expect(await call({ ...asked, on_error: "nan" })).toMatchObject({ scores: [1, "nan"], details: { error: [null, "picture_broken"], overall: [10, "nan"] } });
    expect(await call(asked)).toMatchObject({ raised: "RewardsFailed" });
  });

  test("comes again when it is told to, and after cut connections and broken answers", async () => {
    server.misbehave(refuse(429, { "retry-after": "0" }), refuse(503, { "retry-after": new Date(Date.now() - 1_000).toUTCString() }), cut, say("{"), say('{"results": [NaN]}'));
    expect(await call({ items: items(255) })).toMatchObject({ results: [{ reward: 1 }] });
    expect(server.received).toHaveLength(6);
  });

  test("gives up with the reason when its patience ends; NaN masks what was not answered", async () => {
    server.misbehave(refuse(429, { "retry-after": "30" }));
    expect(await call({ items: items(1), client: IMPATIENT })).toEqual({ raised: "JuxtaError", code: "reward_queue_full", status: 429, message: "Not now." });
    server.misbehave(cut);
    expect(await call({ items: items(1), client: IMPATIENT })).toMatchObject({ raised: "JuxtaError", code: "unreachable", status: 0 });
    server.misbehave(refuse(429, { "retry-after": "30" }));
    expect(await call({ images: [edit(1)], prompts: ["a"], metadata: [{ source: SOURCE }], on_error: "nan", client: IMPATIENT })).toMatchObject({ scores: ["nan"], details: { error: ["reward_queue_full"] } });
  });

  test.each([
    ["too few results", '{"results": []}'],
    ["a reward that is no number", '{"results": [{"index": 0, "reward": true, "error": null}]}'],
    ["a reward above 1", '{"results": [{"index": 0, "reward": 1.25, "error": null}]}'],
    ["a number beside an error", '{"results": [{"index": 0, "reward": 0, "error": {"code": "x", "message": "y"}}]}'],
    ["another order", '{"results": [{"index": 1, "reward": 0.5, "error": null}]}'],
    ["no object", "[]"],
  ])("refuses an answer with %s", async (_what, body) => {
    server.misbehave(say(body));
    expect(await call({ items: items(1), client: IMPATIENT })).toMatchObject({ raised: "JuxtaError", code: "reply_invalid" });
  });

  test("raises at once what asking again would not change, also where failures are masked, and follows no redirect", async () => {
    server.misbehave(refuse(401, {}, "token_invalid"));
    expect(await call({ images: [edit(1)], prompts: ["a"], metadata: [{ source: SOURCE }], on_error: "nan" }, { JUXTA_TOKEN: "jxt_wrong" })).toEqual({ raised: "JuxtaError", code: "token_invalid", status: 401, message: "Not now." });
    server.misbehave(refuse(307, { location: `${server.address}/elsewhere` }, "moved"));
    expect(await call({ items: items(1) })).toMatchObject({ raised: "JuxtaError", status: 307 });
    expect(server.received.map(({ authorization }) => authorization)).toEqual(["Bearer jxt_wrong", undefined]);
  });

  test("sends nothing for no items", async () => {
    expect(await call({ items: [] })).toEqual({ results: [] });
    expect(server.received).toEqual([]);
  });
});
