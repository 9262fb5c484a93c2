import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/auth/index.ts";
import type { HandedOut, Project } from "#lib/generated/prisma/client.ts";
import { claimForJudging, claimLeases, getOwnProgress, releaseLease, renewLeases, submitJudgment } from "#lib/judgment/index.ts";
import { makeGold } from "../factories/gold.ts";
import { answerAll } from "../factories/judging.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

const HAND_OUTS = 200;
let database: TestDatabase;
let project: Project;
let goldIds: string[];
let people: { actor: Actor; history: HandedOut[] }[];

async function judgeUpTo(actor: Actor, most: number): Promise<void> {
  for (let given = 0; given < most; given += 1) {
    const { leases } = await claimLeases(actor, project.slug, 1);
    if (!leases[0]) return;
    await submitJudgment(actor, answerAll(project, leases[0].leaseId));
  }
}

const historyOf = (actor: Actor) => database.db.handedOut.findMany({ where: { annotatorId: actor.userId }, orderBy: { at: "asc" } });

beforeAll(async () => {
  database = await createTestDatabase();
  project = await makeProject({ dimensions: ["overall"], overlap: 3, goldShare: 0.1, repeatShare: 0.05, repeatAfter: 20 });
  for (let made = 0; made < 10; made += 1) await makeItem(project, ["a", "b", "c", "d", "e", "f", "g"]);
  goldIds = await makeGold(project, 30);
  const actors = await Promise.all(Array.from({ length: 3 }, () => makeMember(project.id)));
  await Promise.all(actors.map((actor) => judgeUpTo(actor, HAND_OUTS)));
  people = await Promise.all(actors.map(async (actor) => ({ actor, history: await historyOf(actor) })));
}, 120_000);
afterAll(() => database.drop());

const placesOf = (history: HandedOut[], purpose: HandedOut["purpose"]) => history.flatMap((row, index) => (row.purpose === purpose ? [index] : []));

test("gold and repeats come in their shares, to within one", () => {
  for (const { history } of people) {
    expect(history).toHaveLength(HAND_OUTS);
    expect(Math.abs(placesOf(history, "GOLD").length - 20)).toBeLessThanOrEqual(1);
    expect(Math.abs(placesOf(history, "REPEAT").length - 9)).toBeLessThanOrEqual(1);
  }
});

test("their places follow no period and differ from person to person", () => {
  const places = people.map(({ history }) => placesOf(history, "GOLD"));
  for (const own of places) {
    expect(new Set(own.map((place) => place % 10)).size).toBeGreaterThan(3);
    expect(new Set(own.slice(1).map((place, index) => place - own[index]!)).size).toBeGreaterThan(3);
  }
  expect(new Set(places.map(String)).size).toBe(people.length);
});

test("a repeat comes at least twenty hand-outs later, once, with sides swapped", () => {
  for (const { history } of people) {
    const repeats = history.filter((row) => row.purpose === "REPEAT");
    expect(new Set(repeats.map((row) => row.unitId)).size).toBe(repeats.length);
    for (const repeat of repeats) {
      const first = history.findIndex((row) => row.unitId === repeat.unitId && row.purpose === "SLOT");
      expect(first).toBeGreaterThanOrEqual(0);
      expect(history.indexOf(repeat) - first).toBeGreaterThanOrEqual(20);
      expect(repeat.shown).toEqual(history[first]!.shown.toReversed());
    }
  }
});

test("nobody gets a gold twice, and no slot of gold is handed out", () => {
  const gold = new Set(goldIds);
  for (const { history } of people) {
    const given = history.filter((row) => row.purpose === "GOLD");
    expect(new Set(given.map((row) => row.unitId)).size).toBe(given.length);
    expect(given.every((row) => gold.has(row.unitId))).toBe(true);
    expect(history.some((row) => row.purpose === "SLOT" && gold.has(row.unitId))).toBe(false);
  }
});

