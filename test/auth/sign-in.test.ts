import { afterAll, beforeAll, expect, test } from "vitest";
import { createUser, findActor, revokeSession, signInByPassword } from "#lib/auth/index.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const attempt = (email: string, password: string, address = "10.0.0.1") => signInByPassword({ email, password, address });

test("the right password opens a session that can be revoked", async () => {
  await createUser(database.db, { email: "Ana@Example.org", password: "correct horse" });
  const { sessionId, userId } = await attempt(" ana@example.org ", "correct horse");
  expect(await findActor(sessionId)).toMatchObject({ userId, email: "ana@example.org" });
  await revokeSession(sessionId);
  expect(await findActor(sessionId)).toBeNull();
});

test("a wrong password and an unknown address are answered alike", async () => {
  await createUser(database.db, { email: "ben@example.org", password: "correct horse" });
  const wrong = await attempt("ben@example.org", "incorrect").catch((error: unknown) => error);
  const unknown = await attempt("nobody@example.org", "incorrect").catch((error: unknown) => error);
  expect(wrong).toMatchObject({ code: "sign_in_failed", status: 401 });
  expect(unknown).toMatchObject({ code: "sign_in_failed", message: (wrong as Error).message });
});

test("guessing is stopped, for the account and for the right password too", async () => {
  await createUser(database.db, { email: "cy@example.org", password: "correct horse" });
  for (let guess = 0; guess < 8; guess += 1) await expect(attempt("cy@example.org", `guess ${guess}`)).rejects.toMatchObject({ code: "sign_in_failed" });
  await expect(attempt("cy@example.org", "correct horse", "10.9.9.9")).rejects.toMatchObject({ code: "too_many_attempts", status: 429 });
});

test("expired sessions and disabled people are nobody", async () => {
  const user = await createUser(database.db, { email: "di@example.org", password: "correct horse" });
  const { sessionId } = await attempt("di@example.org", "correct horse");
  await database.db.user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
  expect(await findActor(sessionId)).toBeNull();
  await database.db.user.update({ where: { id: user.id }, data: { disabledAt: null } });
  await database.db.session.update({ where: { id: sessionId }, data: { expiresAt: new Date(0) } });
  expect(await findActor(sessionId)).toBeNull();
  expect(await findActor("not-a-uuid")).toBeNull();
});

test("bad accounts are refused with their fields", async () => {
  await expect(createUser(database.db, { email: "no address", password: "short" })).rejects.toMatchObject({ code: "invalid_input", details: { email: expect.anything(), password: expect.anything() } });
  await expect(createUser(database.db, { email: "ana@example.org", password: "long enough" })).rejects.toMatchObject({ code: "email_taken" });
});
