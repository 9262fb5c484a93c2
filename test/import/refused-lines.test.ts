import { afterAll, beforeAll, expect, test } from "vitest";
import { listImportProblems, streamImportProblems } from "#lib/import/index.ts";
import { importSource, makeLine, readProblems, writeSource } from "../factories/import-source.ts";
import { makeMember } from "../factories/people.ts";
import { makePlainPicture } from "../factories/pictures.ts";
import { makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { candidate, importBetweenGood, withImage } from "./import-between-good.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

test("lines that cannot be read are refused, the others go in", async () => {
  const latin1 = Buffer.from(JSON.stringify(makeLine("latin", { instruction: "Mach die Tasse grün" })), "latin1");
  const lines = ['{"item_id": "cut", "source": "sour', "[]", "7", makeLine("nul", { instruction: "a\0b" }), makeLine("half", { metadata: { deep: ["\ud800"] } }), latin1];
  expect(await importBetweenGood(lines)).toEqual([
    [2, "", "json_invalid"],
    [3, "", "field_invalid"],
    [4, "", "field_invalid"],
    [5, "", "text_invalid"],
    [6, "", "text_invalid"],
    [7, "", "encoding_invalid"],
  ]);
});

test("a line longer than 64 MiB is skipped", async () => {
  expect(await importBetweenGood([Buffer.alloc(64 * 1024 * 1024 + 1, "x")])).toEqual([[2, "", "line_too_long"]]);
});

test("blank lines and a byte order mark are no problem, and lines keep their numbers", async () => {
  const project = await makeProject();
  const files = { "source.png": await makePlainPicture(), "a.png": await makePlainPicture({ colour: "red" }), "b.png": await makePlainPicture({ colour: "blue" }) };
  const marked = Buffer.from(`\ufeff${JSON.stringify(makeLine("one"))}\r`);
  const done = await importSource(project.id, writeSource([marked, "", "   ", "{", makeLine("two")], files));
  expect(await readProblems(done.id)).toEqual([[4, "", "json_invalid"]]);
  expect(done).toMatchObject({ lineCount: 3, newItemCount: 2 });
});

test("fields that are missing, wrong, or contradict each other are named", async () => {
  const lines = [
    makeLine("no-source", { source: undefined }),
    makeLine("two-kinds", { sources: ["source.png"] }),
    makeLine("no-instruction", { instruction: undefined }),
    makeLine("one-caption", { instruction: undefined, source_caption: "a mug" }),
    makeLine("no-candidates", { candidates: [] }),
    makeLine("language", { instruction_language: "English, please" }),
    withImage("no-image", undefined),
    makeLine("twice", { candidates: [candidate("a.png", "same"), candidate("b.png", "same")] }),
    makeLine("itself", { candidates: [{ ...candidate("a.png"), parent: "x" }] }),
    makeLine("orphan", { candidates: [{ ...candidate("a.png"), parent: "nobody" }] }),
    makeLine("origin", { candidates: [{ ...candidate("a.png"), origin: "heaven" }] }),
    { ...makeLine("two faults", { instruction: 7 }), item_id: undefined },
  ];
  expect(await importBetweenGood(lines)).toEqual([
    [2, "source", "field_invalid"],
    [3, "source", "field_invalid"],
    [4, "instruction", "field_invalid"],
    [5, "instruction", "field_invalid"],
    [6, "candidates", "field_invalid"],
    [7, "instruction_language", "field_invalid"],
    [8, "candidates[1].image", "field_invalid"],
    [9, "candidates[1].candidate_id", "field_invalid"],
    [10, "candidates[0].parent", "field_invalid"],
    [11, "candidates[0].parent", "parent_unknown"],
    [12, "candidates[0].origin", "field_invalid"],
    [13, "item_id", "field_invalid"],
    [13, "instruction", "field_invalid"],
  ]);
});

test("the report of problems streams whole, is for the project's people alone, and shows no control characters", async () => {
  const project = await makeProject();
  const done = await importSource(project.id, writeSource(["\u001b[31mred", makeLine("one", { source: "\u001b[2J.png", candidates: [candidate("nowhere.png")] })]));
  const lines: { line: number; message: string }[] = [];
  for await (const text of streamImportProblems("operator", done.id)) lines.push(JSON.parse(text));
  expect(lines.map(({ line }) => line)).toEqual([1, 2, 2]);
  expect(lines.map(({ message }) => message).join("")).not.toMatch(/\p{Cc}/u);
  const page = { page: 2, pageSize: 2 };
  expect(await listImportProblems(await makeMember(project.id, { role: "REVIEWER" }), done.id, page)).toMatchObject({ total: 3, rows: [{ line: 2, field: "candidates[0].image" }] });
  await expect(listImportProblems(await makeMember(project.id), done.id, page)).rejects.toMatchObject({ code: "forbidden" });
  const stranger = await makeMember((await makeProject()).id, { role: "OWNER" });
  await expect(listImportProblems(stranger, done.id, page)).rejects.toMatchObject({ code: "not_found" });
});
