import { readFileSync } from "node:fs";
import path from "node:path";

/** The version of Juxta that runs, as its package says. Every process of it has the repository as its folder. */
export function softwareVersion(): string {
  const { version } = JSON.parse(readFileSync(path.resolve("package.json"), "utf8")) as { version: string };
  return version;
}
