import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { extract, type ExtractEvents, type Header as EntryHeader } from "tar-stream";
import type { z } from "zod";
import { invalidInput, JuxtaError } from "../errors.ts";
import { ARCHIVE_FORMAT, backupDamaged, type BackupProgress, FileMeter, Header, HEADER_NAME, Manifest, MANIFEST_NAME, PART_BYTES, partPrefix, PAX_SHA256, SECRET_NAME, sha256Of, TableMeter, throwIfInterrupted } from "./archive-format.ts";
import { orMissing, requireStoredName } from "./stored-files.ts";

const decompress = promisify(gunzip);
const READ_BYTES = 1024 * 1024;
const MAX_TEXT_BYTES = 16 * 1024 * 1024;
/** What is hard to compress grows a little. */
const MAX_PART_BYTES = PART_BYTES + 64 * 1024;

/** What to do with what is read; everything has been checked only when `readArchive` returns. */
export type ArchiveVisitor = {
  onHeader?(header: Header): Promise<void>;
  onSecret?(secret: string): void;
  onTable?(name: string, chunks: AsyncIterable<Buffer>): Promise<void>;
  onFile?(name: string, chunks: AsyncIterable<Buffer>): Promise<void>;
};
export type ReadOptions = { onProgress?: BackupProgress; signal?: AbortSignal };
type Entry = ExtractEvents["entry"][1];
export type ArchiveContent = { header: Header; manifest: Manifest; byteCount: number };

/** The entries of a tar file in their order, with a look at the next one. */
class EntryCursor {
  readonly #entries: AsyncIterator<Entry>;
  #next: Promise<IteratorResult<Entry>> | undefined;
  last = "its beginning";

  constructor(entries: AsyncIterator<Entry>) {
    this.#entries = entries;
  }

  async peek(): Promise<Entry | null> {
    this.#next ??= this.#entries.next();
    const { value, done } = await this.#next.catch((cause: unknown) => {
      throw backupDamaged("the archive", `cannot be read after ${this.last}`, cause);
    });
    return done ? null : (value as Entry);
  }

  async *#chunks(entry: Entry, what: string): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of entry) yield chunk as Buffer;
    } catch (cause) {
      throw cause instanceof JuxtaError ? cause : backupDamaged(what, "is cut off", cause);
    }
  }

  /** The entry that `peek` showed; its chunks must be read to the end. */
  async take(what: string): Promise<{ headers: EntryHeader; chunks: AsyncGenerator<Buffer> }> {
    const entry = await this.peek();
    if (!entry) throw backupDamaged(what, "is missing");
    this.#next = undefined;
    this.last = entry.header.name;
    if (entry.header.type !== "file") throw backupDamaged(what, "is not a plain file");
    return { headers: entry.header, chunks: this.#chunks(entry, what) };
  }

  /** A small entry, whole. */
  async takeBytes(what: string, limit: number): Promise<Buffer> {
    const { headers, chunks } = await this.take(what);
    if (headers.size > limit) throw backupDamaged(what, "is too large");
    const parts: Buffer[] = [];
    for await (const chunk of chunks) parts.push(chunk);
    return Buffer.concat(parts);
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, what: string, bytes: Buffer): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(bytes.toString("utf8")));
  } catch (cause) {
    throw backupDamaged(what, "does not say what it should", cause);
  }
}

async function readHeader(cursor: EntryCursor): Promise<{ header: Header; sha256: string }> {
  if ((await cursor.peek())?.header.name !== HEADER_NAME) throw backupDamaged("the archive", `does not begin with ${HEADER_NAME}, so this is no backup of Juxta`);
  const bytes = await cursor.takeBytes(HEADER_NAME, MAX_TEXT_BYTES);
  const header = parse(Header, HEADER_NAME, bytes);
  if (header.format > ARCHIVE_FORMAT) throw new JuxtaError("backup_unknown_migration", `This backup was made by Juxta ${header.juxtaVersion}, which is newer. Restore it with that version.`, { status: 409 });
  return { header, sha256: sha256Of(bytes) };
}

async function readSecret(cursor: EntryCursor, visitor: ArchiveVisitor): Promise<string> {
  if ((await cursor.peek())?.header.name !== SECRET_NAME) throw backupDamaged(SECRET_NAME, "is missing");
  const bytes = await cursor.takeBytes(SECRET_NAME, MAX_TEXT_BYTES);
  try {
    const { secret } = JSON.parse(bytes.toString("utf8")) as { secret?: unknown };
    if (typeof secret === "string") visitor.onSecret?.(secret);
  } catch (cause) {
    throw backupDamaged(SECRET_NAME, "does not say what it should", cause);
  }
  return sha256Of(bytes);
}

/** The parts of a table, decompressed, as far as its entries follow one another. */
async function* readParts(cursor: EntryCursor, name: string, meter: TableMeter): AsyncGenerator<Buffer> {
  const what = `the table ${name}`;
  const prefix = partPrefix(name);
  for (let part = 1; ; part += 1) {
    const entry = (await cursor.peek())?.header.name;
    if (!entry?.startsWith(prefix)) return;
    if (Number(/^(\d+)\.copy\.gz$/.exec(entry.slice(prefix.length))?.[1]) !== part) throw backupDamaged(what, "has its parts in a wrong order");
    const compressed = await cursor.takeBytes(what, MAX_PART_BYTES);
    const bytes = await decompress(compressed, { maxOutputLength: PART_BYTES }).catch((cause: unknown) => {
      throw backupDamaged(what, "cannot be decompressed", cause);
    });
    meter.update(bytes);
    yield bytes;
  }
}

