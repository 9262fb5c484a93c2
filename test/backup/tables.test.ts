import { randomBytes } from "node:crypto";
import { createWriteStream, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TableMeter } from "#lib/backup/archive-format.ts";
import { connectForCopy, copyTableOut } from "#lib/backup/copy-table.ts";
import { beginLoading } from "#lib/backup/load-tables.ts";
import { readSequences, readTables } from "#lib/backup/read-schema.ts";
import { writeWhole } from "#lib/backup/write-whole.ts";
import { describeSchema, fingerprint, makeFolder, makePlace, type Place, query, withClient } from "./places.ts";

// Two tables that need each other, triggers that refuse and that add, and a column of every kind.
const SCHEMA = `
  CREATE TYPE mood AS ENUM ('happy', 'sad', 'in "quotes", and a comma');
  CREATE TABLE kinds (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, big bigint, f8 float8, f4 float4, exact numeric, bytes bytea, doc json, docb jsonb, words text[], moods mood[], grid int[][],
    at timestamptz(6), day date, span interval, truth boolean, doubled float8 GENERATED ALWAYS AS (f8 * 2) STORED, code char(5), "Odd ""name""" text);
  CREATE TABLE hen (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), egg_id uuid NOT NULL);
  CREATE TABLE egg (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), hen_id uuid REFERENCES hen (id) ON DELETE CASCADE, parent_id uuid REFERENCES egg (id) DEFERRABLE INITIALLY DEFERRED);
  ALTER TABLE hen ADD CONSTRAINT hen_egg_fkey FOREIGN KEY (egg_id) REFERENCES egg (id) DEFERRABLE INITIALLY DEFERRED;
  CREATE TABLE keyless (word text, n float8);
  CREATE TABLE by_word (word text, n bigserial, PRIMARY KEY (word, n));
  CREATE TABLE sealed (id bigserial PRIMARY KEY, note text);
  CREATE TABLE nothing ();
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'sealed'; END $$;
  CREATE FUNCTION add_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO keyless VALUES ('by trigger', 0); RETURN NEW; END $$;
  CREATE TRIGGER sealed_insert BEFORE INSERT OR UPDATE OR DELETE ON sealed FOR EACH ROW EXECUTE FUNCTION refuse();
  CREATE TRIGGER egg_insert AFTER INSERT ON egg FOR EACH ROW EXECUTE FUNCTION add_one();
  CREATE TRIGGER always AFTER UPDATE ON egg FOR EACH ROW EXECUTE FUNCTION add_one();
  ALTER TABLE egg ENABLE ALWAYS TRIGGER always;
  CREATE TRIGGER never AFTER UPDATE ON egg FOR EACH ROW EXECUTE FUNCTION add_one();
  ALTER TABLE egg DISABLE TRIGGER never`;

const ROWS = `
  INSERT INTO kinds (big, f8, f4, exact, bytes, doc, docb, words, moods, grid, at, day, span, truth, code, "Odd ""name""") VALUES
    (9223372036854775807, 0.1::float8 + 0.2, 0.1, 12345678901234567890.123456789, '\\x00ff5c0a09'::bytea, '{"a": [1,  2], "b": "\\u0001\\\\n"}', '{"z": 1.50, "a": null}',
     ARRAY['a,b', 'NULL', NULL, '', E'tab\\t{}"\\\\'], ARRAY['in "quotes", and a comma', 'sad']::mood[], '{{1,2},{3,NULL}}', '2026-02-28 23:59:59.999999+00', 'infinity', '1 year 2 days 03:04:05.000001', true, 'ab', E'\\\\N'),
    (-9223372036854775808, 5e-324, 3.4028235e38, 'NaN', '', 'null', '[]', '{}', '{}', NULL, 'infinity', '0044-03-15 BC', '-1 month', NULL, NULL, E'line\\nbreak \\\\. 红色🎨'),
    (0, '-Infinity', 'NaN', -0.10, NULL, NULL, '"x"', NULL, NULL, NULL, NULL, NULL, NULL, false, '', ''),
    (1, '-0', 1e-45, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
  BEGIN;
  INSERT INTO hen VALUES ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000003');
  INSERT INTO egg VALUES ('00000000-0000-4000-8000-000000000002', NULL, '00000000-0000-4000-8000-000000000003'), ('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000001', NULL);
  COMMIT;
  INSERT INTO keyless VALUES ('b', 1), ('a', 2), ('a', 2), (NULL, 'NaN'), ('ä', 1), ('Z', 1);
  INSERT INTO by_word (word) VALUES ('z'), ('ä'), ('Z'), ('a b');
  ALTER TABLE sealed DISABLE TRIGGER USER; INSERT INTO sealed (note) SELECT 'note ' || n FROM generate_series(1, 20000) n; ALTER TABLE sealed ENABLE TRIGGER USER;
  SELECT setval('sealed_id_seq', 500000)`;

