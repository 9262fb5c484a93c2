import { randomUUID } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { invalidInput } from "../errors.ts";
import { isOutOfSpace, storageFull } from "../image/index.ts";

const UNWRITABLE = new Set(["ENOENT", "EACCES", "EISDIR", "ENOTDIR", "EROFS", "EPERM"]);

/**
 * Lets `write` fill a file of a temporary name beside the target, and renames it: the target is there whole or as it was.
 * Throws `storage_full` when the disk is full and `invalid_input` when nothing can be written there; nothing is left then.
 */
export async function writeWhole(file: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${file}.${randomUUID()}.part`;
  try {
    await write(temporary);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    if (isOutOfSpace(error)) throw storageFull(error);
    const isPlaceWrong = error instanceof Error && "code" in error && UNWRITABLE.has(String(error.code)) && "path" in error && error.path === temporary;
    throw isPlaceWrong ? invalidInput(`The file ${file} cannot be written (${String(error.code)}).`, { file: ["Not a place to write to."] }) : error;
  }
}
