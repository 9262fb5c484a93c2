import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/auth/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { createImport, createUploadedImport, runImport } from "#lib/import/index.ts";
import { makeLine, readProblems } from "../factories/import-source.ts";
import { makeMember } from "../factories/people.ts";
import { makePlainPicture } from "../factories/pictures.ts";
import { makeProject } from "../factories/project.ts";
import { type ArchiveEntry, makeZip } from "../factories/zip-archive.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
let project: Project;
let owner: Actor;
let pictures: ArchiveEntry[];
beforeAll(async () => {
  database = await createTestDatabase();
  project = await makeProject();
  owner = await makeMember(project.id, { role: "OWNER" });
  const colours = { "source.png": "#3a7", "a.png": "red", "b.png": "blue" };
  pictures = await Promise.all(Object.entries(colours).map(async ([name, colour]) => ({ name, bytes: await makePlainPicture({ colour }) })));
});
afterAll(() => database?.drop());

const jsonl = (...itemIds: string[]): ArchiveEntry => ({ name: "items.jsonl", bytes: itemIds.map((itemId) => JSON.stringify(makeLine(itemId))).join("\n") });
const inFolder = (folder: string, entries: ArchiveEntry[]) => entries.map((entry) => ({ ...entry, name: `${folder}/${entry.name}` }));
const kept = (folder: string) => (existsSync(path.join(database.home, folder)) ? readdirSync(path.join(database.home, folder)) : []);

/** Hands bytes over in small pieces, as a request does. */
async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 1_000) yield bytes.subarray(start, start + 1_000);
}

async function upload(fileName: string, bytes: Buffer, caller: Actor = owner) {
  return createUploadedImport(caller, { projectId: project.id, fileName, body: inPieces(bytes) });
}

test("an uploaded archive is queued, imported, and leaves nothing but its pictures", async () => {
  const row = await upload("C:\\mugs\\Mugs.ZIP", makeZip([jsonl("zip-1", "zip-2"), ...pictures]));
  expect(row).toMatchObject({ fileName: "Mugs.ZIP", state: "QUEUED", createdById: owner.userId });
  const jobs = await database.db.$queryRaw`SELECT 1 FROM pgboss.job WHERE name = 'import' AND data->>'importId' = ${row.id}`;
  expect(jobs).toHaveLength(1);
  expect(kept("uploads")).toEqual([row.id]);
  expect(await runImport(row.id)).toMatchObject({ state: "DONE", newItemCount: 2, newCandidateCount: 4, problemCount: 0 });
  expect([kept("uploads"), kept("extracted")]).toEqual([[], []]);
  expect(await runImport(row.id)).toMatchObject({ newItemCount: 2, lineCount: 2 });
});

test("an archive of one folder works like one of its contents, whatever an operating system adds", async () => {
  const litter = [{ name: "__MACOSX/mugs/._items.jsonl", bytes: "x" }, { name: ".DS_Store", bytes: "x" }];
  const row = await upload("mugs.zip", makeZip([...litter, ...inFolder("mugs", [jsonl("folder-1"), ...pictures])]));
  expect(await runImport(row.id)).toMatchObject({ state: "DONE", newItemCount: 1 });
});

test("a lone .jsonl brings its pictures as data URLs and reaches no file beside it", async () => {
  const inline = `data:image/png;base64,${Buffer.from(pictures[1]!.bytes).toString("base64")}`;
  const lines = [makeLine("lone-1", { source: inline, candidates: [{ candidate_id: "a", image: inline }] }), makeLine("lone-2", { source: "../../storage" })];
  const row = await upload("lone.jsonl", Buffer.from(lines.map((line) => JSON.stringify(line)).join("\n")));
  expect(await runImport(row.id)).toMatchObject({ newItemCount: 1, problemCount: 3 });
  expect(await readProblems(row.id)).toEqual([[2, "source", "path_forbidden"], [2, "candidates[0].image", "picture_missing"], [2, "candidates[1].image", "picture_missing"]]);
});

