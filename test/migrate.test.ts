import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applyMigrations } from "#lib/migrate.ts";
import { createTestDatabase, type TestDatabase } from "./setup/database.ts";

let database: TestDatabase;
const folder = mkdtempSync(path.join(tmpdir(), "juxta-migrations-"));

beforeAll(async () => {
  database = await createTestDatabase();
  cpSync(path.resolve(import.meta.dirname, "../prisma/migrations"), folder, { recursive: true });
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

test("a migrated database needs nothing more", async () => {
  expect(await applyMigrations(database.url)).toEqual([]);
});

test("a new migration is applied once, whole or not at all", async () => {
  const added = path.join(folder, "99990101000000_add_thing");
  cpSync(path.join(folder, readdirSync(folder).find((name) => name.startsWith("2026")) ?? ""), added, { recursive: true });
  writeFileSync(path.join(added, "migration.sql"), "CREATE TABLE thing (id int); SELECT 1/0;");
  await expect(applyMigrations(database.url, folder)).rejects.toMatchObject({ code: "migration_failed" });
  expect(await database.db.$queryRaw`SELECT to_regclass('thing')::text AS name`).toEqual([{ name: null }]);
  writeFileSync(path.join(added, "migration.sql"), "CREATE TABLE thing (id int);");
  expect(await applyMigrations(database.url, folder)).toEqual(["99990101000000_add_thing"]);
  expect(await applyMigrations(database.url, folder)).toEqual([]);
});

test("an edited migration is refused by name", async () => {
  const first = readdirSync(folder).find((name) => name.startsWith("2026")) ?? "";
  const file = path.join(folder, first, "migration.sql");
  writeFileSync(file, `${readFileSync(file, "utf8")}\n-- edited`);
  await expect(applyMigrations(database.url, folder)).rejects.toMatchObject({ code: "migration_changed", message: expect.stringContaining(first) });
});
