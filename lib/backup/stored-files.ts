import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { readdir, rmdir, stat } from "node:fs/promises";
import path from "node:path";
import { backupDamaged, ROOTS } from "./archive-format.ts";

const READ_BYTES = 256 * 1024;

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

/** Null where `work` finds that its file or folder is not there. */
export async function orMissing<Result>(work: Promise<Result>): Promise<Result | null> {
  return work.catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
}

/** Names of the files below a folder, in a fixed order, with `/`. Hidden files and unfinished ones (`.part`) are passed over. */
export async function* walkFiles(folder: string, prefix: string): AsyncGenerator<string> {
  const entries = (await orMissing(readdir(folder, { withFileTypes: true }))) ?? [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".") || entry.name.endsWith(".part")) continue;
    const full = path.join(folder, entry.name);
    const name = `${prefix}/${entry.name}`;
    const facts = entry.isSymbolicLink() ? await orMissing(stat(full)) : entry;
    if (facts?.isDirectory()) yield* walkFiles(full, name);
    else if (facts?.isFile()) yield name;
  }
}

/** Pictures and what is made of them, then the uploads of the given imports. */
export async function* listStoredFiles(home: string, importIds: string[]): AsyncGenerator<string> {
  yield* walkFiles(path.join(home, "storage"), "storage");
  for (const id of importIds) yield* walkFiles(path.join(home, "uploads", id), `uploads/${id}`);
}

export async function countFiles(names: AsyncIterable<string>): Promise<number> {
  let count = 0;
  for await (const _name of names) count += 1;
  return count;
}

/** Whether a home folder holds anything that a backup could. */
export async function hasStoredFiles(home: string): Promise<boolean> {
  for (const root of ROOTS) {
    for await (const _name of walkFiles(path.join(home, root), root)) return true;
  }
  return false;
}

/** Removes a folder and those in it, as far as they hold no file. */
export async function removeEmptyFolders(folder: string): Promise<void> {
  const entries = (await orMissing(readdir(folder, { withFileTypes: true }))) ?? [];
  for (const entry of entries) if (entry.isDirectory()) await removeEmptyFolders(path.join(folder, entry.name));
  await rmdir(folder).catch(() => {});
}

/** Refuses names in an archive that `listStoredFiles` cannot have given: those that lead out of the home folder, above all. */
export function requireStoredName(name: string): void {
  const [root, ...segments] = name.split("/");
  const isOurs = ROOTS.some((known) => known === root) && segments.length > 0 && segments.every((segment) => segment !== "" && !segment.startsWith(".")) && !/[\\\0]/.test(name);
  if (!isOurs) throw backupDamaged(name.slice(0, 200) || "a file without a name", "does not belong in a backup");
}

/** Size and SHA-256 of an open file. */
export async function measureFile(handle: FileHandle): Promise<{ size: number; sha256: string }> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of handle.createReadStream({ start: 0, autoClose: false, highWaterMark: READ_BYTES })) {
    hash.update(chunk as Buffer);
    size += (chunk as Buffer).length;
  }
  return { size, sha256: hash.digest("hex") };
}
