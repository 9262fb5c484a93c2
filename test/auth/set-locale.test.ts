import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSession, createUser, findActor, findLocale, setLocale } from "#lib/auth/index.ts";
import { chooseFromHeader } from "../../app/_server/accept-language.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

test("a person has no language until they choose one; choosing it again writes nothing", async () => {
  const user = await createUser(database.db, {});
  const sessionId = await createSession(user.id);
  const actor = await findActor(sessionId);
  if (!actor) throw new Error("The session is not there.");
  expect(actor.locale).toBeNull();
  for (const locale of ["zh", "zh", "en", "en"]) await setLocale(actor, locale);
  expect((await findActor(sessionId))?.locale).toBe("en");
  const entries = await database.db.auditEntry.findMany({ where: { actorId: user.id }, orderBy: { id: "asc" } });
  expect(entries.map(({ action, detail }) => [action, detail])).toEqual([
    ["locale_set", { locale: "zh" }],
    ["locale_set", { locale: "en" }],
  ]);
});

test("a language that the pages do not speak is refused", async () => {
  const actor = { userId: randomUUID(), pseudonym: "nobody", email: null, simulated: false, sessionId: randomUUID() };
  await expect(setLocale(actor, "tlh")).rejects.toMatchObject({ code: "invalid_input" });
  expect([findLocale("zh-CN"), findLocale("ZH_hans"), findLocale("en-GB"), findLocale("de"), findLocale(undefined)]).toEqual(["zh", "zh", "en", null, null]);
});

test.each([
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
  ["de, en;q=0.4, zh-TW;q=0.7", "zh"],
  ["fr, en-GB", "en"],
  ["zh;q=0, en;q=0.1", "en"],
  ["fr;q=x, de", null],
  ["", null],
  [null, null],
])("of the header %j the pages speak %j", (header, locale) => {
  expect(chooseFromHeader(header)).toBe(locale);
});