let source: Place;
let target: Place;
beforeAll(async () => {
  [source, target] = [await makePlace(), await makePlace()];
  await query(source.env.DATABASE_URL, SCHEMA);
  await query(source.env.DATABASE_URL, ROWS);
  await query(target.env.DATABASE_URL, SCHEMA);
});
afterAll(() => Promise.all([source?.drop(), target?.drop()]));

/** Copies every table from one database to the other as a backup and a restore do. */
async function carryOver(change: (name: string, rows: Buffer) => Buffer = (_name, rows) => rows): Promise<void> {
  const [from, to] = [await connectForCopy(source.env.DATABASE_URL), await connectForCopy(target.env.DATABASE_URL)];
  try {
    const tables = await readTables(from);
    const header = { format: 1, juxtaVersion: "", databaseVersion: "", createdAt: "", hasSecret: false, migrations: [], tables: tables.map(({ name, columns }) => ({ name, columns })), sequences: await readSequences(from) };
    await to.query("BEGIN");
    const loading = await beginLoading(to, header);
    const digests = [];
    for (const table of tables) {
      const chunks: Buffer[] = [];
      for await (const chunk of copyTableOut(from, table)) chunks.push(chunk);
      const rows = change(table.name, Buffer.concat(chunks));
      const meter = new TableMeter();
      meter.update(rows);
      digests.push(meter.finish(table.name));
      await loading.load(table.name, Readable.from([rows]));
    }
    await loading.finish({ headerSha256: "", secretSha256: null, tables: digests, files: { count: 0, byteCount: 0, sha256: "" } });
    await to.query("COMMIT");
  } finally {
    await Promise.all([from.end(), to.end()]);
  }
}

test("rows that break a foreign key or a type are refused with their table, and nothing stays", async () => {
  await expect(carryOver((name, rows) => (name === "egg" ? rows.subarray(0, rows.indexOf("\n") + 1) : rows))).rejects.toMatchObject({ code: "backup_damaged", message: expect.stringMatching(/the table (?:egg|hen)/) });
  await expect(carryOver((name, rows) => (name === "kinds" ? Buffer.from(rows.toString().replace("sad", "mad")) : rows))).rejects.toMatchObject({ code: "backup_damaged", details: { part: "the table kinds" } });
  await withClient(target.env.DATABASE_URL, async (client) => expect((await client.query("SELECT 1 FROM egg UNION ALL SELECT 1 FROM kinds")).rows).toEqual([]));
});

test("floats, arrays, enums, JSON, bytes, generated and identity columns, sequences, circles of keys and sealed tables survive", async () => {
  await carryOver();
  expect(await fingerprint(target.env.DATABASE_URL)).toEqual(await fingerprint(source.env.DATABASE_URL));
  expect(await describeSchema(target.env.DATABASE_URL)).toEqual(await describeSchema(source.env.DATABASE_URL));
  const exact = "SELECT encode(float8send(f8), 'hex') AS f8, encode(float4send(f4), 'hex') AS f4, doc::text, exact::text, doubled::text FROM kinds ORDER BY id";
  expect(await query(target.env.DATABASE_URL, exact)).toEqual(await query(source.env.DATABASE_URL, exact));
  expect(await query(target.env.DATABASE_URL, "SELECT count(*)::int AS n FROM keyless")).toEqual([{ n: 8 }]);
  await expect(query(target.env.DATABASE_URL, "DELETE FROM sealed")).rejects.toThrow("sealed");
  expect(await query(target.env.DATABASE_URL, "INSERT INTO kinds (big) VALUES (1) RETURNING id")).toEqual([{ id: 5 }]);
});

test("a full disk gives storage_full, and neither the old file nor the folder changes", async () => {
  const folder = makeFolder();
  const file = path.join(folder, "backup.tar");
  writeFileSync(file, "the old one");
  const writing = writeWhole(file, async (temporary) => {
    writeFileSync(temporary, "the first part");
    await pipeline(Readable.from([randomBytes(100_000)]), createWriteStream("/dev/full"));
  });
  await expect(writing).rejects.toMatchObject({ code: "storage_full", status: 507 });
  expect(readdirSync(folder)).toEqual(["backup.tar"]);
  rmSync(folder, { recursive: true });
});