async function drain(chunks: AsyncIterable<Buffer>): Promise<void> {
  for await (const _chunk of chunks);
}

async function readTables(cursor: EntryCursor, header: Header, visitor: ArchiveVisitor, signal: AbortSignal | undefined): Promise<Manifest["tables"]> {
  const digests: Manifest["tables"] = [];
  for (const { name } of header.tables) {
    throwIfInterrupted(signal);
    const meter = new TableMeter();
    const chunks = readParts(cursor, name, meter);
    await visitor.onTable?.(name, chunks);
    await drain(chunks);
    digests.push(meter.finish(name));
  }
  return digests;
}

async function* hashing(chunks: AsyncIterable<Buffer>, onEnd: (size: number, sha256: string) => void): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    size += chunk.length;
    yield chunk;
  }
  onEnd(size, hash.digest("hex"));
}

async function readFiles(cursor: EntryCursor, visitor: ArchiveVisitor, signal: AbortSignal | undefined): Promise<Manifest["files"]> {
  const meter = new FileMeter();
  for (;;) {
    throwIfInterrupted(signal);
    const name = (await cursor.peek())?.header.name;
    if (name === undefined || name === MANIFEST_NAME) return meter.finish();
    requireStoredName(name);
    const { headers, chunks } = await cursor.take(name);
    let found = "";
    const checked = hashing(chunks, (size, sha256) => {
      found = sha256;
      meter.add(name, size, sha256);
    });
    await visitor.onFile?.(name, checked);
    await drain(checked);
    if (found !== (headers.pax as Record<string, string> | null)?.[PAX_SHA256]) throw backupDamaged(name, "does not have the content that was stored");
  }
}

function compareTables(found: Manifest["tables"], wanted: Manifest["tables"]): void {
  const names = new Set([...found, ...wanted].map((table) => table.name));
  for (const name of names) {
    const [has, should] = [found, wanted].map((tables) => tables.find((table) => table.name === name));
    if (has?.rowCount !== should?.rowCount) throw backupDamaged(`the table ${name}`, `has ${has?.rowCount ?? "no"} rows instead of ${should?.rowCount ?? "none"}`);
    if (has?.sha256 !== should?.sha256) throw backupDamaged(`the table ${name}`, "does not have the content that was stored");
  }
}

async function readAll(cursor: EntryCursor, visitor: ArchiveVisitor, signal: AbortSignal | undefined): Promise<Omit<ArchiveContent, "byteCount">> {
  const { header, sha256 } = await readHeader(cursor);
  await visitor.onHeader?.(header);
  const secretSha256 = header.hasSecret ? await readSecret(cursor, visitor) : null;
  const tables = await readTables(cursor, header, visitor, signal);
  const files = await readFiles(cursor, visitor, signal);
  if (!(await cursor.peek())) throw backupDamaged("the archive", `is cut off after ${cursor.last}`);
  const manifest = parse(Manifest, MANIFEST_NAME, await cursor.takeBytes(MANIFEST_NAME, MAX_TEXT_BYTES));
  if (await cursor.peek()) throw backupDamaged("the archive", "goes on after its end");
  if (manifest.headerSha256 !== sha256) throw backupDamaged(HEADER_NAME, "was changed");
  if (manifest.secretSha256 !== secretSha256) throw backupDamaged(SECRET_NAME, "was changed");
  compareTables(tables, manifest.tables);
  if (files.count !== manifest.files.count) throw backupDamaged("the list of files", `has ${files.count} files instead of ${manifest.files.count}`);
  if (files.sha256 !== manifest.files.sha256) throw backupDamaged("the list of files", "was changed");
  return { header, manifest };
}

/**
 * Reads an archive once from beginning to end, with little memory, and checks every table and file of it against its
 * hashes. Throws `invalid_input` (no such file), `backup_damaged`, `backup_unknown_migration` (a newer format), `interrupted`.
 */
export async function readArchive(file: string, visitor: ArchiveVisitor, { onProgress, signal }: ReadOptions = {}): Promise<ArchiveContent> {
  const facts = await orMissing(stat(file));
  if (!facts?.isFile()) throw invalidInput(`There is no file ${file}.`, { file: ["Not found."] });
  const handle = await open(file).catch((cause: unknown) => {
    throw new JuxtaError("invalid_input", `The file ${file} cannot be read.`, { cause });
  });
  const source = createReadStream(file, { fd: handle, highWaterMark: READ_BYTES });
  const archive = extract();
  let readBytes = 0;
  source.on("data", (chunk) => {
    readBytes += chunk.length;
    onProgress?.(`${Math.floor((100 * readBytes) / facts.size)} % of ${(facts.size / 1024 ** 2).toFixed(1)} MiB`);
  });
  source.once("error", (error) => archive.destroy(error));
  source.pipe(archive);
  try {
    return { ...(await readAll(new EntryCursor(archive[Symbol.asyncIterator]()), visitor, signal)), byteCount: facts.size };
  } finally {
    source.destroy();
    archive.destroy();
  }
}
