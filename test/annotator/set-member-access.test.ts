import { afterAll, beforeAll, expect, test } from "vitest";
import { getPerson, listMembers, setMemberAccess } from "#lib/annotator/index.ts";
import { listItemDemands } from "#lib/item/index.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("a reviewer sets languages and qualifications, each once, and the change is recorded once", async () => {
  const project = await makeProject();
  const [reviewer, person] = [await makeMember(project.id, { role: "REVIEWER" }), await makeMember(project.id)];
  const input = { userId: person.userId, languages: ["zh", " en ", "zh"], qualifications: ["radiology"] };
  await setMemberAccess(reviewer, project.id, input);
  await setMemberAccess(reviewer, project.id, { ...input, languages: ["en", "zh"] });
  expect((await getPerson(reviewer, project, person.userId)).member).toMatchObject({ languages: ["en", "zh"], qualifications: ["radiology"] });
  expect((await listMembers(reviewer, project.id)).find((member) => member.userId === person.userId)).toMatchObject({ languages: ["en", "zh"], qualifications: ["radiology"] });
  expect(await database.db.auditEntry.findMany({ where: { projectId: project.id, action: "member_access_changed" } })).toMatchObject([
    { actorId: reviewer.userId, subject: person.userId, detail: { languages: ["en", "zh"], qualifications: ["radiology"] } },
  ]);
  await setMemberAccess(reviewer, project.id, { userId: person.userId, languages: [], qualifications: [] });
  expect(await database.db.member.findFirst({ where: { projectId: project.id, userId: person.userId } })).toMatchObject({ languages: [], qualifications: [] });
});

test("what is no language, annotators and strangers are refused by field and code", async () => {
  const project = await makeProject();
  const [owner, person] = [await makeMember(project.id, { role: "OWNER" }), await makeMember(project.id)];
  const set = (languages: string[], qualifications: string[] = []) => setMemberAccess(owner, project.id, { userId: person.userId, languages, qualifications });
  await expect(set(["English please"])).rejects.toMatchObject({ code: "invalid_input", details: { languages: ["A language code such as en or zh."] } });
  await expect(set(["en"], ["x".repeat(61), " "])).rejects.toMatchObject({ code: "invalid_input", details: { qualifications: ["From 1 to 60 characters each."] } });
  await expect(setMemberAccess(person, project.id, { userId: person.userId, languages: [], qualifications: ["radiology"] })).rejects.toMatchObject({ code: "forbidden" });
  const stranger = await makeMember((await makeProject()).id, { role: "OWNER" });
  await expect(setMemberAccess(owner, project.id, { userId: stranger.userId, languages: [], qualifications: [] })).rejects.toMatchObject({ code: "not_found" });
  await expect(setMemberAccess(stranger, project.id, { userId: person.userId, languages: [], qualifications: [] })).rejects.toMatchObject({ code: "not_found" });
});

test("what the items of a project ask for is listed once, sorted", async () => {
  const project = await makeProject();
  const owner = await makeMember(project.id, { role: "OWNER" });
  for (const [language, qualification] of [["zh", "radiology"], ["en", null], ["zh", "art"]] as const) {
    const { id } = await makeItem(project, ["one", "two"]);
    await database.db.item.update({ where: { id }, data: { language, qualification } });
  }
  expect(await listItemDemands(owner, project.id)).toEqual({ languages: ["en", "zh"], qualifications: ["art", "radiology"] });
  await expect(listItemDemands(await makeMember(project.id), project.id)).rejects.toMatchObject({ code: "forbidden" });
});
