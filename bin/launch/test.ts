import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildWeb } from "./build-web.ts";
import { repositoryRoot } from "./home.ts";
import { fail, say } from "./progress.ts";
import { verify } from "./verify.ts";

type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number; success: boolean };

/** Runs vitest, shows its output, and returns what it counted; null when it broke before counting. */
function runVitest(args: string[]): Report | null {
  const folder = mkdtempSync(path.join(tmpdir(), "juxta-report-"));
  const file = path.join(folder, "report.json");
  spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`, ...args], { cwd: repositoryRoot, stdio: "inherit", env: { ...process.env, LOG_LEVEL: "silent" } });
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const only = process.argv.slice(2);
const isClean = only.length > 0 || verify();
try {
  // Browser tests drive the production build.
  if (only.length === 0 || only.some((argument) => argument.includes("e2e"))) buildWeb(say);
} catch (error) {
  fail(error);
}
const report = runVitest(only);
const passed = report?.numPassedTests ?? 0;
const failed = (report?.numFailedTests ?? 0) + (isClean ? 0 : 1) + (report ? 0 : 1);
const isSuccess = isClean && report !== null && report.success && passed > 0;
if (!isClean) say("Types or lint failed; see the lines above.");
process.stdout.write(`\n${passed} passed, ${isSuccess ? failed : Math.max(1, failed)} failed, ${report?.numPendingTests ?? 0} skipped\n`);
process.exit(isSuccess ? 0 : 1);
