import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os, { tmpdir } from "node:os";
import path from "node:path";
import { buildWeb } from "./build-web.ts";
import { repositoryRoot } from "./home.ts";
import { fail, say } from "./progress.ts";
import { verify } from "./verify.ts";

type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number; success: boolean };

/** Runs vitest, shows its output, and resolves to what it counted; null when it broke before counting. */
function runVitest(args: string[]): Promise<Report | null> {
  const folder = mkdtempSync(path.join(tmpdir(), "juxta-report-"));
  const file = path.join(folder, "report.json");
  const child = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`, ...args], { cwd: repositoryRoot, stdio: "inherit", env: { ...process.env, LOG_LEVEL: "silent" } });
  return new Promise((resolve) => {
    child.on("exit", () => {
      try {
        resolve(JSON.parse(readFileSync(file, "utf8")) as Report);
      } catch {
        resolve(null);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  });
}

/** Browser tests drive the production build. */
function build(): void {
  try {
    buildWeb(say);
  } catch (error) {
    fail(error);
  }
}

/** Browser tests go one after the other and wait more than they compute, so that all others run beside them. */
async function runAll(): Promise<(Report | null)[]> {
  const others = Math.max(1, os.availableParallelism() - 1);
  build();
  return Promise.all([runVitest(["--project", "e2e"]), runVitest(["--project", "unit", "--maxWorkers", String(others)])]);
}

async function runOnly(files: string[]): Promise<(Report | null)[]> {
  if (files.some((argument) => argument.includes("e2e"))) build();
  return [await runVitest(files)];
}

const only = process.argv.slice(2);
const isClean = only.length > 0 || verify();
const reports = await (only.length > 0 ? runOnly(only) : runAll());
const sum = (pick: (report: Report) => number) => reports.reduce((total, report) => total + (report ? pick(report) : 0), 0);
const passed = sum((report) => report.numPassedTests);
const failed = sum((report) => report.numFailedTests) + (isClean ? 0 : 1) + reports.filter((report) => !report).length;
const isSuccess = isClean && passed > 0 && reports.every((report) => report?.success);
if (!isClean) say("Types or lint failed; see the lines above.");
process.stdout.write(`\n${passed} passed, ${isSuccess ? failed : Math.max(1, failed)} failed, ${sum((report) => report.numPendingTests)} skipped\n`);
process.exit(isSuccess ? 0 : 1);
