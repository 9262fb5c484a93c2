import type pg from "pg";

/**
 * `columns` of the key; `others`: columns of the table's other keys, which have to differ for this one to speak; `parts`: keys
 * within its columns, which would speak first.
 */
export type Key = { name: string; table: string; columns: string[]; others: string[]; isConstraint: boolean; parts: { table: string; name: string; isConstraint: boolean }[] };

/** Every unique index of the schema, primary keys included. */
export async function listKeys(client: pg.Client): Promise<Key[]> {
  const { rows } = await client.query<Key>(`
    WITH keys AS (
      SELECT i.relname AS name, t.relname AS "table", t.oid AS table_id,
        ARRAY(SELECT a.attname::text FROM unnest(x.indkey) k JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k) AS columns,
        EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid AND c.contype IN ('p', 'u')) AS "isConstraint"
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace s ON s.oid = t.relnamespace
      WHERE x.indisunique AND s.nspname = 'public' AND t.relname <> '_prisma_migrations')
    SELECT k.name, k."table", k.columns, k."isConstraint",
      ARRAY(SELECT DISTINCT c FROM keys o, unnest(o.columns) c WHERE o.table_id = k.table_id AND NOT c = ANY(k.columns)) AS others,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('table', o."table", 'name', o.name, 'isConstraint', o."isConstraint")), '[]') FROM keys o
       WHERE o.table_id = k.table_id AND o.name <> k.name AND o.columns <@ k.columns) AS parts
    FROM keys k ORDER BY k.name`);
  return rows;
}

type Column = { name: string; type: string; kind: string; label: string | null; isNeeded: boolean };

async function listColumns(client: pg.Client, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, t.typtype AS kind,
       (SELECT min(e.enumlabel) FROM pg_enum e WHERE e.enumtypid = a.atttypid) AS label, a.attnotnull AS "isNeeded"
     FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = '' AND a.attgenerated = ''`,
    [table],
  );
  return rows;
}

/** A value of the column's type; `turn` 0 and 1 give different ones wherever the type has two. */
function valueOf({ type, kind, label }: Column, turn: number): unknown {
  if (kind === "e") return label;
  if (type === "uuid") return `00000000-0000-4000-8000-00000000000${turn}`;
  if (type === "uuid[]") return [`00000000-0000-4000-8000-00000000000${turn}`];
  if (type === "boolean") return true;
  if (type === "jsonb") return "{}";
  if (type === "bytea") return Buffer.from([turn]);
  if (type.endsWith("[]")) return [];
  if (/int|double|numeric/.test(type)) return turn + 1;
  return type.startsWith("timestamp") ? new Date(turn) : String(turn);
}

/** CHECKs and foreign keys are not in question here; dropping them is undone with the transaction. */
async function dropTheRest(client: pg.Client, table: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>("SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('c', 'f')", [table]);
  for (const { name } of rows) await client.query(`ALTER TABLE "${table}" DROP CONSTRAINT "${name}"`);
}

const dropKey = (client: pg.Client, { table, name, isConstraint }: Pick<Key, "table" | "name" | "isConstraint">) =>
  client.query(isConstraint ? `ALTER TABLE "${table}" DROP CONSTRAINT "${name}" CASCADE` : `DROP INDEX "${name}" CASCADE`);

/**
 * Inserts two rows that agree in the key's columns and in no other key's, and undoes it. Returns the name of the key that
 * refused the second, or null when both got in.
 */
export async function insertPair(client: pg.Client, key: Key, { withoutKey }: { withoutKey: boolean }): Promise<string | null> {
  const columns = (await listColumns(client, key.table)).filter(({ name, isNeeded }) => isNeeded || key.columns.includes(name) || key.others.includes(name));
  // What a partial key asks to be empty is not needed and in no key, and stays empty.
  const insert = (turn: number) =>
    client.query(
      `INSERT INTO "${key.table}" (${columns.map(({ name }) => `"${name}"`).join(", ")}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(", ")})`,
      columns.map((column) => valueOf(column, key.others.includes(column.name) ? turn : 0)),
    );
  await client.query("BEGIN");
  try {
    await dropTheRest(client, key.table);
    for (const part of key.parts) await dropKey(client, part);
    if (withoutKey) await dropKey(client, key);
    await insert(0);
    await insert(1);
    return null;
  } catch (error) {
    if (error instanceof Error && "constraint" in error && "code" in error && error.code === "23505") return String(error.constraint);
    throw error;
  } finally {
    await client.query("ROLLBACK");
  }
}
