import { createHash } from "node:crypto";
import { z } from "zod";
import { JuxtaError } from "../errors.ts";

/** Rises when an older Juxta could not read what this one writes. */
export const ARCHIVE_FORMAT = 1;
export const HEADER_NAME = "juxta-backup.json";
export const SECRET_NAME = "secrets.json";
export const MANIFEST_NAME = "manifest.json";
/** Bytes of a table, before compression, in one entry of the archive. */
export const PART_BYTES = 4 * 1024 * 1024;
/** The pax record of a file's entry that holds its SHA-256. */
export const PAX_SHA256 = "JUXTA.sha256";
/** What of the home folder is kept: pictures with everything made of them, and uploads of imports that are not over. */
export const ROOTS = ["storage", "uploads"] as const;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Count = z.int().min(0);

/** The first entry: what a reader must know before it reads the rest. */
export const Header = z.object({
  format: z.int(),
  juxtaVersion: z.string(),
  databaseVersion: z.string(),
  createdAt: z.iso.datetime(),
  hasSecret: z.boolean(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** In the order of the archive. Generated columns are left out: the database makes them again. */
  tables: z.array(z.object({ name: z.string().min(1), columns: z.array(z.string()) })),
  sequences: z.array(z.object({ name: z.string(), lastValue: z.string().regex(/^-?\d+$/), isCalled: z.boolean() })),
});
export type Header = z.infer<typeof Header>;

/** The last entry: what all the others must have held. `files.sha256` is over the lines `name size sha256`. */
export const Manifest = z.object({
  headerSha256: Sha256,
  secretSha256: Sha256.nullable(),
  tables: z.array(z.object({ name: z.string(), rowCount: Count, byteCount: Count, sha256: Sha256 })),
  files: z.object({ count: Count, byteCount: Count, sha256: Sha256 }),
});
export type Manifest = z.infer<typeof Manifest>;
export type TableDigest = Manifest["tables"][number];

export type BackupProgress = (line: string) => void;

/** `what` names the table, file or part of the archive that is not as it was written. */
export function backupDamaged(what: string, why: string, cause?: unknown): JuxtaError {
  return new JuxtaError("backup_damaged", `The backup is damaged: ${what} ${why}. Nothing of it was kept; take another backup.`, { status: 422, details: { part: what }, cause });
}

/** Throws `interrupted` once the signal is aborted. */
export function throwIfInterrupted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new JuxtaError("interrupted", "Interrupted. Nothing half-written was kept.");
}

export function partPrefix(table: string): string {
  return `database/${encodeURIComponent(table)}/`;
}

export function sha256Of(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

const NEWLINE = 10;

/** Counts and hashes a table's rows in COPY's text format, where every row ends with the only newline in it. */
export class TableMeter {
  readonly #hash = createHash("sha256");
  rowCount = 0;
  byteCount = 0;

  update(chunk: Buffer): void {
    this.#hash.update(chunk);
    this.byteCount += chunk.length;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) this.rowCount += 1;
  }

  finish(name: string): TableDigest {
    return { name, rowCount: this.rowCount, byteCount: this.byteCount, sha256: this.#hash.digest("hex") };
  }
}

/** Counts files and hashes the list of their names, sizes and hashes. */
export class FileMeter {
  readonly #hash = createHash("sha256");
  count = 0;
  byteCount = 0;

  add(name: string, size: number, sha256: string): void {
    this.#hash.update(`${name} ${size} ${sha256}\n`);
    this.count += 1;
    this.byteCount += size;
  }

  finish(): Manifest["files"] {
    return { count: this.count, byteCount: this.byteCount, sha256: this.#hash.digest("hex") };
  }
}
