import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";

const DATED = /^juxta-\d{8}T\d{6}Z\.tar$/;
const UNFINISHED = /^juxta-\d{8}T\d{6}Z\.tar\.[0-9a-f-]{36}\.part$/;
/** A backup that is still being written has been touched since. */
const UNFINISHED_AGE_MS = 24 * 3600_000;

/** The name of a backup in a folder: the names' order is that of time. */
export function datedName(at: Date): string {
  return `juxta-${at.toISOString().replaceAll(/[-:]|\.\d+/g, "")}.tar`;
}

/**
 * Keeps the newest `keep` backups of a folder, and removes what killed ones left a day ago. Files of other names are not
 * touched. Returns the names of the backups removed.
 */
export async function rotateBackups(folder: string, keep: number): Promise<string[]> {
  const names = await readdir(folder);
  const old = names.filter((name) => DATED.test(name)).sort().slice(0, -keep);
  for (const name of old) await rm(path.join(folder, name), { force: true });
  for (const name of names.filter((name) => UNFINISHED.test(name))) {
    const facts = await stat(path.join(folder, name));
    if (Date.now() - facts.mtimeMs > UNFINISHED_AGE_MS) await rm(path.join(folder, name), { force: true });
  }
  return old;
}
