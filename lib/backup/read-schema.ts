import pg from "pg";
import type { Header } from "./archive-format.ts";

/** A table as the database describes it. `from` and `orderBy` are SQL. */
export type Table = { name: string; from: string; columns: string[]; orderBy: string };

type TableRow = { name: string; schema: string; columns: string[]; keys: { name: string; is_text: boolean }[] };

// Partitions come with their parent, and tables of extensions with the extension.
const TABLES = `
  SELECT c.relname AS name, n.nspname AS schema,
    (SELECT coalesce(json_agg(a.attname ORDER BY a.attnum), '[]') FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    (SELECT coalesce(json_agg(json_build_object('name', a.attname, 'is_text', a.attcollation <> 0) ORDER BY k.position), '[]')
      FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k(attnum, position), pg_attribute a
      WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.attnum) AS keys
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  ORDER BY c.relname COLLATE "C"`;

export const quote = pg.escapeIdentifier;

function toTable({ name, schema, columns, keys }: TableRow): Table {
  // The order must not hang on the collation of one server; a table without a key is ordered by its whole rows.
  const order = keys.map((key) => `t.${quote(key.name)}${key.is_text ? ' COLLATE "C"' : ""}`);
  return { name, from: `${quote(schema)}.${quote(name)}`, columns, orderBy: order.length > 0 ? order.join(", ") : 't::text COLLATE "C"' };
}

/** Every table of the schema that the connection works in, by name. */
export async function readTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<TableRow>(TABLES);
  return rows.map(toTable);
}

/** Where every sequence of the schema stands. */
export async function readSequences(client: pg.Client): Promise<Header["sequences"]> {
  const { rows } = await client.query<{ name: string; source: string }>(
    `SELECT c.relname AS name, format('%I.%I', current_schema(), c.relname) AS source FROM pg_class c
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'S' ORDER BY c.relname COLLATE "C"`,
  );
  const sequences: Header["sequences"] = [];
  for (const { name, source } of rows) {
    const at = await client.query<{ lastValue: string; isCalled: boolean }>(`SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM ${source}`);
    if (at.rows[0]) sequences.push({ name, ...at.rows[0] });
  }
  return sequences;
}

/** The migrations that the database has, by name; none where it was never prepared. */
export async function readMigrationList(client: pg.Client): Promise<Header["migrations"]> {
  const known = await client.query<{ is_there: boolean }>(`SELECT to_regclass(format('%I.%I', current_schema(), '_prisma_migrations')) IS NOT NULL AS is_there`);
  if (!known.rows[0]?.is_there) return [];
  const { rows } = await client.query<Header["migrations"][number]>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name COLLATE "C"`,
  );
  return rows;
}
