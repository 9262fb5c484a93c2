import { afterAll, beforeAll, expect, test } from "vitest";
import { applyQualityRules, computeJudgingQuality, computeReliability, dismissNotice, getPerson, previewMemberState, setMemberState, setQualityRules, takeBackFlag } from "#lib/annotator/index.ts";
import { computeConsensus } from "#lib/consensus/index.ts";
import { claimForJudging, claimLeases, submitJudgment } from "#lib/judgment/index.ts";
import { makeGold } from "../factories/gold.ts";
import { answerAll } from "../factories/judging.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { makePlantedProject, type PlantedProject } from "./planted-work.ts";

let database: TestDatabase;
let planted: PlantedProject;
beforeAll(async () => {
  database = await createTestDatabase();
  planted = await makePlantedProject();
}, 60_000);
afterAll(() => database.drop());

test("careless work raises its flags, careful work none", async () => {
  const { project, careful, second, careless } = planted;
  const people = await computeReliability("operator", project);
  expect(people.get(careful.userId)?.flags).toEqual([]);
  expect(people.get(second.userId)?.flags).toEqual([]);
  const bad = people.get(careless.userId)!;
  expect(bad.flags.map(({ flag, level }) => `${flag} ${level}`)).toEqual(["gold serious", "repeats serious", "speed serious", "straight_line serious", "side serious", "agreement serious"]);
  expect(bad).toMatchObject({ counts: { judgments: 68, gold: 16, repeats: 12 }, gold: { right: 0, wrong: 16, advice: "block" }, repeats: { same: 0, reversed: 12, n: 12 }, agreement: { value: 0.25, n: 40 }, side: { leftShare: 1, n: 56 }, speed: { tooFast: 68, n: 68 } });
  expect(people.get(careful.userId)).toMatchObject({ gold: { right: 16, wrong: 0 }, repeats: { share: 1 }, agreement: { value: 0.625 }, side: { isFlagged: false } });
});

test("a person's page has the evidence: gold missed, repeats reversed, fastest answers, hours", async () => {
  const { project, careless, goldIds } = planted;
  const person = await getPerson("operator", project, careless.userId);
  expect(person.gold).toHaveLength(16);
  expect(person.gold.every(({ isRight, judgment }) => isRight === false && goldIds.includes(judgment.comparisonId))).toBe(true);
  expect(person.repeats).toHaveLength(12);
  expect(person.fastest.map((judgment) => judgment.durationMs)).toEqual([500, 501, 502, 503, 504, 505, 506, 507, 508, 509]);
  expect(person.hours.reduce((sum, count) => sum + count, 0)).toBe(68);
  const annotator = await makeMember(project.id);
  await expect(getPerson(annotator, project, careless.userId)).rejects.toMatchObject({ code: "forbidden" });
});

test("everybody together: sides, repeats and gold with intervals", async () => {
  const quality = await computeJudgingQuality("operator", planted.project);
  // All 56 of the careless lie left, half of everybody else's.
  expect(quality).toMatchObject({ left: { n: 152, value: (20 + 8 + 20 + 56) / 152 }, repeats: { n: 24, value: 0.5, reversed: 12 }, gold: { n: 32, value: 0.5 } });
  expect(quality.left.interval!.low).toBeLessThan(quality.left.value!);
});

test("the preview says what excluding changes, and excluding does just that", async () => {
  const { project, careful, careless } = planted;
  expect(await previewMemberState("operator", project, careless.userId, "PAUSED")).toEqual({ judgments: 0, undecided: 0, changed: 0 });
  expect(await previewMemberState("operator", project, careless.userId, "EXCLUDED")).toEqual({ judgments: 40, undecided: 0, changed: 0 });
  await setMemberState("operator", project.id, { userId: careless.userId, state: "EXCLUDED", reason: "planted" });
  // One careful answer is left on each comparison: without it there is none.
  await setMemberState("operator", project.id, { userId: planted.second.userId, state: "EXCLUDED", reason: "planted" });
  expect(await previewMemberState("operator", project, careful.userId, "EXCLUDED")).toEqual({ judgments: 40, undecided: 40, changed: 40 });
  // Where the careless one says B too, A and B would be even.
  expect(await previewMemberState("operator", project, careless.userId, "ACTIVE")).toEqual({ judgments: -40, undecided: 30, changed: 30 });
  await setMemberState("operator", project.id, { userId: careless.userId, state: "ACTIVE", reason: "planted" });
  expect((await computeConsensus(project.id, { dimension: "overall" })).filter((row) => row.consensus !== "A")).toHaveLength(30);
  await setMemberState("operator", project.id, { userId: planted.second.userId, state: "ACTIVE", reason: "planted" });
});

