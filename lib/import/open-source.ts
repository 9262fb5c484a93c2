import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Transform, type TransformCallback } from "node:stream";
import { pipeline } from "node:stream/promises";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { getEnv } from "../env.ts";
import { JuxtaError } from "../errors.ts";
import { isOutOfSpace, storageFull } from "../image/index.ts";

const MAX_ENTRIES = 1_000_000;
const MAX_EXTRACTED_BYTES = 64 * 1024 ** 3;
const MAX_RATIO = 200;
const RATIO_GRACE_BYTES = 1024 * 1024;
const ZIP_START = Buffer.from("PK");
const UNIX_LINK = 0o120000;
const UNIX_TYPE_MASK = 0o170000;

/** The JSONL, the folder its paths start from, and what to do when the import is over. */
export type OpenedSource = { file: string; folder: string; release(): Promise<void> };

/** The file at the top of a folder, or of the only folder in it: people zip the folder as often as what is in it. */
async function findJsonl(folder: string): Promise<string> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => !entry.name.startsWith(".") && entry.name !== "__MACOSX");
  const names = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".jsonl")).map((entry) => entry.name);
  const only = entries[0];
  if (entries.length === 1 && only?.isDirectory()) return findJsonl(path.join(folder, only.name));
  if (names.includes("items.jsonl")) return path.join(folder, "items.jsonl");
  if (names.length === 1 && names[0]) return path.join(folder, names[0]);
  throw new JuxtaError("jsonl_missing", names.length === 0 ? "There is no .jsonl file at the top of the folder or archive." : "There are several .jsonl files; call the right one items.jsonl.");
}

/** How the ZIP library words the names that it refuses itself, before ours are checked. */
const UNSAFE_NAME = /^(?:invalid relative path|absolute path|invalid characters in fileName)/;

function requireHarmless(entry: Entry, seen: Set<string>): void {
  const refuse = (why: string) => new JuxtaError("archive_unsafe", `The archive was refused: ${entry.fileName.slice(0, 200)} ${why}.`);
  const mode = entry.externalFileAttributes >>> 16;
  if ((mode & UNIX_TYPE_MASK) === UNIX_LINK) throw refuse("is a link");
  if (path.isAbsolute(entry.fileName) || /^[a-z]:|\\|\0/i.test(entry.fileName) || entry.fileName.split("/").includes("..")) throw refuse("leads out of the archive");
  if (seen.has(entry.fileName)) throw refuse("appears twice");
  if (entry.uncompressedSize > RATIO_GRACE_BYTES && entry.uncompressedSize > MAX_RATIO * Math.max(1, entry.compressedSize)) throw refuse("is compressed beyond belief");
  seen.add(entry.fileName);
  if (seen.size > MAX_ENTRIES) throw new JuxtaError("archive_unsafe", `The archive has more than ${MAX_ENTRIES} entries.`);
}

/** Counts inflated bytes itself: sizes in a ZIP's directory can lie. */
function createMeter(budget: { left: number }): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      budget.left -= chunk.length;
      if (budget.left < 0) done(new JuxtaError("archive_unsafe", "The archive holds more than 64 GiB."));
      else done(null, chunk);
    },
  });
}

async function extractEntry(zip: ZipFile, entry: Entry, folder: string, budget: { left: number }): Promise<void> {
  const target = path.join(folder, entry.fileName);
  if (entry.fileName.endsWith("/")) {
    await mkdir(target, { recursive: true });
    return;
  }
  await mkdir(path.dirname(target), { recursive: true });
  await pipeline(await zip.openReadStreamPromise(entry), createMeter(budget), createWriteStream(target, { flags: "wx" }));
}

async function extractZip(file: string, folder: string): Promise<void> {
  const zip = await yauzl.openPromise(file).catch((cause: unknown) => {
    throw new JuxtaError("archive_broken", "The ZIP archive cannot be read.", { cause });
  });
  try {
    const seen = new Set<string>();
    const budget = { left: MAX_EXTRACTED_BYTES };
    for await (const entry of zip.eachEntry()) {
      requireHarmless(entry, seen);
      await extractEntry(zip, entry, folder, budget);
    }
  } catch (cause) {
    if (cause instanceof JuxtaError) throw cause;
    if (cause instanceof Error && UNSAFE_NAME.test(cause.message)) throw new JuxtaError("archive_unsafe", `The archive was refused: ${cause.message.slice(0, 300)}.`, { cause });
    throw isOutOfSpace(cause) ? storageFull(cause) : new JuxtaError("archive_broken", "The ZIP archive is damaged.", { cause });
  } finally {
    zip.close();
  }
}

/** By content: what a file is called says little. */
async function isZip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(ZIP_START.length), 0, ZIP_START.length, 0);
    return buffer.subarray(0, bytesRead).equals(ZIP_START);
  } finally {
    await handle.close();
  }
}

function opened(file: string, release: () => Promise<void>): OpenedSource {
  return { file, folder: path.dirname(file), release };
}

/** Opens a .jsonl file, a .zip with one inside, or a folder with one. Throws `source_missing`, `jsonl_missing`, `archive_unsafe`, `archive_broken`. */
export async function openSource(sourcePath: string, importId: string): Promise<OpenedSource> {
  const facts = await stat(sourcePath).catch(() => {
    throw new JuxtaError("source_missing", "The file or folder to import is not there.");
  });
  const nothing = async () => {};
  if (facts.isDirectory()) return opened(await findJsonl(sourcePath), nothing);
  if (!(await isZip(sourcePath))) return opened(sourcePath, nothing);
  const folder = path.join(getEnv().JUXTA_HOME, "extracted", importId);
  const release = () => rm(folder, { recursive: true, force: true });
  await release();
  await mkdir(folder, { recursive: true });
  try {
    await extractZip(sourcePath, folder);
    return opened(await findJsonl(folder), release);
  } catch (error) {
    await release();
    throw error;
  }
}
