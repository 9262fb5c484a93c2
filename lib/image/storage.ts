import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, mkdir, open, readFile, rename, rm, statfs } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { getEnv } from "../env.ts";
import { JuxtaError } from "../errors.ts";

/** Where pictures live. Keys are made by `lib/image`, never by users. */
export type Storage = {
  write(key: string, bytes: Uint8Array): Promise<void>;
  read(key: string): Promise<Buffer>;
  stream(key: string): Readable;
  has(key: string): Promise<boolean>;
  /** Bytes left where new pictures would go; null when the store cannot tell. */
  freeBytes(): Promise<number | null>;
};

/** EFBIG: the process may not write files as large as this one, which is a quota by another name. */
const OUT_OF_SPACE = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** Whether a write failed because the disk, or the quota, is full. */
export function isOutOfSpace(error: unknown): boolean {
  return error instanceof Error && "code" in error && OUT_OF_SPACE.has(String(error.code));
}

export function storageFull(cause: unknown): JuxtaError {
  return new JuxtaError("storage_full", "There is no space left on the server's disk. Free some, then start again; nothing half-written was kept.", { status: 507, cause });
}

/** Writes beside the target and renames, so that a crash leaves the old file or the new one, never a part. */
async function writeAtomically(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.${randomUUID()}.part`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw isOutOfSpace(error) ? storageFull(error) : error;
  }
}

function folderStorage(root: string): Storage {
  const fileOf = (key: string) => path.join(root, key);
  return {
    write: (key, bytes) => writeAtomically(fileOf(key), bytes),
    read: (key) => readFile(fileOf(key)),
    stream: (key) => createReadStream(fileOf(key)),
    has: (key) => access(fileOf(key)).then(() => true, () => false),
    freeBytes: async () => {
      await mkdir(root, { recursive: true });
      const { bavail, bsize } = await statfs(root);
      return bavail * bsize;
    },
  };
}

/** The store of this installation: a folder under JUXTA_HOME. */
export function getStorage(): Storage {
  return folderStorage(path.join(getEnv().JUXTA_HOME, "storage"));
}

/** The original bytes of a picture. */
export function originalKey(sha256: string): string {
  return path.posix.join("originals", sha256.slice(0, 2), sha256);
}

export type PictureVariant = "view" | "thumb";

/** A derivative of a picture. */
export function derivativeKey(sha256: string, variant: PictureVariant): string {
  return path.posix.join("derived", sha256.slice(0, 2), `${sha256}.${variant}.webp`);
}

/** The change map of a candidate against its item's first source. */
export function changeMapKey(candidateId: string): string {
  return path.posix.join("changes", candidateId.slice(-2), `${candidateId}.webp`);
}
