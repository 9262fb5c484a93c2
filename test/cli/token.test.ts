import { afterAll, beforeAll, expect, test } from "vitest";
import { createUser } from "#lib/auth/index.ts";
import { requireToken } from "#lib/token/index.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { runJson, runJuxta } from "./run-juxta.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await createUser(database.db, { email: "you@example.org" });
});
afterAll(() => database.drop());

test("a token is made, listed and revoked from the command line", async () => {
  const made = await runJson<{ id: string; token: string; expiresAt: string }>(["token", "create", "--email", "You@example.org", "--name", "trainer", "--days", "90"]);
  expect(made).toMatchObject({ code: 0, json: { name: "trainer", scopes: ["reward"], token: expect.stringMatching(/^jxt_/), revokedAt: null } });
  expect(Date.parse(made.json.expiresAt) - Date.now()).toBeGreaterThan(89 * 86_400_000);
  expect(await requireToken(`Bearer ${made.json.token}`, "reward")).toMatchObject({ email: "you@example.org" });
  const listed = await runJson<object[]>(["token", "list", "--email", "you@example.org"]);
  expect(listed.json).toMatchObject([{ id: made.json.id, name: "trainer" }]);
  expect(listed.stdout).not.toContain(made.json.token);
  expect((await runJuxta(["token", "list", "--email", "you@example.org"])).stdout).toContain("valid");
  expect(await runJson(["token", "revoke", made.json.id])).toMatchObject({ code: 0, json: { revoked: true } });
  await expect(requireToken(`Bearer ${made.json.token}`, "reward")).rejects.toMatchObject({ code: "token_invalid" });
  expect((await runJuxta(["token", "list", "--email", "you@example.org"])).stdout).toContain("revoked");
  expect(await runJson(["token", "create", "--email", "nobody@example.org", "--name", "x"])).toMatchObject({ code: 1, json: { error: { code: "not_found" } } });
  expect(await runJson(["token", "create", "--email", "you@example.org", "--name", "x", "--days", "none"])).toMatchObject({ code: 1, json: { error: { code: "invalid_input", details: { validDays: expect.any(Array) } } } });
  expect((await runJuxta(["token", "create", "--email", "you@example.org", "--name", "plain"])).stdout).toMatch(/shown only now: jxt_/);
});
