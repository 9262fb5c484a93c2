import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Project } from "#lib/generated/prisma/client.ts";
import { createImport, getImport } from "#lib/import/index.ts";
import { makePlainPicture, readPhotograph } from "../factories/pictures.ts";
import { importSource, makeLine, writeSource } from "../factories/import-source.ts";
import { makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SMALL = 40;
const LINES = SMALL + 420;

let database: TestDatabase;
let project: Project;
let source: string;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

/** Small pictures for the first batch of lines; in the second a photograph that does not fit. */
beforeEach(async () => {
  project = await makeProject();
  const pictures = { "source.png": await makePlainPicture(), "a.png": await makePlainPicture({ colour: "#123456" }), "b.png": await makePlainPicture({ colour: "#654321" }) };
  const lines = Array.from({ length: LINES }, (_, index) => makeLine(`item-${index}`, index === LINES - 1 ? { source: "photograph.png" } : {}));
  source = writeSource(lines, { ...pictures, "photograph.png": await readPhotograph("brandenburg-gate", 1_200) });
});

/** Runs an import in a shell with its limits; `before` is what the shell does first. */
function runLimited(importId: string, before: string, wrapper: string[] = []): Promise<{ state?: string; code?: string }> {
  const script = `${before} exec "$0" --disable-warning=ExperimentalWarning test/import/import-child.ts ${importId}`;
  const [program = "sh", ...args] = [...wrapper, "sh", "-c", script, process.execPath];
  const child = spawn(program, args, { cwd: ROOT, env: { ...process.env, LOG_LEVEL: "silent" }, stdio: ["ignore", "pipe", "inherit"] });
  let stdout = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  return new Promise((resolve) => child.once("close", () => resolve(JSON.parse(stdout || "{}") as { state?: string; code?: string })));
}

/** Every file of the storage is whole: its name is the hash of its bytes. */
async function readStored(): Promise<{ count: number; broken: string[] }> {
  const folder = path.join(database.home, "storage/originals");
  if (!existsSync(folder)) return { count: 0, broken: [] };
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const broken = files.filter((entry) => createHash("sha256").update(readFileSync(path.join(entry.parentPath, entry.name))).digest("hex") !== entry.name);
  return { count: files.length, broken: broken.map((entry) => entry.name) };
}

test("an import that runs out of space stops cleanly between two batches, and goes on where it stopped", async () => {
  const row = await createImport("operator", { projectId: project.id, sourcePath: source, queued: false });
  // No file may grow over 200 KB: what a full disk and a quota do to a write, for one process alone and without root.
  expect(await runLimited(row.id, "ulimit -f 200;")).toEqual({ code: "storage_full" });
  const stopped = await getImport("operator", row.id);
  expect(stopped).toMatchObject({ state: "FAILED", errorCode: "storage_full", problemCount: 0 });
  expect(stopped.lineCount).toBeGreaterThan(0);
  expect(stopped.lineCount).toBeLessThan(LINES);
  expect(await database.db.item.count({ where: { projectId: project.id } })).toBe(stopped.lineCount);
  expect(await readStored()).toEqual({ count: 3, broken: [] });
  // With space again: the same import, or the same file, adds what is missing and nothing twice.
  const again = await importSource(project.id, source);
  expect(again).toMatchObject({ state: "DONE", lineCount: LINES, newItemCount: LINES - stopped.lineCount, unchangedItemCount: stopped.lineCount, problemCount: 0 });
  expect(await database.db.item.count({ where: { projectId: project.id } })).toBe(LINES);
  expect(await database.db.candidate.count({ where: { projectId: project.id } })).toBe(2 * LINES);
  expect(await readStored()).toEqual({ count: 4, broken: [] });
});

const canMount = spawnSync("unshare", ["--user", "--map-root-user", "--mount", "true"]).status === 0;

test.runIf(canMount)("the same on a file system that is full", async () => {
  const row = await createImport("operator", { projectId: project.id, sourcePath: source, queued: false });
  const home = mkdtempSync(path.join(database.home, "small-"));
  // A file system of 256 KB that this process alone sees.
  const mount = `mount -t tmpfs -o size=256k none ${home} && export JUXTA_HOME=${home} &&`;
  expect(await runLimited(row.id, mount, ["unshare", "--user", "--map-root-user", "--mount"])).toEqual({ code: "storage_full" });
  const stopped = await getImport("operator", row.id);
  expect(stopped).toMatchObject({ state: "FAILED", errorCode: "storage_full" });
  expect(await database.db.item.count({ where: { projectId: project.id } })).toBe(stopped.lineCount);
  rmSync(home, { recursive: true });
  expect(await importSource(project.id, source)).toMatchObject({ state: "DONE", lineCount: LINES, newItemCount: LINES - stopped.lineCount });
});
