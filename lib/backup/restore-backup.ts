import { readdir } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { recordAudit } from "../audit/record-audit.ts";
import type { Caller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { getEnv } from "../env.ts";
import { conflict, forbidden } from "../errors.ts";
import { isOutOfSpace, storageFull } from "../image/index.ts";
import { applyMigrations, applyMigrationsWithin, readMigrations } from "../migrate.ts";
import { type Header, throwIfInterrupted } from "./archive-format.ts";
import { connectForCopy } from "./copy-table.ts";
import { clearEmptySchema, lockTarget, requireNoFiles } from "./empty-target.ts";
import { beginLoading, type Loading } from "./load-tables.ts";
import { type FilePlace, openFilePlace } from "./place-files.ts";
import { type ArchiveContent, readArchive, type ReadOptions } from "./read-archive.ts";
import { type QueuedWork, resumeWork } from "./resume-work.ts";
import { orMissing } from "./stored-files.ts";

const DATABASE_DISK_FULL = "53100";

/** `secret` is what the backup held; null where it was made without. `migrations` are those that are newer than the backup. */
export type RestoreSummary = ArchiveContent & { rowCount: number; secret: string | null; migrations: string[]; queued: QueuedWork };

/** The backup may come from an older version of this code, never from a newer or another one. */
async function requireKnownMigrations(header: Header): Promise<void> {
  const known = new Map((await readMigrations()).map(({ name, checksum }) => [name, checksum]));
  const unknown = header.migrations.find(({ name, checksum }) => known.get(name) !== checksum);
  if (!unknown) return;
  const why = known.has(unknown.name) ? "has another content here" : "is not known here";
  throw conflict("backup_unknown_migration", `The backup was made by Juxta ${header.juxtaVersion}, whose migration ${unknown.name} ${why}. Restore it with the version that made it, or a newer one.`);
}

/** Uploads lie in this home folder now, wherever they lay before. */
async function relocateUploads(client: pg.Client, home: string): Promise<void> {
  for (const importId of (await orMissing(readdir(path.join(home, "uploads")))) ?? []) {
    const [name] = await readdir(path.join(home, "uploads", importId));
    if (name) await client.query("UPDATE import SET source_path = $1 WHERE id::text = $2", [path.join(home, "uploads", importId, name), importId]);
  }
}

async function readInto(client: pg.Client, place: FilePlace, file: string, options: ReadOptions): Promise<ArchiveContent & { secret: string | null }> {
  let loading: Loading | undefined;
  let secret: string | null = null;
  const content = await readArchive(
    file,
    {
      onHeader: async (header) => {
        await requireKnownMigrations(header);
        await clearEmptySchema(client);
        await applyMigrationsWithin(client, new Set(header.migrations.map((migration) => migration.name)));
        loading = await beginLoading(client, header);
      },
      onSecret: (found) => {
        secret = found;
      },
      onTable: async (name, chunks) => loading?.load(name, chunks),
      onFile: (name, chunks) => place.write(name, chunks),
    },
    options,
  );
  options.onProgress?.("checking constraints, counts and hashes");
  await loading?.finish(content.manifest);
  throwIfInterrupted(options.signal);
  return { ...content, secret };
}

function isDiskFull(error: unknown): boolean {
  return isOutOfSpace(error) || (error instanceof Error && "code" in error && error.code === DATABASE_DISK_FULL);
}

/** All of the database in one transaction, and all files, or nothing. */
async function restoreWhole(client: pg.Client, home: string, file: string, options: ReadOptions): Promise<ArchiveContent & { secret: string | null }> {
  const place = await openFilePlace(home);
  try {
    await client.query("BEGIN");
    const content = await readInto(client, place, file, options);
    await place.publish();
    await relocateUploads(client, home);
    await client.query("COMMIT");
    return content;
  } catch (error) {
    await place.remove();
    throw isDiskFull(error) ? storageFull(error) : error;
  }
}

/**
 * Fills an empty database and home folder from a backup: its migrations, its rows and its files, checked against its
 * hashes; then the migrations that are newer, and jobs for what was not over. Nothing stays when it fails before that.
 * Only the operator may. Throws `restore_target_not_empty`, `restore_target_in_use`, `backup_damaged`,
 * `backup_unknown_migration`, `storage_full`, `migration_failed`, `invalid_input`, `interrupted`.
 */
export async function restoreBackup(caller: Caller, file: string, options: ReadOptions = {}): Promise<RestoreSummary> {
  if (caller !== "operator") throw forbidden("Only the operator at the machine can restore a backup.");
  const { DATABASE_URL, JUXTA_HOME } = getEnv();
  const client = await connectForCopy(DATABASE_URL);
  let content: ArchiveContent & { secret: string | null };
  try {
    await lockTarget(client);
    await requireNoFiles(JUXTA_HOME);
    content = await restoreWhole(client, JUXTA_HOME, file, options);
  } finally {
    // An open transaction ends with its connection, and nothing of it is kept.
    await client.end();
  }
  const migrations = await applyMigrations(DATABASE_URL);
  const queued = await resumeWork();
  const { header, manifest } = content;
  await getDb().$executeRaw`ANALYZE`;
  await recordAudit(getDb(), { caller, projectId: null, action: "backup_restored", subject: path.basename(file), detail: { createdAt: header.createdAt, juxtaVersion: header.juxtaVersion, ...queued } });
  return { ...content, rowCount: manifest.tables.reduce((sum, table) => sum + table.rowCount, 0), migrations, queued };
}
