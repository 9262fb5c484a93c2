import { type ArchiveContent, readArchive, type ReadOptions } from "./read-archive.ts";

/** Checks a backup against its own hashes without a database. Whoever can read the file may. Throws what `readArchive` throws. */
export function verifyBackup(file: string, options: ReadOptions = {}): Promise<ArchiveContent> {
  return readArchive(file, {}, options);
}
