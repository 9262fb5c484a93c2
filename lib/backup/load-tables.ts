import type pg from "pg";
import { backupDamaged, type Header, type Manifest, TableMeter } from "./archive-format.ts";
import { copyTableIn, copyTableOut } from "./copy-table.ts";
import { readTables, type Table } from "./read-schema.ts";

/** PostgreSQL's classes of errors about the data itself: values it cannot read, and constraints that they break. */
const DATA_ERRORS = /^(?:22|23)/;

type Statements = { before: string; after: string }[];

const IN_SCHEMA = "c.relnamespace = current_schema()::regnamespace";

/** Foreign keys go and come back at the end, where each is checked over the whole table; so no order of tables is needed. */
const FOREIGN_KEYS = `
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', c.oid::regclass, k.conname) AS before,
         format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.oid::regclass, k.conname, pg_get_constraintdef(k.oid)) AS after
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.contype = 'f' AND k.conparentid = 0 AND ${IN_SCHEMA} ORDER BY k.oid`;

/** Triggers would refuse rows, or make some of their own. */
const TRIGGERS = `
  SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', c.oid::regclass, t.tgname) AS before,
         format('ALTER TABLE %s ENABLE %s TRIGGER %I', c.oid::regclass, CASE t.tgenabled WHEN 'R' THEN 'REPLICA' WHEN 'A' THEN 'ALWAYS' ELSE '' END, t.tgname) AS after
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND t.tgenabled <> 'D' AND ${IN_SCHEMA} ORDER BY t.oid`;

export type Loading = {
  load(name: string, chunks: AsyncIterable<Buffer>): Promise<void>;
  /** Checks every constraint, sets the sequences, and compares what the tables hold with the manifest. */
  finish(manifest: Manifest): Promise<void>;
};

function matchTables(header: Header, tables: Table[]): Map<string, Table> {
  const known = new Map(tables.map((table) => [table.name, table]));
  for (const { name, columns } of header.tables) {
    const table = known.get(name);
    if (!table) throw backupDamaged(`the table ${name}`, "is not one that the migrations of the backup make");
    const missing = [...new Set([...columns, ...table.columns])].find((column) => !columns.includes(column) || !table.columns.includes(column));
    if (missing !== undefined) throw backupDamaged(`the table ${name}`, `and the migrations of the backup differ in the column ${missing}`);
    // The order of the archive: columns that were added later may stand elsewhere here.
    known.set(name, { ...table, columns });
  }
  const unheld = tables.find((table) => !header.tables.some(({ name }) => name === table.name));
  if (unheld) throw backupDamaged(`the table ${unheld.name}`, "is missing");
  return known;
}

function explain(error: unknown, what: string): unknown {
  const isAboutData = error instanceof Error && "code" in error && DATA_ERRORS.test(String(error.code));
  return isAboutData ? backupDamaged(what, `was refused by the database (${error.message})`, error) : error;
}

async function setSequences(client: pg.Client, header: Header): Promise<void> {
  for (const { name, lastValue, isCalled } of header.sequences) {
    await client.query("SELECT setval(format('%I.%I', current_schema(), $1::text)::regclass, $2::bigint, $3)", [name, lastValue, isCalled]);
  }
}

async function compareWithManifest(client: pg.Client, tables: Map<string, Table>, manifest: Manifest): Promise<void> {
  for (const wanted of manifest.tables) {
    const table = tables.get(wanted.name);
    if (!table) throw backupDamaged(`the table ${wanted.name}`, "is missing");
    const meter = new TableMeter();
    for await (const chunk of copyTableOut(client, table)) meter.update(chunk);
    const found = meter.finish(wanted.name);
    if (found.rowCount !== wanted.rowCount || found.sha256 !== wanted.sha256) throw backupDamaged(`the table ${wanted.name}`, "reads otherwise once it is loaded");
  }
}

/** Prepares the tables of a transaction for the rows of a backup; what the migrations put there goes. */
export async function beginLoading(client: pg.Client, header: Header): Promise<Loading> {
  const tables = matchTables(header, await readTables(client));
  const held: Statements = [];
  for (const query of [FOREIGN_KEYS, TRIGGERS]) held.push(...(await client.query<Statements[number]>(query)).rows);
  for (const { before } of held) await client.query(before);
  await client.query(`TRUNCATE ${[...tables.values()].map((table) => table.from).join(", ")}`);
  return {
    load: async (name, chunks) => {
      const table = tables.get(name);
      if (!table) throw backupDamaged(`the table ${name}`, "is not one that the migrations of the backup make");
      await copyTableIn(client, table, chunks).catch((error: unknown) => {
        throw explain(error, `the table ${name}`);
      });
    },
    finish: async (manifest) => {
      for (const { after } of held) {
        await client.query(after).catch((error: unknown) => {
          throw explain(error, after.replace(/^ALTER TABLE (\S+) .*$/s, "the table $1"));
        });
      }
      await client.query("SET CONSTRAINTS ALL IMMEDIATE");
      await setSequences(client, header);
      await compareWithManifest(client, tables, manifest);
    },
  };
}
