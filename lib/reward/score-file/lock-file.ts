import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { conflict } from "../../errors.ts";
import { wait } from "../judge/request-gate.ts";

/** A process that was killed together with its caller needs a moment to go. */
const PATIENCE_MS = 5_000;
const POLL_MS = 50;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Whether the lock is ours now; one that a dead process left behind is taken away first. */
function tryLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const holder = Number(readHolder(lock));
  if (!Number.isInteger(holder) || holder <= 0 || !isAlive(holder)) rmSync(lock, { force: true });
  return false;
}

function readHolder(lock: string): string {
  try {
    return readFileSync(lock, "utf8");
  } catch {
    return "";
  }
}

/** Holds `<file>.lock` so that two processes do not write one file. Returns what gives it back. Throws `score_running`. */
export async function lockFile(file: string, signal: AbortSignal): Promise<() => void> {
  const lock = `${file}.lock`;
  for (const until = Date.now() + PATIENCE_MS; !tryLock(lock); await wait(POLL_MS, signal)) {
    if (Date.now() > until) throw conflict("score_running", `Another process (${readHolder(lock)}) writes this file. If there is none, delete ${lock} and try again.`);
  }
  return () => rmSync(lock, { force: true });
}
