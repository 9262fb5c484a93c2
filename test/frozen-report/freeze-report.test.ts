import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freezeReport, getFrozenReport, listFrozenReports } from "#lib/frozen-report/index.ts";
import { computeReport, listTables } from "#lib/report/index.ts";
import { makeJudgment } from "../factories/judgment.ts";
import { makeMember } from "../factories/people.ts";
import { makeProject } from "../factories/project.ts";
import { type JudgedProject, makeJudgedProject } from "../report/judged-project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
let judged: JudgedProject;
beforeAll(async () => {
  database = await createTestDatabase();
  judged = await makeJudgedProject();
});
afterAll(() => database.drop());

test("a frozen report has the figures of its moment, whatever is judged after it", async () => {
  const { owner } = judged.people;
  const before = await computeReport(owner, judged.project.slug, { people: "people", isWhole: true });
  const frozen = await freezeReport(owner, judged.project.slug, { name: " Table 2 ", people: "people" });
  expect(frozen).toMatchObject({ name: "Table 2", softwareVersion: "0.1.0" });
  await makeJudgment(judged.comparisons.get(6)!.id, await makeMember(judged.project.id), { overall: "A", prompt_following: "A" });
  const shown = await getFrozenReport(owner, judged.project.slug, frozen.id);
  const { disagreements, ...figures } = before;
  expect(shown.content.report).toEqual(JSON.parse(JSON.stringify({ ...figures, disagreements: disagreements.rows.map((row) => ({ ...row, shown: undefined })) })));
  expect(listTables(shown.content.report)).toEqual(JSON.parse(JSON.stringify(listTables(before))));
  const now = await computeReport(owner, judged.project.slug, { people: "people" });
  expect(now.progress.judgmentCount).toBe(before.progress.judgmentCount + 1);
  const { content, sha256 } = await database.db.frozenReport.findUniqueOrThrow({ where: { id: frozen.id } });
  expect(createHash("sha256").update(content).digest("hex")).toBe(sha256);
  expect((await listFrozenReports(owner, judged.project.id)).map(({ id, sha256: hash }) => [id, hash])).toEqual([[frozen.id, sha256]]);
  expect(await database.db.auditEntry.count({ where: { action: "report_frozen", subject: frozen.id } })).toBe(1);
});

test("nothing changes it: the database refuses, and what was changed behind its back is not shown", async () => {
  const { id } = await freezeReport("operator", judged.project.slug, { name: "kept" });
  await expect(database.db.frozenReport.update({ where: { id }, data: { content: "{}" } })).rejects.toThrow("a frozen report is never changed");
  await database.db.$executeRaw`ALTER TABLE frozen_report DISABLE TRIGGER frozen_report_unchanged`;
  await database.db.$executeRaw`UPDATE frozen_report SET content = replace(content, 'alpha', 'omega') WHERE id = ${id}::uuid`;
  await database.db.$executeRaw`ALTER TABLE frozen_report ENABLE TRIGGER frozen_report_unchanged`;
  await expect(getFrozenReport("operator", judged.project.slug, id)).rejects.toMatchObject({ code: "frozen_report_damaged" });
});

test("it wants a name and something to freeze; annotators and strangers see none", async () => {
  await expect(freezeReport("operator", judged.project.slug, { name: " " })).rejects.toMatchObject({ code: "invalid_input", details: { name: ["Give the report a name."] } });
  await expect(freezeReport("operator", (await makeProject()).slug, { name: "empty" })).rejects.toMatchObject({ code: "nothing_to_freeze" });
  const { id } = await freezeReport("operator", judged.project.slug, { name: "hidden" });
  await expect(getFrozenReport(judged.people.first, judged.project.slug, id)).rejects.toMatchObject({ code: "forbidden" });
  const other = await makeProject();
  const stranger = await makeMember(other.id, { role: "OWNER" });
  await expect(getFrozenReport(stranger, judged.project.slug, id)).rejects.toMatchObject({ code: "not_found" });
  await expect(getFrozenReport(stranger, other.slug, id)).rejects.toMatchObject({ code: "not_found" });
});
