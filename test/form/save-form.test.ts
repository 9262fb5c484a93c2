import { afterAll, beforeAll, expect, test } from "vitest";
import { compareForms, DEFAULT_FORM, FORM_TEMPLATES, findFormIssues, FormDefinition, listFormVersions, planForm, saveForm } from "#lib/form/index.ts";
import { claimLeases, previewForm, submitJudgment } from "#lib/judgment/index.ts";
import { updateProject } from "#lib/project/index.ts";
import { answerAll } from "../factories/judging.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("a plan counts what goes and what stays, and saving does just that", async () => {
  const project = await makeProject({ overlap: 2 });
  await makeItem(project, ["a", "b", "c"]);
  const [owner, judge] = [await makeMember(project.id, { role: "OWNER", email: "plan@example.org" }), await makeMember(project.id)];
  const { leases } = await claimLeases(judge, project.slug, 2);
  await submitJudgment(judge, answerAll(project, leases[0]!.leaseId));

  const plan = await planForm(owner, project.id, FORM_TEMPLATES.ranking);
  expect(plan).toMatchObject({ version: 2, currentVersion: 1, answerCount: 1, openCount: 1, replacesUnits: true, freeSlotCount: 4, itemCount: 1, before: { rankSize: null }, after: { rankSize: 5 } });
  expect(await database.db.form.count({ where: { projectId: project.id } })).toBe(1);

  const saved = await saveForm(owner, project.id, FORM_TEMPLATES.ranking);
  expect(saved.version).toBe(2);
  expect(await database.db.slot.count({ where: { projectId: project.id, annotatorId: null } })).toBe(0);
  const versions = await listFormVersions(owner, project.id);
  expect(versions.map(({ version, by, answerCount }) => ({ version, by, answerCount }))).toEqual([
    { version: 2, by: "plan@example.org", answerCount: 0 },
    { version: 1, by: null, answerCount: 1 },
  ]);
  expect(versions[0]?.changes).toEqual([
    { what: "removed", block: "pair", fields: [] },
    { what: "added", block: "rank", fields: [] },
  ]);
  expect(versions[1]?.changes).toBeNull();
});

test("the same form again makes no version, and a change of options replaces no units", async () => {
  const project = await makeProject();
  await makeItem(project, ["a", "b"]);
  expect((await saveForm("operator", project.id, { blocks: [{ kind: "pair" }] })).version).toBe(1);
  expect((await planForm("operator", project.id, DEFAULT_FORM)).version).toBe(1);
  expect(await planForm("operator", project.id, FORM_TEMPLATES.pairs_reasons_regions)).toMatchObject({ version: 2, replacesUnits: false, freeSlotCount: 0 });
  await saveForm("operator", project.id, FORM_TEMPLATES.pairs_reasons_regions);
  expect(await database.db.slot.count({ where: { projectId: project.id, annotatorId: null } })).toBe(2);
});

test("questions ask only for what the project judges, and what they ask for by name stays judged", async () => {
  const project = await makeProject({ dimensions: ["prompt_following", "overall"] });
  await expect(saveForm("operator", project.id, { blocks: [{ kind: "pair", dimensions: ["consistency"] }] })).rejects.toMatchObject({ code: "invalid_input" });
  await saveForm("operator", project.id, { blocks: [{ kind: "pair", dimensions: ["overall"] }] });
  await expect(updateProject("operator", project.id, { dimensions: ["prompt_following"] })).rejects.toMatchObject({ code: "invalid_input" });
  await updateProject("operator", project.id, { dimensions: ["overall"] });
});

test("only owners save; reviewers see plans, versions and previews; annotators none of them", async () => {
  const project = await makeProject();
  const [reviewer, annotator] = [await makeMember(project.id, { role: "REVIEWER" }), await makeMember(project.id)];
  await planForm(reviewer, project.id, DEFAULT_FORM);
  await listFormVersions(reviewer, project.id);
  await expect(saveForm(reviewer, project.id, FORM_TEMPLATES.ratings)).rejects.toMatchObject({ code: "forbidden" });
  await expect(planForm(annotator, project.id, DEFAULT_FORM)).rejects.toMatchObject({ code: "forbidden" });
  await expect(listFormVersions(annotator, project.id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(previewForm(annotator, project.slug, { form: null, count: 1 })).rejects.toMatchObject({ code: "forbidden" });
  await expect(previewForm(reviewer, project.slug, { form: { blocks: [] }, count: 1 })).rejects.toMatchObject({ code: "invalid_input" });
});

test("a preview shows a form that is not saved, and leaves no row", async () => {
  const project = await makeProject();
  await makeItem(project, ["a", "b", "c"]);
  const owner = await makeMember(project.id, { role: "OWNER" });
  const { form, views } = await previewForm(owner, project.slug, { form: FORM_TEMPLATES.ratings, count: 20 });
  expect(form).toEqual(FORM_TEMPLATES.ratings);
  expect(views).toHaveLength(3);
  expect(await database.db.handedOut.count({ where: { unit: { projectId: project.id } } })).toBe(0);
  expect(await database.db.slot.count({ where: { projectId: project.id, annotatorId: { not: null } } })).toBe(0);
});

test("faults are named by block and field", () => {
  expect(findFormIssues({ blocks: [{ kind: "pair" }, { kind: "regions", types: [] }] })).toEqual([{ block: 1, field: "types", message: "Name at least one type." }]);
  expect(findFormIssues({ blocks: [] })).toEqual([{ block: null, field: null, message: "A form asks at least one thing." }]);
  expect(findFormIssues({ blocks: [{ kind: "rank" }, { kind: "pair" }] })).toHaveLength(1);
  expect(findFormIssues({ blocks: [{ kind: "criteria", min: 4, max: 2 }] })[0]?.block).toBe(0);
  for (const template of Object.values(FORM_TEMPLATES)) expect(findFormIssues(template)).toEqual([]);
});

test("a comparison of forms names options that differ and blocks that moved", () => {
  const parse = (blocks: unknown[]) => FormDefinition.parse({ blocks });
  const before = parse([{ kind: "pair" }, { kind: "regions" }]);
  expect(compareForms(before, parse([{ kind: "pair", comment: true, reasons: ["blur"] }, { kind: "regions" }]))).toEqual([{ what: "changed", block: "pair", fields: ["reasons", "comment"] }]);
  expect(compareForms(before, parse([{ kind: "regions" }, { kind: "pair" }]))).toEqual([{ what: "moved", block: "regions", fields: [] }]);
  expect(compareForms(before, before)).toEqual([]);
});
