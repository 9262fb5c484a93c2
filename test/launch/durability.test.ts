import { spawn } from "node:child_process";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { checkDurability } from "#lib/durability.ts";
import { getHealth } from "#lib/health/get-health.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

let database: TestDatabase;
let unsafe: string;

/** The test server is unsafe in three ways; a given one may be safe, so that one is switched off for this database. */
beforeAll(async () => {
  database = await createTestDatabase();
  const name = new URL(database.url).pathname.slice(1);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`ALTER DATABASE ${name} SET synchronous_commit = off`);
  await client.end();
  unsafe = database.url;
});
afterEach(() => {
  process.env.JUXTA_ALLOW_UNSAFE_DATABASE = "1";
});
afterAll(() => database?.drop());

type Ended = { code: number | null; stderr: string };

/** Starts a program that ought to end by itself at once. */
function run(args: string[], env: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], { cwd: ROOT, env: { ...process.env, ...env, NODE_ENV: "production", LOG_LEVEL: "silent" }, stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, stderr })));
}

test.each([
  ["web server", ["bin/launch/web-process.ts", "start", "0"]],
  ["worker", ["workers/index.ts"]],
  ["npm start", ["bin/launch/start.ts"]],
  ["demo", ["bin/launch/demo.ts"]],
  ["command line", ["bin/juxta.ts", "project", "list"]],
])("%s refuses a database that may lose answers, and says what to do", async (_name, args) => {
  const { code, stderr } = await run(args, { DATABASE_URL: unsafe, JUXTA_ALLOW_UNSAFE_DATABASE: "" });
  expect(code).toBe(1);
  expect(stderr).toContain("synchronous_commit");
  expect(stderr).toContain("durability_off");
  expect(stderr).toContain("JUXTA_ALLOW_UNSAFE_DATABASE=1");
  expect(stderr).not.toContain("    at ");
});

test("where it is allowed it is used with a warning, and the health page shows it", async () => {
  expect(await checkDurability(unsafe)).toContain("synchronous_commit off");
  expect((await getHealth()).durability).toMatchObject({ status: "unsafe", off: expect.arrayContaining(["synchronous_commit"]) });
  process.env.JUXTA_ALLOW_UNSAFE_DATABASE = "0";
  await expect(checkDurability(unsafe)).rejects.toMatchObject({ code: "durability_off", details: { off: expect.arrayContaining(["synchronous_commit"]) } });
});