const broken: [string, string, () => Buffer][] = [
  ["no .jsonl inside", "jsonl_missing", () => makeZip(pictures)],
  ["several .jsonl inside", "jsonl_missing", () => makeZip([{ name: "one.jsonl", bytes: "{}" }, { name: "two.jsonl", bytes: "{}" }])],
  ["cut off", "archive_broken", () => makeZip([jsonl("cut"), ...pictures]).subarray(0, -40)],
  ["a damaged entry", "archive_broken", () => makeZip([jsonl("damaged")]).fill(0, 45, 60)],
  ["a link", "archive_unsafe", () => makeZip([jsonl("link"), { name: "a.png", bytes: "/etc/hostname", mode: 0o120777 }])],
  ["leads out by ..", "archive_unsafe", () => makeZip([jsonl("out"), { name: "../../escaped.png", bytes: "x" }])],
  ["an absolute name", "archive_unsafe", () => makeZip([jsonl("out"), { name: "/tmp/escaped.png", bytes: "x" }])],
  ["a drive's name", "archive_unsafe", () => makeZip([jsonl("out"), { name: "C:\\escaped.png", bytes: "x" }])],
  ["an entry twice", "archive_unsafe", () => makeZip([jsonl("twice"), pictures[0]!, pictures[0]!])],
  ["compressed beyond belief", "archive_unsafe", () => makeZip([jsonl("bomb"), { name: "bomb.png", bytes: Buffer.alloc(8 * 1024 * 1024) }])],
];

test.each(broken)("an archive that cannot be taken is refused as a whole and removed: %s", async (_what, code, make) => {
  const before = await database.db.item.count();
  const row = await upload("bad.zip", make());
  await expect(runImport(row.id)).rejects.toMatchObject({ code });
  expect(await database.db.import.findUniqueOrThrow({ where: { id: row.id } })).toMatchObject({ state: "FAILED", errorCode: code, newItemCount: 0 });
  expect(await database.db.item.count()).toBe(before);
  expect([kept("uploads"), kept("extracted")]).toEqual([[], []]);
});

test("no entry of an archive is written outside of it", async () => {
  for (const name of ["../../escaped.png", path.join(database.home, "escaped.png"), "images/../../../escaped.png", "..\\..\\escaped.png"]) {
    const row = await upload("bad.zip", makeZip([jsonl("out"), ...pictures, { name, bytes: "x" }]));
    await expect(runImport(row.id), name).rejects.toMatchObject({ status: 400 });
    expect([kept(".").includes("escaped.png"), kept("extracted").length], name).toEqual([false, 0]);
  }
});

test("an upload that breaks off, has another type or comes from somebody else leaves nothing", async () => {
  const before = await database.db.import.count();
  async function* breakOff(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("PK");
    throw new Error("connection lost");
  }
  await expect(createUploadedImport(owner, { projectId: project.id, fileName: "a.zip", body: breakOff() })).rejects.toThrow("connection lost");
  await expect(upload("items.csv", Buffer.from("x"))).rejects.toMatchObject({ code: "invalid_input" });
  await expect(upload("a.zip", Buffer.from("x"), await makeMember(project.id))).rejects.toMatchObject({ code: "forbidden" });
  await expect(upload("a.zip", Buffer.from("x"), await makeMember((await makeProject()).id, { role: "OWNER" }))).rejects.toMatchObject({ code: "not_found" });
  expect(await database.db.import.count()).toBe(before);
  expect(kept("uploads")).toEqual([]);
});

test("a researcher names folders below the opened one only, the operator any", async () => {
  const [opened, closed] = ["opened", "opened-not"].map((name) => path.join(database.home, name)) as [string, string];
  for (const folder of [opened, closed]) {
    mkdirSync(folder);
    for (const { name, bytes } of [jsonl("named"), ...pictures]) writeFileSync(path.join(folder, name), bytes);
  }
  const create = (caller: Actor | "operator", sourcePath: string) => createImport(caller, { projectId: project.id, sourcePath, queued: false });
  delete process.env.JUXTA_IMPORT_ROOT;
  await expect(create(owner, opened)).rejects.toMatchObject({ code: "forbidden" });
  process.env.JUXTA_IMPORT_ROOT = opened;
  for (const outside of [closed, path.join(opened, "..", "opened-not"), "/"]) await expect(create(owner, outside)).rejects.toMatchObject({ code: "forbidden" });
  await expect(create(owner, path.join(opened, "nowhere"))).rejects.toMatchObject({ code: "invalid_input" });
  await runImport((await create(owner, opened)).id);
  await runImport((await create("operator", closed)).id);
  expect([existsSync(path.join(opened, "items.jsonl")), existsSync(path.join(closed, "items.jsonl"))]).toEqual([true, true]);
});
