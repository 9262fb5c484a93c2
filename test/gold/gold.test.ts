import { afterAll, beforeAll, expect, test } from "vitest";
import { listGold, removeGold, setGold, suggestGold } from "#lib/gold/index.ts";
import { claimLeases, submitJudgment } from "#lib/judgment/index.ts";
import { makeGold } from "../factories/gold.ts";
import { answerAll } from "../factories/judging.ts";
import { makeJudgment } from "../factories/judgment.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("gold is set, changed and removed by owners and reviewers alone; its slots are held back meanwhile", async () => {
  const project = await makeProject({ dimensions: ["overall"] });
  const [comparisonId] = await makeGold(project, 1);
  const [annotator, reviewer] = [await makeMember(project.id), await makeMember(project.id, { role: "REVIEWER" })];
  expect((await claimLeases(annotator, project.slug, 1)).leases).toEqual([]);
  await expect(setGold(annotator, project.id, [{ comparisonId: comparisonId!, verdicts: { overall: "B" } }])).rejects.toMatchObject({ code: "forbidden" });
  await setGold(reviewer, project.id, [{ comparisonId: comparisonId!, verdicts: { overall: "TIE" }, explanation: "Both are copies." }]);
  expect(await listGold(reviewer, project.id)).toMatchObject([{ comparisonId, verdicts: { overall: "TIE" }, explanation: "Both are copies.", right: 0, wrong: 0, isDoubtful: false }]);
  await expect(setGold(reviewer, project.id, [{ comparisonId: comparisonId!, verdicts: { consistency: "A" } }])).rejects.toMatchObject({ code: "invalid_input" });
  await removeGold(reviewer, project.id, comparisonId!);
  await removeGold(reviewer, project.id, comparisonId!);
  expect((await claimLeases(annotator, project.slug, 1)).leases).toHaveLength(1);
  expect(await database.db.auditEntry.count({ where: { projectId: project.id, action: "gold_removed" } })).toBe(1);
});

test("gold that most people miss is marked", async () => {
  const project = await makeProject({ dimensions: ["overall"], goldShare: 0.5, overlap: 10 });
  for (let made = 0; made < 3; made += 1) await makeItem(project, ["a", "b", "c"]);
  await makeGold(project, 1);
  for (let person = 0; person < 6; person += 1) {
    const actor = await makeMember(project.id);
    for (let turn = 0; turn < 3; turn += 1) {
      const [lease] = (await claimLeases(actor, project.slug, 1)).leases;
      const wrong = lease!.shown[0] === lease!.shown.toSorted()[0] ? "right" : "left";
      await submitJudgment(actor, answerAll(project, lease!.leaseId, { value: wrong }));
    }
  }
  const [gold] = await listGold("operator", project.id);
  expect(gold).toMatchObject({ right: 0, isDoubtful: true });
  expect(gold!.wrong).toBeGreaterThanOrEqual(5);
});

test("what is certain by construction, by an implanted defect or by everybody is suggested; taste is not", async () => {
  const project = await makeProject({ dimensions: ["prompt_following", "overall"], overlap: 9 });
  const [made, implanted, agreed, contested] = [await makeItem(project, ["a", "b"]), await makeItem(project, ["a", "b"]), await makeItem(project, ["a", "b"]), await makeItem(project, ["a", "b"])];
  const label = (quality: number) => ({ labels: { promptFollowing: quality, consistency: 1, visualQuality: 1, overall: 0.6 } });
  const [a, b] = made.candidateIds.toSorted();
  await database.db.candidate.update({ where: { id: a! }, data: { origin: "perturbation", parameters: label(0.1) } });
  await database.db.candidate.update({ where: { id: b! }, data: { origin: "perturbation", parameters: label(0.9) } });
  await database.db.candidate.update({ where: { id: implanted.candidateIds.toSorted()[0]! }, data: { origin: "implanted" } });
  const comparisonOf = async (itemId: string) => (await database.db.comparison.findFirstOrThrow({ where: { itemId } })).id;
  for (let person = 0; person < 4; person += 1) {
    const actor = await makeMember(project.id);
    await makeJudgment(await comparisonOf(agreed.id), actor, { prompt_following: "B", overall: person === 0 ? "TIE" : "A" });
    await makeJudgment(await comparisonOf(contested.id), actor, { prompt_following: person === 0 ? "A" : "B", overall: "TIE" });
  }
  const suggestions = await suggestGold("operator", project.id);
  expect(Object.fromEntries(suggestions.map((row) => [row.comparisonId, [row.reason, row.verdicts]]))).toEqual({
    [await comparisonOf(made.id)]: ["construction", { prompt_following: "B" }],
    [await comparisonOf(implanted.id)]: ["implanted", { prompt_following: "B", overall: "B" }],
    [await comparisonOf(agreed.id)]: ["unanimous", { prompt_following: "B" }],
  });
  await setGold("operator", project.id, suggestions.map(({ comparisonId, verdicts, explanation }) => ({ comparisonId, verdicts, explanation })));
  expect(await suggestGold("operator", project.id)).toEqual([]);
  expect(await listGold("operator", project.id)).toHaveLength(3);
});
