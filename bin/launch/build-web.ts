import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { repositoryRoot } from "./home.ts";

const INPUTS = ["app", "lib", "public", "proxy.ts", "next.config.mjs", "postcss.config.mjs", "package-lock.json", "tsconfig.json"];
const STAMP = path.join(repositoryRoot, ".next/juxta-build");

function* filesOf(entry: string): Generator<string> {
  const full = path.join(repositoryRoot, entry);
  if (!existsSync(full)) return;
  if (!statSync(full).isDirectory()) {
    yield entry;
    return;
  }
  for (const name of readdirSync(full).sort()) if (entry !== "lib" || name !== "generated") yield* filesOf(path.join(entry, name));
}

/** SHA-256 over everything that the build reads. */
function hashInputs(): string {
  const hash = createHash("sha256").update(readFileSync(path.join(repositoryRoot, "prisma/schema.prisma")));
  for (const file of INPUTS.flatMap((entry) => [...filesOf(entry)])) hash.update(file).update(readFileSync(path.join(repositoryRoot, file)));
  return hash.digest("hex");
}

/** Builds the pages for production, unless the last build was made from the same files. Throws with the build's last lines. */
export function buildWeb(onProgress: (line: string) => void): void {
  const hash = hashInputs();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === hash) {
    onProgress("The pages are built already.");
    return;
  }
  onProgress("Building the pages …");
  rmSync(STAMP, { force: true });
  const result = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    cwd: repositoryRoot,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (result.status !== 0) throw new Error(`The pages could not be built:\n${`${result.stdout}${result.stderr}`.split("\n").slice(-40).join("\n")}`);
  writeFileSync(STAMP, hash);
  onProgress("The pages are built.");
}
