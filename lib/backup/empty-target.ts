import type pg from "pg";
import { conflict } from "../errors.ts";
import { readMigrationList, readTables } from "./read-schema.ts";
import { hasStoredFiles } from "./stored-files.ts";

const LOCK_NOT_AVAILABLE = "55P03";

function notEmpty(what: string): ReturnType<typeof conflict> {
  return conflict("restore_target_not_empty", `A backup is restored into an empty place only, and ${what}. Name another JUXTA_HOME, or another database in DATABASE_URL.`);
}

/** Throws `restore_target_not_empty` where the home folder holds pictures or uploads. */
export async function requireNoFiles(home: string): Promise<void> {
  if (await hasStoredFiles(home)) throw notEmpty(`${home} holds pictures already`);
}

/**
 * Inside a transaction: makes sure that no table has a row, and drops the tables, their types and trigger functions, so that
 * the backup's own migrations start from nothing. Throws `restore_target_not_empty`, `restore_target_in_use`.
 */
export async function clearEmptySchema(client: pg.Client): Promise<void> {
  const tables = await readTables(client);
  if (tables.length === 0) return;
  const names = tables.map((table) => table.from).join(", ");
  await client.query("SET LOCAL lock_timeout = '10s'");
  await client.query(`LOCK TABLE ${names} IN ACCESS EXCLUSIVE MODE`).catch((error: unknown) => {
    if (!(error instanceof Error && "code" in error && error.code === LOCK_NOT_AVAILABLE)) throw error;
    throw conflict("restore_target_in_use", "Something else uses this database. Stop Juxta there, then restore again.");
  });
  if ((await readMigrationList(client)).length === 0) throw notEmpty("this database has tables that are not Juxta's");
  for (const table of tables) {
    if (table.name === "_prisma_migrations") continue;
    const { rowCount } = await client.query(`SELECT 1 FROM ${table.from} LIMIT 1`);
    if (rowCount) throw notEmpty(`the table ${table.name} of this database has rows`);
  }
  const { rows } = await client.query<{ statement: string }>(
    `WITH ours AS (SELECT c.oid FROM pg_class c WHERE c.oid = ANY($1::regclass[]))
     SELECT DISTINCT format('DROP FUNCTION IF EXISTS %s', t.tgfoid::regprocedure) AS statement
       FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid IN (SELECT oid FROM ours) AND NOT t.tgisinternal AND p.pronamespace = current_schema()::regnamespace
     UNION
     SELECT format('DROP TYPE IF EXISTS %I.%s', current_schema(), quote_ident(coalesce(e.typname, y.typname)))
       FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid LEFT JOIN pg_type e ON e.oid = y.typelem AND y.typcategory = 'A'
      WHERE a.attrelid IN (SELECT oid FROM ours) AND a.attnum > 0 AND NOT a.attisdropped AND coalesce(e.typtype, y.typtype) = 'e' AND y.typnamespace = current_schema()::regnamespace`,
    [tables.map((table) => table.from)],
  );
  await client.query(`DROP TABLE ${names} CASCADE`);
  for (const { statement } of rows) await client.query(statement);
}

/** Throws `restore_target_in_use` while another restore into this database goes on. Held until the connection ends. */
export async function lockTarget(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ is_ours: boolean }>("SELECT pg_try_advisory_lock(hashtextextended('juxta restore', 0)) AS is_ours");
  if (!rows[0]?.is_ours) throw conflict("restore_target_in_use", "Another restore into this database is going on.");
}

