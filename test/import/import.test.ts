import { afterAll, beforeAll, expect, test } from "vitest";
import { importSource, makeLine, readProblems, writeSource } from "../factories/import-source.ts";
import { makePlainPicture } from "../factories/pictures.ts";
import { makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
let files: Record<string, Buffer>;
beforeAll(async () => {
  database = await createTestDatabase();
  files = { "source.png": await makePlainPicture(), "a.png": await makePlainPicture({ colour: "red" }), "b.png": await makePlainPicture({ colour: "blue", width: 96, height: 72 }) };
});
afterAll(() => database?.drop());

const COUNTS = { lineCount: true, newItemCount: true, unchangedItemCount: true, newCandidateCount: true, problemCount: true } as const;
const countsOf = (id: string) => database.db.import.findUniqueOrThrow({ where: { id }, select: COUNTS });

test("items and candidates go in as the file says", async () => {
  const project = await makeProject();
  const line = makeLine("mug", {
    instruction: "把杯子变成红色",
    instruction_language: "zh",
    instruction_en: "Make the mug red",
    license: "CC0-1.0",
    origin: "https://example.org/mug",
    metadata: { rater: { age: 7 } },
    candidates: [
      { candidate_id: "a", image: "a.png", generator: "alpha", origin: "policy", seed: 11, config: { steps: 20 }, parameters: { tone: "dusk" } },
      { candidate_id: "b", image: "b.png", parent: "a", turn: 1 },
    ],
  });
  const done = await importSource(project.id, writeSource([line], files));
  expect(done).toMatchObject({ state: "DONE", lineCount: 1, newItemCount: 1, newCandidateCount: 2, problemCount: 0, bytesRead: done.bytesTotal });
  const item = await database.db.item.findFirstOrThrow({
    where: { projectId: project.id },
    include: { sources: { include: { picture: true } }, candidates: { include: { picture: true, parent: true }, orderBy: { externalId: "asc" } } },
  });
  expect(item).toMatchObject({
    externalId: "mug",
    conditionType: "image",
    instruction: "把杯子变成红色",
    language: "zh",
    translation: "Make the mug red",
    taskType: "color_alter",
    licence: "CC0-1.0",
    originAddress: "https://example.org/mug",
    metadata: { rater: { age: 7 } },
    importId: done.id,
    importLine: 1,
    preparedAt: null,
  });
  expect(item.sources.map(({ picture }) => [picture.format, picture.width, picture.height, picture.state])).toEqual([["png", 64, 48, "PENDING"]]);
  const [first, second] = item.candidates;
  expect(first).toMatchObject({ externalId: "a", generator: "alpha", origin: "policy", config: { seed: 11, steps: 20 }, parameters: { tone: "dusk" }, turn: 0, parent: null });
  expect(second).toMatchObject({ externalId: "b", generator: "unknown", origin: "generator", turn: 1, parent: { externalId: "a" }, picture: { width: 96, height: 72 } });
});

test("the same file again changes nothing", async () => {
  const project = await makeProject();
  const folder = writeSource([makeLine("one"), makeLine("two")], files);
  await importSource(project.id, folder);
  const before = await database.db.candidate.findMany({ where: { projectId: project.id }, orderBy: { id: "asc" } });
  const again = await importSource(project.id, folder);
  expect(await countsOf(again.id)).toEqual({ lineCount: 2, newItemCount: 0, unchangedItemCount: 2, newCandidateCount: 0, problemCount: 0 });
  expect(await database.db.candidate.findMany({ where: { projectId: project.id }, orderBy: { id: "asc" } })).toEqual(before);
  expect(await database.db.item.count({ where: { projectId: project.id } })).toBe(2);
});

test("another order of fields and another file name of the same source are the same item", async () => {
  const project = await makeProject();
  await importSource(project.id, writeSource([makeLine("one", { metadata: { a: 1, b: { c: 2, d: 3 } } })], files));
  const turned = Object.fromEntries(Object.entries(makeLine("one", { source: "copy.png", metadata: { b: { d: 3, c: 2 }, a: 1 } })).toReversed());
  const again = await importSource(project.id, writeSource([turned], { ...files, "copy.png": files["source.png"]! }));
  expect(await countsOf(again.id)).toMatchObject({ unchangedItemCount: 1, problemCount: 0 });
});

test("new candidates join an item that is there; changed requests and pictures are refused", async () => {
  const project = await makeProject();
  await importSource(project.id, writeSource([makeLine("one"), makeLine("two"), makeLine("three")], files));
  const lines = [
    makeLine("one", { candidates: [{ candidate_id: "c", image: "b.png", parent: "a", turn: 1 }] }),
    makeLine("two", { instruction: "Make the mug blue" }),
    makeLine("three", { candidates: [{ candidate_id: "a", image: "b.png", generator: "alpha" }] }),
    makeLine("three", { candidates: [{ candidate_id: "a", image: "a.png", generator: "omega" }, { candidate_id: "d", image: "b.png" }] }),
  ];
  const done = await importSource(project.id, writeSource(lines, files));
  expect(await countsOf(done.id)).toEqual({ lineCount: 4, newItemCount: 0, unchangedItemCount: 1, newCandidateCount: 1, problemCount: 3 });
  expect(await readProblems(done.id)).toEqual([
    [2, "item_id", "item_changed"],
    [3, "candidates[0].image", "candidate_changed"],
    [4, "candidates[0].generator", "candidate_changed"],
  ]);
  const names = await database.db.candidate.findMany({ where: { projectId: project.id }, orderBy: [{ item: { externalId: "asc" } }, { externalId: "asc" }], select: { externalId: true, item: { select: { externalId: true } } } });
  expect(names.map(({ item, externalId }) => `${item.externalId}/${externalId}`)).toEqual(["one/a", "one/b", "one/c", "three/a", "three/b", "two/a", "two/b"]);
});

test("a file may name an item twice: its candidates come together", async () => {
  const project = await makeProject();
  const lines = [makeLine("one"), makeLine("two"), makeLine("one", { candidates: [{ candidate_id: "c", image: "b.png" }] })];
  const done = await importSource(project.id, writeSource(lines, files));
  expect(await countsOf(done.id)).toEqual({ lineCount: 3, newItemCount: 2, unchangedItemCount: 1, newCandidateCount: 5, problemCount: 0 });
});

test("two imports of the same file at once make every item once", async () => {
  const project = await makeProject();
  const folder = writeSource(Array.from({ length: 30 }, (_, index) => makeLine(`item-${index}`)), files);
  const done = await Promise.all([importSource(project.id, folder), importSource(project.id, folder)]);
  expect(done.reduce((sum, row) => sum + row.newItemCount, 0)).toBe(30);
  expect(done.reduce((sum, row) => sum + row.unchangedItemCount, 0)).toBe(30);
  expect(await database.db.candidate.count({ where: { projectId: project.id } })).toBe(60);
});

test("pictures are known by content: PNG bytes in a .jpg, the same bytes under two names, and data URLs", async () => {
  const project = await makeProject();
  const webp = await makePlainPicture({ format: "webp", colour: "#123456" });
  const line = makeLine("one", {
    candidates: [
      { candidate_id: "named-jpg", image: "odd.jpg" },
      { candidate_id: "twin", image: "deep/twin.png" },
      { candidate_id: "inline", image: `data:image/webp;base64,${webp.toString("base64")}` },
    ],
  });
  const done = await importSource(project.id, writeSource([line], { ...files, "odd.jpg": files["a.png"]!, "deep/twin.png": files["a.png"]! }));
  expect(await readProblems(done.id)).toEqual([]);
  const candidates = await database.db.candidate.findMany({ where: { projectId: project.id }, include: { picture: true } });
  const pictures = new Map(candidates.map(({ externalId, picture }) => [externalId, picture]));
  expect(pictures.get("named-jpg")?.format).toBe("png");
  expect(pictures.get("twin")?.id).toBe(pictures.get("named-jpg")?.id);
  expect(pictures.get("inline")).toMatchObject({ format: "webp", byteSize: webp.length });
});
