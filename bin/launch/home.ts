import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** The folder of the repository. */
export const repositoryRoot = ROOT;

/** JUXTA_HOME as an absolute path, made if it is missing; relative ones count from the repository. */
export function getHome(): string {
  const home = path.resolve(ROOT, process.env.JUXTA_HOME ?? ".juxta");
  mkdirSync(home, { recursive: true });
  return home;
}

/** Writes a file that only its owner may read, whole or not at all. */
export function writePrivately(file: string, text: string): void {
  writeFileSync(`${file}.part`, text, { mode: 0o600 });
  renameSync(`${file}.part`, file);
}

/** JUXTA_SECRET from the environment, or the one of this home, made at the first call. */
export function getSecret(home: string): string {
  if (process.env.JUXTA_SECRET) return process.env.JUXTA_SECRET;
  const file = path.join(home, "secrets.json");
  if (!existsSync(file)) writePrivately(file, JSON.stringify({ secret: randomBytes(32).toString("base64url") }));
  const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (typeof parsed === "object" && parsed !== null && "secret" in parsed && typeof parsed.secret === "string") return parsed.secret;
  throw new Error(`${file} does not hold a secret. Delete it to make a new one; everybody signs in again.`);
}
