import { open, readFile, stat } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { recordAudit } from "../audit/record-audit.ts";
import type { Caller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { getEnv } from "../env.ts";
import { forbidden, invalidInput } from "../errors.ts";
import { ARCHIVE_FORMAT, type BackupProgress, FileMeter, type Header, HEADER_NAME, type Manifest, MANIFEST_NAME, SECRET_NAME, sha256Of, throwIfInterrupted } from "./archive-format.ts";
import { connectForCopy, copyTableOut } from "./copy-table.ts";
import { readMigrationList, readSequences, readTables, type Table } from "./read-schema.ts";
import { datedName, rotateBackups } from "./rotate.ts";
import { countFiles, listStoredFiles, measureFile, orMissing } from "./stored-files.ts";
import { type ArchiveWriter, writeArchive } from "./write-archive.ts";
import { writeWhole } from "./write-whole.ts";

const PACKAGE = path.resolve(import.meta.dirname, "../../package.json");

export type BackupOptions = { target: string; withSecret?: boolean; keep?: number; onProgress?: BackupProgress; signal?: AbortSignal };
export type BackupSummary = { file: string; byteCount: number; createdAt: string; hasSecret: boolean; tables: Manifest["tables"]; rowCount: number; files: Manifest["files"]; removed: string[] };

type Written = { header: Header; manifest: Manifest };

async function readHeader(client: pg.Client, tables: Table[], hasSecret: boolean): Promise<Header> {
  const { version } = JSON.parse(await readFile(PACKAGE, "utf8")) as { version: string };
  const server = await client.query<{ server_version: string }>("SHOW server_version");
  return {
    format: ARCHIVE_FORMAT,
    juxtaVersion: version,
    databaseVersion: server.rows[0]?.server_version ?? "",
    createdAt: new Date().toISOString(),
    hasSecret,
    migrations: await readMigrationList(client),
    tables: tables.map(({ name, columns }) => ({ name, columns })),
    sequences: await readSequences(client),
  };
}

/** Imports that are not over: what was uploaded for them is still needed. */
async function readOpenImports(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>("SELECT id FROM import WHERE state IN ('QUEUED', 'RUNNING') ORDER BY id");
  return rows.map((row) => row.id);
}

async function writeFiles(writer: ArchiveWriter, home: string, importIds: string[], options: BackupOptions): Promise<Manifest["files"]> {
  const meter = new FileMeter();
  const total = await countFiles(listStoredFiles(home, importIds));
  for await (const name of listStoredFiles(home, importIds)) {
    throwIfInterrupted(options.signal);
    // One handle for measuring and copying: a derivative that is replaced meanwhile stays what it was here.
    const handle = await orMissing(open(path.join(home, name)));
    if (!handle) continue;
    try {
      const facts = await measureFile(handle);
      await writer.addFile(name, handle, facts);
      meter.add(name, facts.size, facts.sha256);
    } finally {
      await handle.close();
    }
    options.onProgress?.(`files: ${meter.count} of ${total}, ${(meter.byteCount / 1024 ** 2).toFixed(1)} MiB`);
  }
  return meter.finish();
}

/** The database first, as of one moment; then the files, which by then hold at least what it names. */
async function writeEverything(writer: ArchiveWriter, client: pg.Client, options: BackupOptions): Promise<Written> {
  const { JUXTA_HOME, JUXTA_SECRET } = getEnv();
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const tables = await readTables(client);
  const header = await readHeader(client, tables, options.withSecret ?? false);
  if (header.migrations.length === 0) throw invalidInput("There is nothing to back up: this database was never prepared by Juxta.");
  const headerText = JSON.stringify(header, null, 2);
  const secretText = header.hasSecret ? JSON.stringify({ secret: JUXTA_SECRET }) : null;
  await writer.addText(HEADER_NAME, headerText);
  if (secretText !== null) await writer.addText(SECRET_NAME, secretText);
  const digests: Manifest["tables"] = [];
  for (const [index, table] of tables.entries()) {
    const at = `database: table ${index + 1} of ${tables.length}, ${table.name}`;
    options.onProgress?.(at);
    digests.push(await writer.addTable(table.name, copyTableOut(client, table, options.signal), (rowCount) => options.onProgress?.(`${at}, ${rowCount} rows`)));
  }
  const importIds = await readOpenImports(client);
  await client.query("COMMIT");
  const files = await writeFiles(writer, JUXTA_HOME, importIds, options);
  const manifest = { headerSha256: sha256Of(headerText), secretSha256: secretText === null ? null : sha256Of(secretText), tables: digests, files };
  await writer.addText(MANIFEST_NAME, JSON.stringify(manifest, null, 2));
  return { header, manifest };
}

/** The file to write, and whether it is a dated one in a folder. */
async function resolveTarget({ target, keep }: BackupOptions): Promise<{ file: string; isInFolder: boolean }> {
  if (keep !== undefined && (!Number.isInteger(keep) || keep < 1)) throw invalidInput("Keep at least one backup.", { keep: ["A whole number of at least 1."] });
  const facts = await orMissing(stat(target));
  if (facts?.isDirectory()) return { file: path.join(target, datedName(new Date())), isInFolder: true };
  if (facts && !facts.isFile()) throw invalidInput(`${target} is neither a file nor a folder.`, { target: ["Not a place to write to."] });
  if (keep !== undefined) throw invalidInput("Only the backups of a folder are rotated: name a folder that is there.", { keep: ["Needs a folder."] });
  return { file: target, isInFolder: false };
}

/**
 * Writes everything of this installation into one file: every table of its schema as of one moment, and all stored files.
 * Web and workers may go on meanwhile. Only the operator may; the secret is left out unless `withSecret` is set.
 * In a folder the file gets a dated name, and all but the newest `keep` are removed afterwards.
 * Throws `invalid_input`, `storage_full`, `database_unavailable`, `interrupted`; no part of a file is left then.
 */
export async function createBackup(caller: Caller, options: BackupOptions): Promise<BackupSummary> {
  if (caller !== "operator") throw forbidden("Only the operator at the machine can make a backup.");
  const { file, isInFolder } = await resolveTarget(options);
  const client = await connectForCopy(getEnv().DATABASE_URL);
  let written: Written | undefined;
  try {
    await writeWhole(file, (temporary) =>
      writeArchive(temporary, new Date(), async (writer) => {
        written = await writeEverything(writer, client, options);
      }),
    );
  } finally {
    await client.end();
  }
  if (!written) throw new Error("The archive was written without its content.");
  const { header, manifest } = written;
  const rowCount = manifest.tables.reduce((sum, table) => sum + table.rowCount, 0);
  await recordAudit(getDb(), { caller, projectId: null, action: "backup_created", subject: path.basename(file), detail: { createdAt: header.createdAt, rowCount, fileCount: manifest.files.count, hasSecret: header.hasSecret } });
  const removed = isInFolder && options.keep !== undefined ? await rotateBackups(path.dirname(file), options.keep) : [];
  return { file, byteCount: (await stat(file)).size, createdAt: header.createdAt, hasSecret: header.hasSecret, tables: manifest.tables, rowCount, files: manifest.files, removed };
}
