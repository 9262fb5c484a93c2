import { afterAll, beforeAll, expect, test } from "vitest";
import { exampleLine, findExampleIds, getGuidelineVersion, listGuidelineVersions, readWorkedExamples } from "#lib/guideline/index.ts";
import { claimLeases, submitJudgment } from "#lib/judgment/index.ts";
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

test("the guide that a judgment was given under can be read again after it changed", async () => {
  const project = await makeProject({ guideline: "First words." });
  await makeItem(project, ["a", "b"]);
  const [owner, judge] = [await makeMember(project.id, { role: "OWNER" }), await makeMember(project.id)];
  const { leases } = await claimLeases(judge, project.slug, 1);
  const answer = answerAll(project, leases[0]!.leaseId);
  await submitJudgment(judge, answer);
  expect((await updateProject(owner, project.id, { guideline: "Better words." })).guidelineVersion).toBe(2);
  expect((await updateProject(owner, project.id, { guideline: "Better words.", name: "Other" })).guidelineVersion).toBe(2);

  const { guidelineVersion } = await database.db.judgment.findUniqueOrThrow({ where: { id: answer.id } });
  expect((await getGuidelineVersion(owner, project.id, guidelineVersion)).text).toBe("First words.");
  expect((await listGuidelineVersions(owner, project.id)).map(({ version, by, answerCount }) => ({ version, by, answerCount }))).toEqual([
    { version: 2, by: owner.pseudonym, answerCount: 0 },
    { version: 1, by: null, answerCount: 1 },
  ]);
  await expect(getGuidelineVersion(owner, project.id, 3)).rejects.toMatchObject({ code: "not_found" });
  await expect(listGuidelineVersions(judge, project.id)).rejects.toMatchObject({ code: "forbidden" });
});

test("two changes of the guide at once get two versions", async () => {
  const project = await makeProject();
  await Promise.all(["One.", "Two.", "Three."].map((guideline) => updateProject("operator", project.id, { guideline })));
  expect((await listGuidelineVersions("operator", project.id)).map((version) => version.version)).toEqual([4, 3, 2, 1]);
});

test("worked examples are the project's own comparisons, shown without a word about generators", async () => {
  const [project, other] = [await makeProject(), await makeProject()];
  await makeItem(project, ["secret-one", "secret-two"]);
  await makeItem(other, ["x", "y"]);
  const annotator = await makeMember(project.id);
  const [mine, foreign] = [await database.db.comparison.findFirstOrThrow({ where: { projectId: project.id } }), await database.db.comparison.findFirstOrThrow({ where: { projectId: other.id } })];
  const guide = `# Overall\n\n${exampleLine(mine.id, "A is better: the rest stayed")}\n\n${exampleLine(foreign.id, "B")}`;
  expect(findExampleIds(guide)).toEqual([mine.id, foreign.id]);
  const examples = await readWorkedExamples(annotator, project.id, guide);
  expect(Object.keys(examples)).toEqual([mine.id]);
  expect(JSON.stringify(examples)).not.toMatch(/secret|candidate/);
  expect(examples[mine.id]?.a).toMatch(/^\/api\/picture\//);
  await expect(readWorkedExamples(await makeMember(other.id), project.id, guide)).rejects.toMatchObject({ code: "not_found" });
});
