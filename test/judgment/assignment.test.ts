import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setMemberState } from "#lib/annotator/index.ts";
import type { Actor } from "#lib/auth/index.ts";
import { hashDerived, rebuildProject } from "#lib/consensus/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { claimLeases, getOwnProgress, submitJudgment } from "#lib/judgment/index.ts";
import { updateProject } from "#lib/project/index.ts";
import { registerScorer, writeScores } from "#lib/scorer/index.ts";
import { answerAll } from "../factories/judging.ts";
import { makeMember } from "../factories/people.ts";
import { type MadeItem, makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Choice = "A" | "B" | "TIE";

/** One person judges the next thing, naming candidates; null when there is nothing for them. */
async function judgeNext(project: Project, actor: Actor, choice: Choice): Promise<string | null> {
  const { leases } = await claimLeases(actor, project.slug, 1);
  const [lease] = leases;
  if (!lease) return null;
  const aIsLeft = lease.shown[0]! < lease.shown[1]!;
  const value = choice === "TIE" ? "tie" : (choice === "A") === aIsLeft ? "left" : "right";
  await submitJudgment(actor, answerAll(project, lease.leaseId, { value }));
  return lease.unitId;
}

/** New people judge one after the other until nobody is asked any more; returns how many were. */
async function judgeByStrangers(project: Project, choices: readonly Choice[]): Promise<number> {
  for (const [count, choice] of choices.entries()) {
    if (!(await judgeNext(project, await makeMember(project.id), choice))) return count;
  }
  return choices.length;
}

const unitOf = (project: Project) => database.db.unit.findFirstOrThrow({ where: { projectId: project.id }, include: { slots: true } });

describe("judgments until they are decisive", () => {
  test.each([
    ["three who agree", ["A", "A", "A", "A"], 3, "COMPLETE"],
    ["a lead of three after a doubt", ["A", "B", "A", "A", "A", "A"], 5, "COMPLETE"],
    ["five ties", ["TIE", "TIE", "TIE", "TIE", "TIE", "TIE"], 5, "COMPLETE"],
    ["no lead in seven", ["A", "B", "A", "B", "A", "B", "A", "A"], 7, "AMBIGUOUS"],
  ] as const)("%s", async (_name, choices, asked, state) => {
    const project = await makeProject({ overlap: 3, overlapMax: 7, dimensions: ["overall"] });
    await makeItem(project, ["a", "b"]);
    expect(await judgeByStrangers(project, choices)).toBe(asked);
    const unit = await unitOf(project);
    expect(unit).toMatchObject({ state, judgmentCount: asked });
    expect(unit.slots.filter((slot) => slot.doneAt === null)).toHaveLength(0);
  });

  test("a fixed overlap that becomes a range asks on, and back again stops", async () => {
    const project = await makeProject({ overlap: 2, dimensions: ["overall"] });
    await makeItem(project, ["a", "b"]);
    expect(await judgeByStrangers(project, ["A", "B", "A"])).toBe(2);
    const open = await updateProject("operator", project.id, { overlapMax: 5 });
    expect((await unitOf(project)).state).toBe("OPEN");
    expect(await judgeByStrangers(open, ["A"])).toBe(1);
    const fixed = await updateProject("operator", project.id, { overlapMax: null });
    expect(await unitOf(project)).toMatchObject({ state: "COMPLETE", judgmentCount: 3 });
    expect(await judgeByStrangers(fixed, ["A"])).toBe(0);
  });

  test("a range that ends before it begins is refused", async () => {
    await expect(makeProject({ overlap: 3, overlapMax: 3 })).rejects.toMatchObject({ code: "invalid_input" });
    const project = await makeProject({ overlap: 3, overlapMax: 5 });
    await expect(updateProject("operator", project.id, { overlap: 5 })).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("who is excluded", () => {
  test("is replaced by new slots, and counts again when they come back", async () => {
    const project = await makeProject({ overlap: 2, dimensions: ["overall"] });
    await makeItem(project, ["a", "b"]);
    const careless = await makeMember(project.id);
    await judgeNext(project, careless, "B");
    await judgeByStrangers(project, ["A"]);
    await setMemberState("operator", project.id, { userId: careless.userId, state: "EXCLUDED", reason: "guesses" });
    expect(await unitOf(project)).toMatchObject({ state: "OPEN", judgmentCount: 1 });
    expect(await judgeByStrangers(project, ["A", "A"])).toBe(1);
    await setMemberState("operator", project.id, { userId: careless.userId, state: "ACTIVE", reason: "was right after all" });
    expect(await unitOf(project)).toMatchObject({ state: "COMPLETE", judgmentCount: 3 });
    const [row] = await database.db.consensus.findMany({ where: { comparison: { projectId: project.id } } });
    expect(row!.people).toEqual([2, 1, 0, 0, 0]);
  });
});

describe("who is handed what", () => {
  test("items in languages that the person reads, and those that ask for what they can do", async () => {
    const project = await makeProject({ overlap: 3, dimensions: ["overall"] });
    const [english, chinese, expert] = [await makeItem(project, ["a", "b"]), await makeItem(project, ["a", "b"]), await makeItem(project, ["a", "b"])];
    await database.db.item.update({ where: { id: chinese.id }, data: { language: "zh-Hans" } });
    await database.db.item.update({ where: { id: expert.id }, data: { qualification: "retoucher" } });
    const itemsFor = async (access: { languages?: string[]; qualifications?: string[] }) => {
      const actor = await makeMember(project.id);
      await database.db.member.update({ where: { projectId_userId: { projectId: project.id, userId: actor.userId } }, data: access });
      const { remaining } = await getOwnProgress(actor, project);
      const { leases } = await claimLeases(actor, project.slug, 8);
      expect(leases).toHaveLength(remaining);
      const units = await database.db.unit.findMany({ where: { id: { in: leases.map((lease) => lease.unitId) } } });
      return new Set(units.map((unit) => unit.itemId));
    };
    expect(await itemsFor({})).toEqual(new Set([english.id, chinese.id]));
    expect(await itemsFor({ languages: ["zh"] })).toEqual(new Set([chinese.id]));
    expect(await itemsFor({ languages: ["en"], qualifications: ["retoucher"] })).toEqual(new Set([english.id, expert.id]));
  });

  test("no more of an item, of the project, or of an item by one person than the caps allow, also at once", async () => {
    const project = await makeProject({ overlap: 4, dimensions: ["overall"], judgmentsPerItem: 5, judgmentsInAll: 8, judgmentsPerPersonAndItem: 2 });
    for (let index = 0; index < 2; index += 1) await makeItem(project, ["a", "b", "c"]);
    const people = await Promise.all(Array.from({ length: 8 }, () => makeMember(project.id)));
    await Promise.all(people.map(async (actor) => {
      while (await judgeNext(project, actor, "A"));
    }));
    const judgments = await database.db.judgment.findMany({ where: { unit: { projectId: project.id } }, include: { unit: true } });
    expect(judgments).toHaveLength(8);
    expect(Math.max(...[...Map.groupBy(judgments, (judgment) => judgment.unit.itemId).values()].map((list) => list.length))).toBeLessThanOrEqual(5);
    expect(Math.max(...[...Map.groupBy(judgments, (judgment) => `${judgment.unit.itemId} ${judgment.annotatorId}`).values()].map((list) => list.length))).toBeLessThanOrEqual(2);
  });
});

describe("order by information", () => {
  test("asks next what is expected to tell most, and says what came by the random order", async () => {
    const project = await makeProject({ overlap: 6, dimensions: ["overall"], handOutOrder: "INFORMATION", explorationShare: 0 });
    for (let index = 0; index < 3; index += 1) await makeItem(project, ["a", "b"]);
    const order: (string | null)[] = [];
    for (let person = 0; person < 6; person += 1) order.push(await judgeNext(project, await makeMember(project.id), "A"));
    // Every pair once before any pair twice: a second look tells less than a first.
    expect(new Set(order.slice(0, 3)).size).toBe(3);
    expect(new Set(order.slice(3)).size).toBe(3);
    expect(await database.db.handedOut.count({ where: { unit: { projectId: project.id }, explored: false } })).toBe(6);
  });

  test("explores as often as it should, and goes back to one order for everybody", async () => {
    const project = await makeProject({ overlap: 2, dimensions: ["overall"], handOutOrder: "INFORMATION", explorationShare: 1 });
    for (let index = 0; index < 4; index += 1) await makeItem(project, ["a", "b", "c"]);
    const actor = await makeMember(project.id);
    while (await judgeNext(project, actor, "A"));
    const handed = await database.db.handedOut.findMany({ where: { unit: { projectId: project.id } } });
    expect(handed).toHaveLength(12);
    // Only when nothing lies behind the random start does a hand-out fall back to the order.
    expect(handed.filter((row) => row.explored).length).toBeGreaterThan(4);
    await updateProject("operator", project.id, { handOutOrder: "FILL_UP" });
    const slots = await database.db.slot.findMany({ where: { projectId: project.id, doneAt: null }, include: { unit: true } });
    expect(slots.every((slot) => slot.priority === slot.unit.priority)).toBe(true);
  });
});

describe("a scorer's first guess", () => {
  test("close pairs come first, obvious ones last, before anybody has judged; new scores are looked at", async () => {
    const project = await makeProject({ overlap: 2, dimensions: ["overall"], handOutOrder: "INFORMATION", explorationShare: 0 });
    const version = await registerScorer({ name: `guess ${project.slug}`, kind: "onnx", description: "", hash: project.slug, scaleMin: 0, scaleMax: 10 });
    const score = async (item: MadeItem, values: number[]) =>
      writeScores(version.id, item.candidateIds.map((candidateId, index) => ({ candidateId, pass: 0, values: { overall: values[index]! } })), []);
    await expect(updateProject("operator", project.id, { priorScorerVersionId: version.id })).rejects.toMatchObject({ code: "invalid_input" });
    const [obvious, close] = [await makeItem(project, ["a", "b"]), await makeItem(project, ["a", "b"])];
    await score(obvious, [9, 1]);
    await score(close, [7, 4]);
    await updateProject("operator", project.id, { priorScorerVersionId: version.id });
    const later = await makeItem(project, ["a", "b"]);
    await score(later, [5, 5]);
    const actor = await makeMember(project.id);
    const order: (string | null)[] = [];
    for (let round = 0; round < 3; round += 1) order.push(await judgeNext(project, actor, "A"));
    const itemOf = async (unitId: string | null) => (await database.db.unit.findUniqueOrThrow({ where: { id: unitId! } })).itemId;
    expect(await Promise.all(order.map(itemOf))).toEqual([later.id, close.id, obvious.id]);
    expect((await database.db.project.findUniqueOrThrow({ where: { id: project.id } })).priorAgreement).toBeGreaterThan(0);
  });

  test("how likely each hand-out was is noted, and the chances of all that could come add up to one", async () => {
    const share = 0.4;
    const project = await makeProject({ overlap: 40, dimensions: ["overall"], handOutOrder: "INFORMATION", explorationShare: share });
    for (const priority of [0.2, 0.4, 0.6, 0.8]) {
      const { id } = await makeItem(project, ["a", "b"]);
      await database.db.unit.updateMany({ where: { itemId: id }, data: { priority } });
    }
    // Nobody answers, so that the order stays: everybody meets the same four units with the same chances.
    for (let person = 0; person < 40; person += 1) await claimLeases(await makeMember(project.id), project.slug, 1);
    const handed = await database.db.handedOut.findMany({ where: { unit: { projectId: project.id } }, include: { unit: true } });
    const chances = new Map<string, number>();
    for (const { unitId, propensity } of handed) {
      expect(chances.get(unitId) ?? propensity).toBeCloseTo(propensity!, 9);
      chances.set(unitId, propensity!);
    }
    expect(handed.some((row) => row.explored)).toBe(true);
    expect(chances.size).toBeGreaterThan(1);
    if (chances.size === 4) expect([...chances.values()].reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
    expect(Math.max(...chances.values())).toBeGreaterThan(1 - share - 1e-9);
  });
});

test("what is derived can be made again from the judgments, to the same bytes", async () => {
  const project = await makeProject({ overlap: 2, overlapMax: 5 });
  for (let index = 0; index < 3; index += 1) await makeItem(project, ["a", "b", "c"]);
  const people = await Promise.all(Array.from({ length: 5 }, () => makeMember(project.id)));
  await Promise.all(people.map(async (actor, index) => {
    for (let round = 0; round < 6; round += 1) await judgeNext(project, actor, (["A", "B", "TIE"] as const)[(index * round) % 3]!);
  }));
  await setMemberState("operator", project.id, { userId: people[0]!.userId, state: "EXCLUDED", reason: "guesses" });
  const incremental = await database.db.$transaction((tx) => hashDerived(tx, project.id));
  const rebuilt = await rebuildProject("operator", project.id);
  expect(rebuilt).toMatchObject({ units: 9, before: incremental, after: incremental, changed: false });
  await database.db.unit.updateMany({ where: { projectId: project.id }, data: { judgmentCount: 9 } });
  expect(await rebuildProject("operator", project.id)).toMatchObject({ after: incremental, changed: true });
});
