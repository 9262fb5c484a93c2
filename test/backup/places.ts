import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { inject } from "vitest";

/** A database and a home folder to restore into. */
export type Place = { env: { DATABASE_URL: string; JUXTA_HOME: string; JUXTA_SECRET: string | undefined }; drop(): Promise<void> };

export async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  return withClient(url, async (client) => (await client.query<Row>(text)).rows);
}

export function makeFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "juxta-backup-"));
}

/** An empty database, without a single table, and an empty home. */
export async function makePlace(): Promise<Place> {
  const name = `juxta_test_${randomBytes(6).toString("hex")}`;
  const home = makeFolder();
  await query(inject("serverUrl"), `CREATE DATABASE ${name}`);
  return {
    env: { DATABASE_URL: Object.assign(new URL(inject("serverUrl")), { pathname: `/${name}` }).href, JUXTA_HOME: home, JUXTA_SECRET: undefined },
    drop: async () => {
      await query(inject("serverUrl"), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const TABLES = "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1";

/** Rows and a hash of the content of every table, by other means than those of the backup; `leaveOut` is SQL about `t` by table. */
export function fingerprint(url: string, leaveOut: Record<string, string> = {}): Promise<Record<string, { rows: number; hash: string }>> {
  return withClient(url, async (client) => {
    const prints: Record<string, { rows: number; hash: string }> = {};
    for (const { name } of (await client.query<{ name: string }>(TABLES)).rows) {
      const where = leaveOut[name] ? `WHERE NOT (${leaveOut[name]})` : "";
      const hashed = `SELECT md5(to_jsonb(t)::text) AS h FROM "${name}" t ${where}`;
      const { rows } = await client.query<{ rows: number; hash: string }>(`SELECT count(*)::int AS rows, coalesce(md5(string_agg(h, '' ORDER BY h COLLATE "C")), '') AS hash FROM (${hashed}) hashed`);
      prints[name] = rows[0]!;
    }
    return prints;
  });
}

/** What can be made again from nothing: constraints, triggers, sequences and indexes as the database describes them. */
export async function describeSchema(url: string): Promise<unknown> {
  const constraints = await query(url, `SELECT conrelid::regclass::text AS t, conname, pg_get_constraintdef(oid) AS def, convalidated FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY 1, 2`);
  const triggers = await query(url, `SELECT tgrelid::regclass::text AS t, tgname, tgenabled, pg_get_triggerdef(oid) AS def FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2`);
  const sequences = await query(url, `SELECT sequencename, last_value::text AS at FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`);
  const indexes = await query(url, `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`);
  return { constraints, triggers, sequences, indexes };
}

/** SHA-256 by name of every file below a folder. */
export function hashFiles(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => statSync(path.join(folder, name)).isFile()).sort();
  return Object.fromEntries(names.map((name) => [name, createHash("sha256").update(readFileSync(path.join(folder, name))).digest("hex")]));
}
