import { afterAll, beforeAll, expect, test } from "vitest";
import type { Project } from "#lib/generated/prisma/client.ts";
import { changeMapKey, derivativeKey, getStorage } from "#lib/image/index.ts";
import { getImport, getWorkProgress, prepareItem } from "#lib/import/index.ts";
import { importSource, makeLine, readProblems, writeSource } from "../factories/import-source.ts";
import { makePlainPicture, makeUndecodablePicture } from "../factories/pictures.ts";
import { makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
let files: Record<string, Buffer>;
beforeAll(async () => {
  database = await createTestDatabase();
  const colours = { "source.png": "#3a7", "a.png": "red", "b.png": "blue", "c.png": "white" };
  files = Object.fromEntries(await Promise.all(Object.entries(colours).map(async ([name, colour]) => [name, await makePlainPicture({ colour })] as const)));
  files["torn.png"] = await makeUndecodablePicture();
  files["torn-source.png"] = await makeUndecodablePicture("#fff");
});
afterAll(() => database?.drop());

const three = (third: string) => makeLine("one", { candidates: ["a.png", "b.png", third].map((image) => ({ candidate_id: image, image })) });

/** Does what the queued jobs ask for: prepares every item of the project. */
async function prepareAll(project: Project, importId?: string): Promise<void> {
  for (const { id } of await database.db.item.findMany({ where: { projectId: project.id } })) await prepareItem(id, { scorerVersionId: null, importId });
}

const readCandidates = (project: Project) => database.db.candidate.findMany({ where: { projectId: project.id }, include: { picture: true }, orderBy: { externalId: "asc" } });
const countJobs = async (importId: string) => (await database.db.$queryRaw<unknown[]>`SELECT 1 FROM pgboss.job WHERE name = 'prepare-items' AND data->>'importId' = ${importId}`).length;

test("an import makes no comparison; preparing makes derivatives, change maps, every pair and its slots", async () => {
  const project = await makeProject({ overlap: 3 });
  const { id } = await importSource(project.id, writeSource([three("c.png")], files));
  expect(await countJobs(id)).toBe(1);
  expect(await database.db.comparison.count({ where: { projectId: project.id } })).toBe(0);
  expect(await getImport("operator", id)).toMatchObject({ itemCount: 1, preparedItemCount: 0 });

  await prepareAll(project, id);
  expect(await getImport("operator", id)).toMatchObject({ itemCount: 1, preparedItemCount: 1, problemCount: 0 });
  expect(await getWorkProgress("operator", project.id)).toMatchObject({ itemCount: 1, preparedCount: 1, scorableCount: 3, scoredCount: 0, comparisonCount: 3 });
  expect(await database.db.slot.count({ where: { projectId: project.id } })).toBe(9);
  for (const candidate of await readCandidates(project)) {
    expect(candidate).toMatchObject({ changedShare: 1, alignment: { method: "same" }, picture: { state: "READY" } });
    expect(candidate.picture.perceptualHash).not.toBeNull();
    const keys = [changeMapKey(candidate.id), derivativeKey(candidate.picture.sha256, "view"), derivativeKey(candidate.picture.sha256, "thumb")];
    expect(await Promise.all(keys.map((key) => getStorage().has(key)))).toEqual([true, true, true]);
  }
});

test("the same picture under two names is never compared with itself", async () => {
  const project = await makeProject();
  const candidates = ["a.png", "b.png", "b.png"].map((image, index) => ({ candidate_id: `${index}`, image }));
  const { id } = await importSource(project.id, writeSource([makeLine("one", { candidates })], files));
  await prepareAll(project, id);
  const [first, second, third] = await readCandidates(project);
  expect([first!.pictureId === second!.pictureId, second!.pictureId === third!.pictureId]).toEqual([false, true]);
  const comparisons = await database.db.comparison.findMany({ where: { projectId: project.id } });
  expect(comparisons).toHaveLength(2);
  expect(comparisons.every((pair) => [pair.candidateAId, pair.candidateBId].includes(first!.id))).toBe(true);
});

test("preparing again changes nothing", async () => {
  const project = await makeProject();
  const { id } = await importSource(project.id, writeSource([three("c.png")], files));
  await prepareAll(project, id);
  const read = () => database.db.comparison.findMany({ where: { projectId: project.id }, include: { unit: { include: { slots: { orderBy: { slotNo: "asc" } } } } }, orderBy: { id: "asc" } });
  const before = await read();
  await database.db.item.updateMany({ where: { projectId: project.id }, data: { preparedAt: null } });
  await prepareAll(project, id);
  expect(await read()).toEqual(before);
  expect(before).toHaveLength(3);
  expect(await prepareItem("00000000-0000-4000-8000-000000000000", { scorerVersionId: null })).toBeUndefined();
});

test("two workers on one item at once make its pairs once", async () => {
  const project = await makeProject({ overlap: 2 });
  const { id } = await importSource(project.id, writeSource([three("c.png")], files));
  await Promise.all([prepareAll(project, id), prepareAll(project, id), prepareAll(project, id)]);
  expect(await database.db.comparison.count({ where: { projectId: project.id } })).toBe(3);
  expect(await database.db.slot.count({ where: { projectId: project.id } })).toBe(6);
});

test("a candidate that cannot be decoded is reported with its line and left out; the others are compared", async () => {
  const project = await makeProject();
  const { id } = await importSource(project.id, writeSource(["{", three("torn.png")], files));
  expect(await readProblems(id)).toEqual([[1, "", "json_invalid"]]);
  await prepareAll(project, id);
  await database.db.item.updateMany({ where: { projectId: project.id }, data: { preparedAt: null } });
  await prepareAll(project, id);
  expect(await readProblems(id)).toEqual([[1, "", "json_invalid"], [2, 'candidates["torn.png"].image', "picture_broken"]]);
  expect(await getImport("operator", id)).toMatchObject({ problemCount: 2, preparedItemCount: 1 });
  const torn = (await readCandidates(project)).find((candidate) => candidate.externalId === "torn.png");
  expect(torn).toMatchObject({ changedShare: null, picture: { state: "FAILED", failureCode: "picture_broken", perceptualHash: null } });
  const comparisons = await database.db.comparison.findMany({ where: { projectId: project.id } });
  expect(comparisons).toHaveLength(1);
  expect([comparisons[0]!.candidateAId, comparisons[0]!.candidateBId]).not.toContain(torn!.id);
});

test("a source that cannot be decoded takes its item out, and only that", async () => {
  const project = await makeProject();
  const { id } = await importSource(project.id, writeSource([makeLine("torn", { source: "torn-source.png" }), makeLine("whole")], files));
  await prepareAll(project, id);
  expect(await readProblems(id)).toEqual([[1, "source", "picture_broken"]]);
  const items = await database.db.item.findMany({ where: { projectId: project.id }, include: { _count: { select: { comparisons: true } } }, orderBy: { externalId: "asc" } });
  expect(items.map((item) => [item.externalId, item._count.comparisons, item.preparedAt !== null])).toEqual([["torn", 0, true], ["whole", 1, true]]);
  expect(await getWorkProgress("operator", project.id)).toMatchObject({ scorableCount: 2 });
});

test("candidates of a later import are compared with those there, whose pairs stay; its problems are its own", async () => {
  const project = await makeProject();
  const first = await importSource(project.id, writeSource([makeLine("one")], files));
  await prepareAll(project, first.id);
  const before = await database.db.comparison.findFirstOrThrow({ where: { projectId: project.id } });
  const second = await importSource(project.id, writeSource([makeLine("one", { candidates: [{ candidate_id: "c", image: "c.png" }, { candidate_id: "t", image: "torn.png" }] })], files));
  expect([await countJobs(second.id), await database.db.item.count({ where: { projectId: project.id, preparedAt: null } })]).toEqual([1, 1]);
  await prepareAll(project, second.id);
  const after = await database.db.comparison.findMany({ where: { projectId: project.id } });
  expect(after).toHaveLength(3);
  expect(after).toContainEqual(before);
  expect(await readProblems(first.id)).toEqual([]);
  expect(await readProblems(second.id)).toEqual([[1, 'candidates["t"].image', "picture_broken"]]);
});

test("an item whose change maps were half made is finished", async () => {
  const project = await makeProject();
  const { id } = await importSource(project.id, writeSource([makeLine("one", { source: undefined, sources: ["source.png", "c.png"] })], files));
  await prepareAll(project, id);
  const [first] = await readCandidates(project);
  await database.db.item.updateMany({ where: { projectId: project.id }, data: { preparedAt: null } });
  await database.db.candidate.update({ where: { id: first!.id }, data: { changedShare: null } });
  await prepareAll(project, id);
  expect((await readCandidates(project)).map((candidate) => candidate.changedShare)).toEqual([1, 1]);
});