test("rules do nothing until they are set; what they do is recorded, done once, and can be taken back", async () => {
  const { project, careless } = planted;
  expect(await applyQualityRules("operator", project.id)).toEqual([]);
  const owner = await makeMember(project.id, { role: "OWNER" });
  await setQualityRules(owner, project.id, [{ flag: "gold", level: "serious", action: "pause" }, { flag: "speed", level: "notice", action: "warn" }]);
  await expect(setQualityRules(careless, project.id, [])).rejects.toMatchObject({ code: "forbidden" });
  await expect(setQualityRules(owner, project.id, [{ flag: "mood", level: "serious", action: "pause" }])).rejects.toMatchObject({ code: "invalid_input" });
  const applied = await applyQualityRules(owner, project.id);
  expect(applied).toEqual([{ userId: careless.userId, flag: "gold", level: "serious", action: "pause" }]);
  expect(await applyQualityRules(owner, project.id)).toEqual([]);
  const person = await getPerson(owner, project, careless.userId);
  expect(person.member).toMatchObject({ state: "PAUSED", stateReason: "By rule: wrong where the answer is known." });
  expect(person.flags).toMatchObject([{ flag: "gold", action: "pause", evidence: { n: 16 }, dismissedAt: null }]);
  expect(await database.db.auditEntry.count({ where: { projectId: project.id, action: "quality_rule_applied" } })).toBe(1);
  await takeBackFlag(owner, project.id, person.flags[0]!.id);
  await takeBackFlag(owner, project.id, person.flags[0]!.id);
  expect((await getPerson(owner, project, careless.userId)).member.state).toBe("ACTIVE");
  // Active again, the other rule reaches them; the one that was taken back does not.
  expect(await applyQualityRules(owner, project.id)).toEqual([{ userId: careless.userId, flag: "speed", level: "serious", action: "warn" }]);
  expect(await database.db.judgment.count({ where: { annotatorId: careless.userId } })).toBe(68);
});

test("after every tenth answer the rules are looked at: a warning shows a calm word that names nothing, until it is put away", async () => {
  const project = await makeProject({ dimensions: ["overall"], overlap: 2, goldShare: 0.5 });
  for (let made = 0; made < 4; made += 1) await makeItem(project, ["a", "b", "c", "d"]);
  await makeGold(project, 10);
  await setQualityRules("operator", project.id, [{ flag: "gold", level: "notice", action: "warn" }]);
  const actor = await makeMember(project.id);
  for (let given = 1; given <= 10; given += 1) {
    expect((await claimForJudging(actor, project.slug, 1)).notice).toBeNull();
    const [lease] = (await claimLeases(actor, project.slug, 1)).leases;
    await submitJudgment(actor, answerAll(project, lease!.leaseId, { value: lease!.shown[0] === lease!.shown.toSorted()[0] ? "right" : "left" }));
  }
  const { notice } = await claimForJudging(actor, project.slug, 1);
  expect(notice).toMatchObject({ kind: "care" });
  expect(Object.keys(notice ?? {}).sort()).toEqual(["id", "kind"]);
  const other = await makeMember(project.id);
  await dismissNotice(other, notice!.id);
  expect((await claimForJudging(actor, project.slug, 1)).notice).toEqual(notice);
  await dismissNotice(actor, notice!.id);
  expect((await claimForJudging(actor, project.slug, 1)).notice).toBeNull();
});
