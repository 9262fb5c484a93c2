import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actor, createUser } from "#lib/auth/index.ts";
import { createToken, listTokens, requireToken, revokeToken } from "#lib/token/index.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function makeActor(email: string | undefined, simulated = false): Promise<Actor> {
  const user = await createUser(database.db, { email, simulated });
  return { userId: user.id, pseudonym: user.pseudonym, email: user.email, simulated, sessionId: user.id };
}

const bearer = (token: string) => requireToken(`Bearer ${token}`, "reward");

test("a token stands for its person until it is revoked, and only its hash is kept", async () => {
  const actor = await makeActor("a@example.org");
  const { token, id } = await createToken(actor, { name: " trainer " });
  expect(token).toMatch(/^jxt_[\w-]{43}$/);
  expect(await bearer(token)).toMatchObject({ userId: actor.userId, email: "a@example.org", simulated: false });
  const row = await database.db.apiToken.findUniqueOrThrow({ where: { id } });
  expect(JSON.stringify(row)).not.toContain(token.slice(8));
  expect(row.lastUsedAt).not.toBeNull();
  const [listed] = await listTokens(actor);
  expect(listed).toMatchObject({ id, name: "trainer", beginning: token.slice(0, 8), scopes: ["reward"], revokedAt: null });
  expect(listed).not.toHaveProperty("tokenHash");
  await revokeToken(actor, id);
  await revokeToken(actor, id);
  await expect(bearer(token)).rejects.toMatchObject({ code: "token_invalid", status: 401 });
  expect(await database.db.auditEntry.count({ where: { action: { in: ["token_created", "token_revoked"] }, subject: id } })).toBe(2);
});

test("a token that is over, unknown, garbled, or whose person is disabled opens nothing", async () => {
  const actor = await makeActor("b@example.org");
  const { token, id } = await createToken(actor, { name: "short", validDays: 1 });
  for (const header of [null, "", token, `Basic ${token}`, `Bearer ${token}x`, `Bearer ${token.slice(0, -1)}`, "Bearer jxt_"]) await expect(requireToken(header, "reward")).rejects.toMatchObject({ code: "token_invalid" });
  expect(await bearer(token)).toMatchObject({ userId: actor.userId });
  await database.db.apiToken.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
  await expect(bearer(token)).rejects.toMatchObject({ code: "token_invalid" });
  const { token: other } = await createToken(actor, { name: "long" });
  await database.db.user.update({ where: { id: actor.userId }, data: { disabledAt: new Date() } });
  await expect(bearer(other)).rejects.toMatchObject({ code: "token_invalid" });
});

test("tokens are for accounts with an address, one's own, or any by the operator", async () => {
  for (const actor of [await makeActor(undefined), await makeActor("sim@example.org", true)]) {
    await expect(createToken(actor, { name: "x" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(listTokens(actor)).rejects.toMatchObject({ code: "forbidden" });
  }
  const [mine, other] = [await makeActor("c@example.org"), await makeActor("d@example.org")];
  const { id } = await createToken("operator", { name: "x", email: "C@example.org" });
  expect(await listTokens(mine)).toMatchObject([{ id }]);
  await expect(revokeToken(other, id)).rejects.toMatchObject({ code: "not_found" });
  await expect(createToken("operator", { name: "x", email: "nobody@example.org" })).rejects.toMatchObject({ code: "not_found" });
  await expect(createToken(mine, { name: " ", validDays: 0 })).rejects.toMatchObject({ code: "invalid_input", details: { name: expect.any(Array), validDays: expect.any(Array) } });
  await revokeToken("operator", id);
  expect(await listTokens("operator", "c@example.org")).toMatchObject([{ id, revokedAt: expect.any(Date) }]);
});

test("nobody has more than fifty that are not revoked", async () => {
  const actor = await makeActor("e@example.org");
  for (let at = 0; at < 50; at += 1) await createToken(actor, { name: String(at) });
  await expect(createToken(actor, { name: "one more" })).rejects.toMatchObject({ code: "too_many_tokens" });
});
