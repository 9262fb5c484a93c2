import { afterAll, beforeAll, expect, test } from "vitest";
import { exportProject } from "#lib/export/index.ts";
import { fingerprintItem, parseItemLine } from "#lib/import/item-line.ts";
import { importSource, makeLine, readProblems, writeSource } from "../factories/import-source.ts";
import { makePlainPicture } from "../factories/pictures.ts";
import { makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

/** Of `makeLine("plain")` and a source picture of this hash, as it was before items could ask for a qualification. */
const SOURCE = "0".repeat(64);
const FINGERPRINT = "93b37417a355e30b428b0a080650d31e5a006806c9912257105e938c43bb398b";

let database: TestDatabase;
let files: Record<string, Buffer>;
beforeAll(async () => {
  database = await createTestDatabase();
  files = { "source.png": await makePlainPicture(), "a.png": await makePlainPicture({ colour: "red" }), "b.png": await makePlainPicture({ colour: "blue" }) };
});
afterAll(() => database?.drop());

test("an item may ask for a qualification, which is kept and exported", async () => {
  const project = await makeProject();
  await importSource(project.id, writeSource([makeLine("scan", { qualification: " radiology " }), makeLine("plain")], files));
  expect(await database.db.item.findMany({ where: { projectId: project.id }, select: { externalId: true, qualification: true }, orderBy: { externalId: "asc" } })).toEqual([
    { externalId: "plain", qualification: null },
    { externalId: "scan", qualification: "radiology" },
  ]);
  let text = "";
  for await (const lines of exportProject("operator", project.slug)) text += lines;
  const items = text.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line.type === "item");
  expect(items).toMatchObject([{ item_id: "plain", qualification: null }, { item_id: "scan", qualification: "radiology" }]);
});

test("it is part of the request, and items without one are the same as ever", async () => {
  const project = await makeProject();
  await importSource(project.id, writeSource([makeLine("plain"), makeLine("scan", { qualification: "radiology" })], files));
  const again = await importSource(project.id, writeSource([makeLine("plain"), makeLine("scan", { qualification: "art" }), makeLine("long", { qualification: "x".repeat(61) }), makeLine("empty", { qualification: " " })], files));
  expect(again).toMatchObject({ newItemCount: 0, unchangedItemCount: 1 });
  expect(await readProblems(again.id)).toEqual([[2, "item_id", "item_changed"], [3, "qualification", "field_invalid"], [4, "qualification", "field_invalid"]]);
});

test("the fingerprint of an item without one is what it was", () => {
  const fingerprintOf = (line: object) => {
    const parsed = parseItemLine(1, JSON.stringify(line));
    return "item" in parsed ? fingerprintItem(parsed.item, [SOURCE], null) : null;
  };
  expect(fingerprintOf(makeLine("plain"))).toBe(FINGERPRINT);
  expect(fingerprintOf(makeLine("plain", { qualification: "art" }))).toMatch(/^[0-9a-f]{64}$/);
  expect(fingerprintOf(makeLine("plain", { qualification: "art" }))).not.toBe(FINGERPRINT);
});
