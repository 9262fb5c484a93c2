import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/auth/index.ts";
import { createCheck, getCheck, parseDefinition } from "#lib/scorer/index.ts";
import { createProject } from "#lib/project/index.ts";
import { startWorker, waitUntilIdle } from "../../workers/run.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
let owner: Actor;
let projectId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  projectId = (await createProject("operator", { slug: "scorers", name: "Scorers" })).id;
  owner = await makeMember(projectId, { role: "OWNER" });
});
afterEach(() => {
  delete process.env.JUXTA_JUDGE_HOSTS;
});
afterAll(() => database?.drop());

const judge = (changes: object) => ({ kind: "vlm", baseUrl: "http://judge.lan:8000/v1", model: "m", ...changes });
const refused = (changes: object, fields: string[]) => expect(() => parseDefinition(owner, judge(changes)), JSON.stringify(changes)).toThrowError(expect.objectContaining({ code: "invalid_input", details: Object.fromEntries(fields.map((field) => [field, expect.anything()])) }) as Error);

test("an owner's definition names no secret of the server, no file outside of its folder, and no metadata service", () => {
  expect(parseDefinition(owner, judge({ apiKeyEnv: "JUXTA_JUDGE_KEY_LAB", promptFile: "prompts/vie_prompts.py" }))).toMatchObject({ passes: 1, scoreRange: 25, reduction: "average_last" });
  for (const apiKeyEnv of ["JUXTA_SECRET", "DATABASE_URL", "XJUXTA_JUDGE_KEY", "OPENAI_API_KEY", "JUXTA_JUDGE_HOSTS"]) refused({ apiKeyEnv }, ["apiKeyEnv"]);
  for (const promptFile of ["/etc/passwd", "../secrets.json", "a/../../secrets.json"]) refused({ promptFile }, ["promptFile"]);
  for (const host of ["169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]", "2852039166"]) refused({ baseUrl: `http://${host}/v1` }, ["baseUrl"]);
  for (const baseUrl of ["http://name:password@judge.lan/v1", "file:///etc/passwd", "ftp://judge.lan", "judge"]) refused({ baseUrl }, ["baseUrl"]);
  expect(() => parseDefinition(owner, { kind: "onnx", manifest: "/models/manifest.json" })).toThrowError(expect.objectContaining({ code: "invalid_input" }) as Error);
  expect(parseDefinition("operator", judge({ apiKeyEnv: "OPENAI_API_KEY", promptFile: "/opt/vie_prompts.py" }))).toMatchObject({ apiKeyEnv: "OPENAI_API_KEY" });
});

test("with a list of hosts, owners reach these alone", () => {
  process.env.JUXTA_JUDGE_HOSTS = "judge.lan:8000, api.example.org";
  expect(parseDefinition(owner, judge({}))).toMatchObject({ baseUrl: "http://judge.lan:8000/v1" });
  expect(parseDefinition(owner, judge({ baseUrl: "https://api.example.org:444/v1" }))).toBeTruthy();
  for (const baseUrl of ["http://judge.lan/v1", "http://judge.lan:8001/v1", "http://evil.example/v1", "http://judge.lan:8000.evil.example/v1"]) refused({ baseUrl }, ["baseUrl"]);
  expect(parseDefinition("operator", judge({ baseUrl: "http://10.0.0.7/v1" }))).toBeTruthy();
});

test("owners alone have scorers opened; the name starter is the built-in scorer's", async () => {
  const [reviewer, stranger] = [await makeMember(projectId, { role: "REVIEWER" }), await makeMember((await createProject("operator", { slug: "other", name: "Other" })).id, { role: "OWNER" })];
  const input = { name: "j", definition: judge({}), register: true };
  await expect(createCheck(reviewer, projectId, input)).rejects.toMatchObject({ code: "forbidden" });
  await expect(createCheck(stranger, projectId, input)).rejects.toMatchObject({ code: "not_found" });
  await expect(createCheck(owner, null, input)).rejects.toMatchObject({ code: "forbidden" });
  await expect(createCheck(owner, projectId, { ...input, name: "starter" })).rejects.toMatchObject({ code: "invalid_input", details: { name: expect.anything() } });
  await expect(createCheck(owner, projectId, { ...input, name: "a@b" })).rejects.toMatchObject({ code: "invalid_input", details: { name: expect.anything() } });
  const other = await makeItem((await database.db.project.findFirstOrThrow({ where: { slug: "other" } })), ["one"]);
  await expect(createCheck(owner, projectId, { ...input, candidateId: other.candidateIds[0] })).rejects.toMatchObject({ code: "not_found" });
  expect(await database.db.scorerCheck.count()).toBe(0);
});

test("a worker opens what is added, once under its version however often, and says why it cannot", async () => {
  const added = await createCheck(owner, projectId, { name: "starter", definition: { kind: "starter" }, register: true });
  const again = await createCheck("operator", null, { name: "starter", definition: { kind: "starter" }, register: true }, "/somewhere");
  const missing = await createCheck(owner, projectId, { name: "gone", definition: { kind: "onnx", manifest: "gone/manifest.json" }, register: true });
  expect(missing.baseFolder).toBe(path.join(database.home, "scorers"));
  const worker = await startWorker();
  await waitUntilIdle();
  await worker.stop();
  const [first, second] = [await getCheck(owner, added.id), await getCheck("operator", again.id)];
  expect(first).toMatchObject({ state: "DONE", result: { kind: "starter", passes: 1, scale: { min: 0, max: 10 }, results: null } });
  expect(first.scorerVersionId).toBe(second.scorerVersionId);
  expect(await database.db.scorerVersion.count()).toBe(1);
  expect(await getCheck(owner, missing.id)).toMatchObject({ state: "FAILED", errorCode: expect.any(String), scorerVersionId: null });
  await expect(getCheck(owner, again.id)).rejects.toMatchObject({ code: "forbidden" });
});