test("sides are balanced for each comparison and for each person, also when three claim at once", () => {
  const slots = people.flatMap(({ history }) => history.filter((row) => row.purpose === "SLOT"));
  const difference = (rows: HandedOut[]) => Math.abs(rows.reduce((sum, row) => sum + (row.shown[0]! < row.shown[1]! ? 1 : -1), 0));
  const perComparison = [...Map.groupBy(slots, (row) => row.unitId).values()].map(difference);
  // Two who take the first two slots of a comparison in the same instant do not see each other: rare, and at most by three.
  expect(perComparison.filter((value) => value > 1).length).toBeLessThanOrEqual(perComparison.length * 0.05);
  expect(Math.max(...perComparison)).toBeLessThanOrEqual(3);
  for (const { history } of people) expect(difference(history)).toBeLessThanOrEqual(HAND_OUTS * 0.1);
});

test("someone who works alone sees A on either side equally often, to within one", async () => {
  const quiet = await makeProject({ dimensions: ["overall"], overlap: 1 });
  for (let made = 0; made < 4; made += 1) await makeItem(quiet, ["a", "b", "c", "d", "e"]);
  const actor = await makeMember(quiet.id);
  for (;;) {
    const { leases } = await claimLeases(actor, quiet.slug, 1);
    if (!leases[0]) break;
    await submitJudgment(actor, answerAll(quiet, leases[0].leaseId));
  }
  const history = await historyOf(actor);
  expect(history).toHaveLength(40);
  const lefts = history.filter((row) => row.shown[0]! < row.shown[1]!).length;
  expect(Math.abs(lefts - 20)).toBeLessThanOrEqual(1);
});

test("nothing that a browser receives tells gold, repeats and the rest apart, and leases live and die alike", async () => {
  const actor = await makeMember(project.id);
  await database.db.project.update({ where: { id: project.id }, data: { goldShare: 0.5, repeatShare: 0.5, repeatAfter: 2 } });
  const seen = new Map<string, Set<string>>();
  for (let turn = 0; turn < 24; turn += 1) {
    const [view] = (await claimForJudging(actor, project.slug, 1)).comparisons;
    if (!view) break;
    const { purpose } = await database.db.handedOut.findUniqueOrThrow({ where: { leaseId: view.leaseId } });
    const renewed = await renewLeases(actor, [view.leaseId]);
    const shape = { keys: Object.keys(view), lengths: JSON.stringify(view).length, edits: view.edits.map((edit) => [Object.keys(edit), edit.address.length]), renewed: renewed.length };
    const again = turn % 4 === 3 ? await releaseLease(actor, { leaseId: view.leaseId, reason: "skipped" }).then(() => renewLeases(actor, [view.leaseId])) : null;
    const stored = again ? Object.keys({}) : Object.keys(await submitJudgment(actor, answerAll(project, view.leaseId))).sort();
    const text = JSON.stringify({ ...shape, ...(again ? { afterRelease: again.length } : { stored }) });
    seen.set(purpose, (seen.get(purpose) ?? new Set()).add(text));
  }
  expect([...seen.keys()].sort()).toEqual(["GOLD", "REPEAT", "SLOT"]);
  // Two shapes at most, answered and given back, the same for all purposes.
  expect(new Set([...seen.values()].flatMap((shapes) => [...shapes])).size).toBe(2);
});

test("when the work is gone no gold comes after it", async () => {
  const small = await makeProject({ dimensions: ["overall"], overlap: 1, goldShare: 0.5 });
  await makeItem(small, ["a", "b", "c"]);
  await makeGold(small, 20);
  const actor = await makeMember(small.id);
  for (;;) {
    const { leases, ending } = await claimLeases(actor, small.slug, 1);
    if (!leases[0]) {
      expect(ending).toBe("no_work");
      break;
    }
    await submitJudgment(actor, answerAll(small, leases[0].leaseId));
  }
  const history = await historyOf(actor);
  expect(history.filter((row) => row.purpose === "SLOT")).toHaveLength(3);
  expect(history.at(-1)?.purpose).toBe("SLOT");
  expect(await getOwnProgress(actor, small)).toMatchObject({ remaining: 0 });
});
