import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/auth/index.ts";
import { updateProject } from "#lib/project/index.ts";
import { claimLeases, type Lease, submitJudgment } from "#lib/judgment/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { answerAll } from "../factories/judging.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function makeGold(project: Project, count: number): Promise<Set<string>> {
  const comparisons = await database.db.comparison.findMany({ where: { projectId: project.id }, take: count, orderBy: { id: "asc" } });
  for (const { id } of comparisons) await database.db.gold.create({ data: { comparisonId: id, verdicts: { create: { dimension: "overall", value: "A" } } } });
  return new Set(comparisons.map(({ id }) => id));
}

/** Judges one comparison after the other, holding three ahead as the page does, and returns the leases in the order of judging. */
async function judgeAll(project: Project, actor: Actor, most: number): Promise<Lease[]> {
  const judged: Lease[] = [];
  while (judged.length < most) {
    const { leases } = await claimLeases(actor, project.slug, Math.min(3, most - judged.length));
    if (!leases[0]) return judged;
    await submitJudgment(actor, answerAll(project, leases[0].leaseId));
    judged.push(leases[0]);
  }
  return judged;
}

test("over 200 comparisons gold and repeats come as often as the project says, at places that follow no beat", async () => {
  const project = await makeProject({ overlap: 1, goldShare: 0.1, repeatShare: 0.05, repeatAfter: 20 });
  for (let index = 0; index < 40; index += 1) await makeItem(project, ["a", "b", "c", "d"]);
  const golds = await makeGold(project, 30);
  const actor = await makeMember(project.id);
  const leases = await judgeAll(project, actor, 200);
  const placesOf = (purpose: Lease["purpose"]) => leases.flatMap((lease, place) => (lease.purpose === purpose ? [place] : []));
  expect(placesOf("GOLD")).toHaveLength(20);
  expect(placesOf("REPEAT")).toHaveLength(9);
  const gaps = placesOf("GOLD").map((place, index, places) => place - (places[index - 1] ?? 0));
  expect(new Set(gaps).size).toBeGreaterThan(3);
  expect(leases.filter((lease) => golds.has(lease.unitId)).every((lease) => lease.purpose === "GOLD")).toBe(true);
  expect(new Set(leases.map((lease) => `${lease.unitId} ${lease.purpose}`)).size).toBe(200);
  for (const place of placesOf("REPEAT")) {
    const first = leases.findIndex((lease) => lease.unitId === leases[place]!.unitId);
    expect(place - first).toBeGreaterThanOrEqual(20);
    expect(leases[place]!.shown).toEqual(leases[first]!.shown.toReversed());
  }
  const counted = await database.db.judgment.groupBy({ by: ["purpose", "counted"], where: { annotatorId: actor.userId }, _count: true });
  expect(counted.every((row) => row.counted === (row.purpose === "SLOT"))).toBe(true);
});

test("gold comes between other work, never after it", async () => {
  const project = await makeProject({ overlap: 1, goldShare: 0.5, repeatShare: 0.5, repeatAfter: 1 });
  await makeItem(project, ["a", "b", "c", "d"]);
  await makeGold(project, 3);
  const leases = await judgeAll(project, await makeMember(project.id), 100);
  expect(leases.filter((lease) => lease.purpose === "SLOT")).toHaveLength(3);
  expect(leases.at(-1)?.purpose).toBe("SLOT");
});

/** How often A stood left, for each comparison. */
const countLeft = (judgments: { unitId: string; shown: string[] }[]) =>
  [...Map.groupBy(judgments, (judgment) => judgment.unitId).values()].map((list) => list.filter(({ shown }) => shown[0]! < shown[1]!).length);

test("every comparison stands both ways equally often, also when many judge at once", async () => {
  const project = await makeProject({ overlap: 8 });
  for (let index = 0; index < 5; index += 1) await makeItem(project, ["a", "b", "c"]);
  const people = await Promise.all(Array.from({ length: 8 }, () => makeMember(project.id)));
  await Promise.all(people.map((actor) => judgeAll(project, actor, 100)));
  const judgments = await database.db.judgment.findMany({ where: { unit: { projectId: project.id } } });
  expect(judgments).toHaveLength(15 * 8);
  expect(countLeft(judgments)).toEqual(Array.from({ length: 15 }, () => 4));
});

test("slots added later go on in pairs", async () => {
  const project = await makeProject({ overlap: 1 });
  const owner = await makeMember(project.id, { role: "OWNER" });
  for (let index = 0; index < 3; index += 1) await makeItem(project, ["a", "b", "c"]);
  await judgeAll(project, await makeMember(project.id), 100);
  await updateProject(owner, project.id, { overlap: 4 });
  for (let person = 0; person < 3; person += 1) await judgeAll(project, await makeMember(project.id), 100);
  const judgments = await database.db.judgment.findMany({ where: { unit: { projectId: project.id } } });
  expect(countLeft(judgments)).toEqual(Array.from({ length: 9 }, () => 2));
});

test("one person alone sees A on the left as often as B", async () => {
  const project = await makeProject({ overlap: 3 });
  for (let index = 0; index < 10; index += 1) await makeItem(project, ["a", "b", "c"]);
  const leases = await judgeAll(project, await makeMember(project.id), 100);
  const left = leases.filter((lease) => lease.shown[0]! < lease.shown[1]!).length;
  expect(leases).toHaveLength(30);
  expect(left).toBe(15);
});

test("a project's limit for one person ends the work, counting what is held", async () => {
  const project = await makeProject({ overlap: 5, judgmentsPerPerson: 4 });
  for (let index = 0; index < 3; index += 1) await makeItem(project, ["a", "b", "c"]);
  const actor = await makeMember(project.id);
  expect((await claimLeases(actor, project.slug, 8)).leases).toHaveLength(4);
  expect(await judgeAll(project, actor, 100)).toHaveLength(4);
  expect(await claimLeases(actor, project.slug, 8)).toMatchObject({ leases: [], ending: "limit_reached" });
  expect(await claimLeases(await makeMember(project.id), project.slug, 1)).toMatchObject({ ending: null });
});
