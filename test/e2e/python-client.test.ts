import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CALL_CLIENT, findPythonProblem, runPython } from "../clients/run-python.ts";
import { greyPicture, makeTrainer, registerOnnxScorer } from "../factories/reward.ts";
import { endProcess, startWorkerProcess, waitUntil } from "../workers/worker-process.ts";
import { type Stack, startStack } from "./stack.ts";

const LEVELS = [0, 51, 102, 153, 204, 255];
const problem = findPythonProblem();

let stack: Stack;
let worker: ReturnType<typeof startWorkerProcess>;
let folder: string;
let token: string;

beforeAll(async () => {
  if (problem) return;
  stack = await startStack({ worker: false });
  folder = mkdtempSync(path.join(tmpdir(), "juxta-python-"));
  await registerOnnxScorer(path.join(folder, "bright"), "bright");
  token = (await makeTrainer()).token;
  worker = startWorkerProcess();
  await waitUntil("a worker scores", async () => (await fetch(`${stack.address}/api/v1/reward/health`)).ok);
});
afterAll(async () => {
  if (worker) await endProcess(worker, "SIGTERM");
  await stack?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

async function call(asked: object): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await runPython(CALL_CLIENT, { url: stack.address, ...asked });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe.skipIf(problem !== null)(`the Python client against the Reward API${problem ? ` (skipped: ${problem})` : ""}`, () => {
  test.each(["multipart", "json"])("rewards pictures sent by %s, in order, with advantages of whole groups", async (transport) => {
    const source = path.join(folder, "source.png");
    writeFileSync(source, Buffer.from(await greyPicture(0), "base64"));
    const images = await Promise.all(LEVELS.map(async (level) => ({ base64: await greyPicture(level) })));
    const metadata = LEVELS.map((_, at) => ({ source, group: at % 2 === 0 ? "even" : "odd" }));
    const { scores, details } = (await call({ images, prompts: LEVELS.map(() => "Make it brighter"), metadata, client: { token, scorer: "bright", transport, batch_size: 3 } })) as { scores: number[]; details: Record<string, (number | null)[]> };
    expect(scores).toEqual(LEVELS.map((level) => expect.closeTo(level / 255, 5)));
    const std = Math.sqrt(0.32 / 3);
    expect(details.advantage).toEqual([-0.4, -0.4, 0, 0, 0.4, 0.4].map((gap) => expect.closeTo(gap / std, 4)));
    expect(details.overall).toEqual(LEVELS.map((level) => expect.closeTo(level / 25.5, 4)));
    expect(details.error).toEqual(LEVELS.map(() => null));
  });

  test("gets a reason for a picture that is none, and NaN where that is asked for", async () => {
    const good = { base64: await greyPicture(255) };
    const bad = { base64: Buffer.from("no picture").toString("base64") };
    const asked = { images: [good, bad], prompts: ["x", "x"], metadata: [{ source: good }, { source: good }], client: { token, scorer: "bright" } };
    expect(await call({ ...asked, on_error: "nan" })).toMatchObject({ scores: [expect.closeTo(1, 5), "nan"], details: { error: [null, "picture_format"] } });
    expect(await call(asked)).toMatchObject({ raised: "RewardsFailed", code: "picture_format", failures: [[1, "picture_format", expect.any(String)]] });
  });

  test("is refused without a valid token and for an unknown scorer", async () => {
    const items = [{ source: { base64: await greyPicture(0) }, edit: { base64: await greyPicture(9) }, instruction: "x" }];
    expect(await call({ items, client: { token: "jxt_none" } })).toMatchObject({ raised: "JuxtaError", status: 401, code: "token_invalid" });
    expect(await call({ items, client: { token, scorer: "nobody" } })).toMatchObject({ raised: "JuxtaError", status: 404, code: "not_found" });
  });
});
