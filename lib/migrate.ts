import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { JuxtaError } from "./errors.ts";
import { QUEUE_SCHEMA } from "./job/queues.ts";
import { createQueues } from "./job/create-queues.ts";

const MIGRATIONS = path.resolve(import.meta.dirname, "../prisma/migrations");
/** Any constant will do: it keeps two starters from migrating at once. */
const LOCK_KEY = 7_226_118;

// The same table that `prisma migrate` keeps, so that it agrees wherever it can run.
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" varchar(36) PRIMARY KEY, "checksum" varchar(64) NOT NULL, "finished_at" timestamptz, "migration_name" varchar(255) NOT NULL,
  "logs" text, "rolled_back_at" timestamptz, "started_at" timestamptz NOT NULL DEFAULT now(), "applied_steps_count" integer NOT NULL DEFAULT 0)`;

export type MigrationFile = { name: string; sql: string; checksum: string };

/** The migrations of this version of the code, in their order. */
export async function readMigrations(folder: string = MIGRATIONS): Promise<MigrationFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function runAndRecord(client: pg.Client, migration: MigrationFile): Promise<void> {
  await client.query(migration.sql);
  await client.query(
    `INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "applied_steps_count") VALUES ($1, $2, now(), $3, 1)`,
    [randomUUID(), migration.checksum, migration.name],
  );
}

async function applyOne(client: pg.Client, migration: MigrationFile): Promise<void> {
  await client.query("BEGIN");
  try {
    await runAndRecord(client, migration);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new JuxtaError("migration_failed", `The migration ${migration.name} failed and was rolled back.`, { status: 500, cause: error });
  }
}

/**
 * Brings a database to the newest schema, each migration in one transaction, and prepares the job queue's schema.
 * Returns the names of those applied now. Throws `migration_changed` when an applied file was edited afterwards.
 */
export async function applyMigrations(databaseUrl: string, folder: string = MIGRATIONS): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const applied: string[] = [];
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK_KEY]);
    await client.query(CREATE_TABLE);
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      `SELECT "migration_name", "checksum" FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL`,
    );
    const known = new Map(rows.map((row) => [row.migration_name, row.checksum]));
    for (const migration of await readMigrations(folder)) {
      const checksum = known.get(migration.name);
      if (checksum === migration.checksum) continue;
      if (checksum !== undefined) {
        throw new JuxtaError("migration_changed", `The migration ${migration.name} was edited after it had been applied. Restore the file and add a new migration.`, { status: 500 });
      }
      await applyOne(client, migration);
      applied.push(migration.name);
    }
    await prepareQueue(databaseUrl);
  } finally {
    await client.end();
  }
  return applied;
}

/** Applies the named migrations to an empty schema, inside the caller's transaction. */
export async function applyMigrationsWithin(client: pg.Client, names: ReadonlySet<string>): Promise<void> {
  await client.query(CREATE_TABLE);
  for (const migration of await readMigrations()) if (names.has(migration.name)) await runAndRecord(client, migration);
}

/** Creates or upgrades the queue's own schema and its queues. */
async function prepareQueue(databaseUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: databaseUrl, schema: QUEUE_SCHEMA, max: 1, supervise: false, schedule: false });
  await boss.start();
  try {
    await createQueues(boss);
  } finally {
    await boss.stop({ graceful: false });
  }
}
