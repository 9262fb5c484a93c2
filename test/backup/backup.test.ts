import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { createBackup, verifyBackup } from "#lib/backup/index.ts";
import { applyMigrations } from "#lib/migrate.ts";
import { ensurePostgres } from "../../bin/launch/postgres.ts";
import { runJson } from "../cli/run-juxta.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { fillInstallation } from "./filled-installation.ts";
import { describeSchema, fingerprint, hashFiles, makeFolder, makePlace, query } from "./places.ts";

type Restored = { rowCount: number; fileCount: number; queued: { importCount: number; itemCount: number }; migrations: string[]; secret: string };

let database: TestDatabase;
let folder: string;
let uploadId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = makeFolder();
  ({ uploadId } = await fillInstallation(database.db));
});
afterAll(async () => {
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** What a restore changes: one entry says that it was one, and the upload lies elsewhere. */
const CHANGED = { audit_entry: "t.action LIKE 'backup_%'" };

test("everything comes back in a fresh embedded database and a fresh home: every row, every picture, every constraint", async () => {
  const file = path.join(folder, "whole.tar");
  const made = await createBackup("operator", { target: file, withSecret: true });
  expect(made).toMatchObject({ file, hasSecret: true, byteCount: statSync(file).size });
  expect(statSync(file).mode & 0o077).toBe(0);
  const leaveOut = { ...CHANGED, import: `t.id = '${uploadId}'` };
  const before = await fingerprint(database.url, leaveOut);
  expect(before.judgment!.rows).toBeGreaterThan(10);
  expect(Object.keys(before).filter((name) => before[name]!.rows === 0)).toEqual(expect.not.arrayContaining(["candidate", "score", "verdict", "judgment_revision", "member_flag", "joint_round", "quiz_answer", "participation", "session"]));
  expect(made.tables.map(({ name, rowCount }) => [name, rowCount])).toEqual(Object.entries(await fingerprint(database.url)).map(([name, { rows }]) => [name, name === "audit_entry" ? rows - 1 : rows]));

  const home = makeFolder();
  const env = { DATABASE_URL: undefined, JUXTA_HOME: home, JUXTA_SECRET: undefined };
  const restored = await runJson<Restored>(["restore", file], { env });
  expect(restored).toMatchObject({ code: 0, json: { rowCount: made.rowCount, fileCount: made.files.count, queued: { importCount: 1, itemCount: 1 }, migrations: [], secret: "restored" } });
  const server = await ensurePostgres({ home, databaseUrl: null });
  try {
    expect(await fingerprint(server.url, leaveOut)).toEqual(before);
    expect(hashFiles(path.join(home, "storage"))).toEqual(hashFiles(path.join(database.home, "storage")));
    expect(Object.keys(hashFiles(path.join(home, "storage"))).length).toBe(made.files.count - 1);
    const at = async (url: string) => JSON.stringify(await describeSchema(url)).replace(/"audit_entry_id_seq","at":"\d+"/, "");
    expect(await at(server.url)).toBe(await at(database.url));
    const upload = path.join(home, "uploads", uploadId, "upload.jsonl");
    expect(await query(server.url, `SELECT source_path FROM import WHERE id = '${uploadId}'`)).toEqual([{ source_path: upload }]);
    expect(readFileSync(upload, "utf8")).toContain("uploaded");
    expect(JSON.parse(readFileSync(path.join(home, "secrets.json"), "utf8"))).toEqual({ secret: process.env.JUXTA_SECRET });
    const jobs = await query<{ name: string }>(server.url, "SELECT name FROM pgboss.job WHERE state = 'created' ORDER BY 1");
    expect(jobs.map((job) => job.name)).toEqual(["import", "prepare-items"]);
    await expect(query(server.url, "DELETE FROM audit_entry")).rejects.toThrow(/append-only|audit/i);
    await query(server.url, "INSERT INTO audit_entry (action, subject, detail) VALUES ('checked', 'x', '{}')");
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
});

test("a backup is of one moment, whatever is written meanwhile, and goes into a database that was prepared but is empty", async () => {
  let isOver = false;
  const writing = (async () => {
    for (let number = 0; !isOver; number += 1) {
      await recordAudit(database.db, { caller: "operator", projectId: null, action: "busy", subject: String(number) });
      await database.db.$executeRaw`INSERT INTO picture (id, sha256, byte_size, format, width, height) VALUES (gen_random_uuid(), md5(${number}::text) || md5(${number}::text), 1, 'png', 1, 1) ON CONFLICT DO NOTHING`;
    }
  })();
  const made = await createBackup("operator", { target: path.join(folder, "busy.tar") });
  isOver = true;
  await writing;
  const place = await makePlace();
  try {
    await applyMigrations(place.env.DATABASE_URL);
    const restored = await runJson<Restored>(["restore", made.file], { env: place.env });
    expect(restored).toMatchObject({ code: 0, json: { rowCount: made.rowCount, secret: "not_in_backup" } });
    expect(restored.stderr).toContain("holds no secret");
    const busy = (await query<{ n: number }>(place.env.DATABASE_URL, "SELECT count(*)::int AS n FROM audit_entry WHERE action = 'busy'"))[0]!.n;
    expect(made.tables.find((table) => table.name === "audit_entry")!.rowCount).toBe((await query<{ n: number }>(place.env.DATABASE_URL, "SELECT count(*)::int AS n FROM audit_entry WHERE action <> 'backup_restored'"))[0]!.n);
    expect(busy).toBeLessThanOrEqual(await database.db.auditEntry.count({ where: { action: "busy" } }));
    const again = await runJson<{ error: { code: string; message: string } }>(["restore", made.file], { env: place.env });
    expect(again).toMatchObject({ code: 1, json: { error: { code: "restore_target_not_empty" } } });
  } finally {
    await place.drop();
  }
});

test("in a folder backups get dated names and the newest stay; other files are not touched", async () => {
  const dated = path.join(folder, "dated");
  mkdirSync(dated);
  const old = ["juxta-20250101T000000Z.tar", "juxta-20250102T000000Z.tar", "juxta-20250103T000000Z.tar"];
  const left = `juxta-20250101T000000Z.tar.${"a".repeat(8)}-aaaa-aaaa-aaaa-${"a".repeat(12)}.part`;
  for (const name of [...old, left, "notes.txt", "juxta-of-last-year.tar"]) writeFileSync(path.join(dated, name), "x");
  utimesSync(path.join(dated, left), new Date(0), new Date(0));
  const made = await createBackup("operator", { target: dated, keep: 2 });
  expect(made.removed).toEqual(old.slice(0, 2));
  expect(readdirSync(dated).sort()).toEqual([path.basename(made.file), old[2], "juxta-of-last-year.tar", "notes.txt"].sort());
  expect(path.basename(made.file)).toMatch(/^juxta-\d{8}T\d{6}Z\.tar$/);
  expect((await verifyBackup(made.file)).manifest.tables).toEqual(made.tables);
  await expect(createBackup("operator", { target: path.join(folder, "one.tar"), keep: 2 })).rejects.toMatchObject({ code: "invalid_input" });
});

test("nothing is left of a backup that cannot be written or is interrupted, and only the operator makes one", async () => {
  const before = readdirSync(folder);
  await expect(createBackup("operator", { target: path.join(folder, "nowhere", "x.tar") })).rejects.toMatchObject({ code: "invalid_input" });
  await expect(createBackup("operator", { target: path.join(folder, "stopped.tar"), signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "interrupted" });
  const person = { userId: "", pseudonym: "", email: null, simulated: false, sessionId: "" };
  await expect(createBackup(person, { target: path.join(folder, "person.tar") })).rejects.toMatchObject({ code: "forbidden" });
  expect(readdirSync(folder)).toEqual(before);
});
