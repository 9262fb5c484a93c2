import { spawnSync } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";

const ACCOUNT = "postgres";
const OTHERS_MAY_PASS = 0o001;

/** PostgreSQL refuses to run as root: the system account that it runs as instead, or null for ordinary users. */
export type PostgresAccount = { uid: number; gid: number } | null;

function idOf(flag: "-u" | "-g"): number | null {
  const { status, stdout } = spawnSync("id", [flag, ACCOUNT], { encoding: "utf8" });
  return status === 0 ? Number(stdout.trim()) : null;
}

/** The account to run as. For root, `postgres` is made when the system has none. */
export function getPostgresAccount(): PostgresAccount {
  if (process.getuid?.() !== 0) return null;
  if (idOf("-u") === null) spawnSync("useradd", ["--system", "--user-group", "--no-create-home", ACCOUNT]);
  const uid = idOf("-u");
  const gid = idOf("-g");
  if (uid === null || gid === null) throw new Error("PostgreSQL does not run as root, and the system account `postgres` could not be made. Run Juxta as an ordinary user, or set DATABASE_URL.");
  return { uid, gid };
}

/** Whether everybody may pass through every folder above this one. */
function isReachable(folder: string): boolean {
  for (let parent = path.dirname(folder); ; parent = path.dirname(parent)) {
    if (existsSync(parent) && (statSync(parent).mode & OTHERS_MAY_PASS) === 0) return false;
    if (parent === path.dirname(parent)) return true;
  }
}

/**
 * The folder of the server's programs, as the account can reach it: itself, or a copy under /var/lib/juxta when they lie
 * below a folder that is closed to other accounts. `key` names the version, so that a newer one is copied anew.
 */
export function makeProgramsReachable(folder: string, key: string, account: PostgresAccount): string {
  if (account === null || isReachable(folder)) return folder;
  const copy = path.join("/var/lib/juxta", `programs-${key}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}.part`;
  cpSync(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  spawnSync("chmod", ["-R", "a+rX", unfinished]);
  try {
    renameSync(unfinished, copy);
  } catch {
    // Another start was quicker.
    rmSync(unfinished, { recursive: true, force: true });
  }
  return copy;
}

/** Where the cluster goes: under the home, or, when root's home is closed to other accounts, under /var/lib/juxta. */
export function chooseClusterFolder(home: string, homeKey: string, account: PostgresAccount): string {
  const wanted = path.join(home, "postgres");
  if (account === null || isReachable(wanted)) return wanted;
  return path.join("/var/lib/juxta", homeKey, "postgres");
}

/** Makes a folder that belongs to the account. */
export function makeAccountFolder(folder: string, account: PostgresAccount): void {
  mkdirSync(folder, { recursive: true });
  if (account) {
    spawnSync("chmod", ["a+x", path.dirname(folder)]);
    spawnSync("chmod", ["700", folder]);
    chownSync(folder, account.uid, account.gid);
  }
}
