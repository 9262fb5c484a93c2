import { randomUUID } from "node:crypto";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBackup, verifyBackup } from "#lib/backup/index.ts";
import { applyMigrations } from "#lib/migrate.ts";
import { runJson } from "../cli/run-juxta.ts";
import { derive, makePlainPicture } from "../factories/pictures.ts";
import { makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { type ArchiveEntry, readEntries, writeEntries } from "./archive-file.ts";
import { hashFiles, makeFolder, makePlace, type Place, query } from "./places.ts";

const MIGRATIONS = path.resolve(import.meta.dirname, "../../prisma/migrations");
type Refusal = { error: { code: string; message: string; details?: { part: string } } };

let database: TestDatabase;
let folder: string;
let whole: string;
let entries: ArchiveEntry[];
let picture: string;
const places: Place[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  folder = makeFolder();
  whole = path.join(folder, "whole.tar");
  await makeProject({ slug: "kept" });
  await derive(await makePlainPicture());
  await createBackup("operator", { target: whole });
  entries = await readEntries(whole);
  picture = entries.findLast((entry) => entry.name.startsWith("storage/originals/"))!.name;
});
afterAll(async () => {
  await Promise.all(places.map((place) => place.drop()));
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function openPlace(): Promise<Place> {
  const place = await makePlace();
  places.push(place);
  return place;
}

const nextFile = () => path.join(folder, `${randomUUID()}.tar`);

/** A copy of the archive with other entries. */
async function spoil(change: (entries: ArchiveEntry[]) => ArchiveEntry[]): Promise<string> {
  const file = nextFile();
  await writeEntries(file, change(entries.map((entry) => ({ ...entry }))));
  return file;
}

function spoilBytes(change: (bytes: Buffer) => Buffer): string {
  const file = nextFile();
  writeFileSync(file, change(readFileSync(whole)));
  return file;
}

const edit = (name: string, change: (bytes: Buffer) => Buffer) => (all: ArchiveEntry[]) => all.map((entry) => (entry.name === name ? { ...entry, bytes: change(entry.bytes) } : entry));
const flipLast = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  copy[copy.length - 1]! ^= 1;
  return copy;
};
const PROJECTS = "database/project/000001.copy.gz";
const editRows = (change: (rows: string) => string) => edit(PROJECTS, (bytes) => gzipSync(change(gunzipSync(bytes).toString())));

async function whyDamaged(file: string): Promise<string> {
  return verifyBackup(file).then(
    () => "whole",
    (error: { code: string; details: { part: string } }) => `${error.code}: ${error.details.part}`,
  );
}

test("a whole backup verifies, and every kind of damage is named", async () => {
  expect(await whyDamaged(whole)).toBe("whole");
  const { length } = readFileSync(whole);
  const cut = (at: number) => spoilBytes((bytes) => bytes.subarray(0, at));
  expect(await whyDamaged(cut(length - 1_024 - 512))).toMatch(/^backup_damaged: /);
  expect(await whyDamaged(cut(Math.floor(length / 2)))).toMatch(/^backup_damaged: /);
  expect(await whyDamaged(cut(0))).toBe("backup_damaged: the archive");
  expect(await whyDamaged(spoilBytes(() => Buffer.from("not a tar file at all")))).toBe("backup_damaged: the archive");
  expect(await whyDamaged(spoilBytes((bytes) => Buffer.concat([bytes.subarray(0, 512), Buffer.alloc(2_000, "x"), bytes.subarray(2_512)])))).toBe("backup_damaged: juxta-backup.json");
  expect(await whyDamaged(await spoil(edit(picture, flipLast)))).toBe(`backup_damaged: ${picture}`);
  expect(await whyDamaged(await spoil(edit(PROJECTS, flipLast)))).toBe("backup_damaged: the table project");
  expect(await whyDamaged(await spoil(editRows((rows) => rows.replace("kept", "lost"))))).toBe("backup_damaged: the table project");
  expect(await whyDamaged(await spoil(editRows((rows) => rows + rows)))).toBe("backup_damaged: the table project");
  expect(await whyDamaged(await spoil((all) => all.filter((entry) => entry.name !== PROJECTS)))).toBe("backup_damaged: the table project");
  expect(await whyDamaged(await spoil((all) => all.filter((entry) => entry.name !== picture)))).toBe("backup_damaged: the list of files");
  expect(await whyDamaged(await spoil((all) => all.filter((entry) => entry.name !== "manifest.json")))).toBe("backup_damaged: the archive");
  expect(await whyDamaged(await spoil((all) => [...all, all.at(-1)!]))).toBe("backup_damaged: the archive");
  expect(await whyDamaged(await spoil(edit("juxta-backup.json", (bytes) => Buffer.from(bytes.toString().replace("0.1.0", "0.1.1")))))).toBe("backup_damaged: juxta-backup.json");
  await expect(verifyBackup(path.join(folder, "nowhere.tar"))).rejects.toMatchObject({ code: "invalid_input" });
});

test.each(["storage/../../outside", "storage/.hidden/x", "/etc/passwd", "storage//x", "elsewhere/x"])("a file called %s is refused, whatever its hash", async (name) => {
  const file = await spoil((all) => [...all.slice(0, -1), { name, bytes: Buffer.from("x") }, all.at(-1)!]);
  expect(await whyDamaged(file)).toBe(`backup_damaged: ${name}`);
});

async function expectNothingIn(place: Place): Promise<void> {
  expect(await query(place.env.DATABASE_URL, "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace")).toEqual([]);
  expect(hashFiles(path.join(place.env.JUXTA_HOME, "storage"))).toEqual({});
}

test("a restore that fails leaves no table, no row and no picture", async () => {
  const refusals: [Promise<string>, string, string | undefined][] = [
    [spoil(edit(picture, flipLast)), "backup_damaged", picture],
    [spoil(editRows((rows) => rows.replace("kept", "kept\tmore"))), "backup_damaged", "the table project"],
    [spoil((all) => all.filter((entry) => !entry.name.startsWith("database/form/"))), "backup_damaged", "the table form"],
    [spoil(edit("juxta-backup.json", (bytes) => Buffer.from(bytes.toString().replace(/"name": "2026\d+_create_vocabulary"/, '"name": "20991231000000_made_later"')))), "backup_unknown_migration", undefined],
  ];
  const place = await openPlace();
  for (const [file, code, part] of refusals) {
    const ended = await runJson<Refusal>(["restore", await file], { env: place.env });
    expect(ended).toMatchObject({ code: 1, json: { error: { code, ...(part ? { details: { part } } : {}) } } });
    await expectNothingIn(place);
  }
  expect(await runJson(["restore", whole], { env: place.env })).toMatchObject({ code: 0 });
  expect(await query(place.env.DATABASE_URL, "SELECT slug FROM project")).toEqual([{ slug: "kept" }]);
});

test("a home with pictures and a database that is somebody else's are not touched", async () => {
  const [withPicture, withTable] = [await openPlace(), await openPlace()];
  cpSync(path.join(database.home, "storage"), path.join(withPicture.env.JUXTA_HOME, "storage"), { recursive: true });
  await query(withTable.env.DATABASE_URL, "CREATE TABLE theirs (n int)");
  const refused = { code: 1, json: { error: { code: "restore_target_not_empty" } } };
  expect(await Promise.all([withPicture, withTable].map(({ env }) => runJson<Refusal>(["restore", whole], { env })))).toMatchObject([refused, refused]);
  expect(hashFiles(path.join(withPicture.env.JUXTA_HOME, "storage"))).toEqual(hashFiles(path.join(database.home, "storage")));
  expect(await query(withTable.env.DATABASE_URL, "SELECT n FROM theirs")).toEqual([]);
});

test("a backup of an older version is restored as it was and then brought up to date", async () => {
  const [older, place] = [await openPlace(), await openPlace()];
  const known = readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  const early = path.join(folder, "migrations");
  for (const name of known.slice(0, 2)) cpSync(path.join(MIGRATIONS, name), path.join(early, name), { recursive: true });
  await applyMigrations(older.env.DATABASE_URL, early);
  await query(older.env.DATABASE_URL, `INSERT INTO app_user (id, pseudonym) VALUES (gen_random_uuid(), 'from-before')`);
  const file = path.join(folder, "older.tar");
  expect(await runJson(["backup", file], { env: older.env })).toMatchObject({ code: 0, json: { rowCount: 3 } });
  expect(await query(older.env.DATABASE_URL, "SELECT 1 AS n FROM _prisma_migrations")).toHaveLength(2);
  await applyMigrations(place.env.DATABASE_URL);
  expect(await runJson(["restore", file], { env: place.env })).toMatchObject({ code: 0, json: { migrations: known.slice(2), rowCount: 3 } });
  expect(await query(place.env.DATABASE_URL, "SELECT pseudonym FROM app_user")).toEqual([{ pseudonym: "from-before" }]);
  expect(await query(place.env.DATABASE_URL, "SELECT 1 AS n FROM _prisma_migrations")).toHaveLength(known.length);
});
