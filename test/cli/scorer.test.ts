import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeImportFolder } from "../factories/import-folder.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { runJson, runJuxta } from "./run-juxta.ts";

type Run = { id: string; state: string; plannedCount: number; cachedCount: number; doneCount: number; failedCount: number; failures?: unknown[] };

let database: TestDatabase;
let folder: string;
let items: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), "juxta-scorers-"));
  items = await writeImportFolder({ count: 2 });
  writeFileSync(path.join(folder, "starter.json"), '{ "kind": "starter" }');
  writeFileSync(path.join(folder, "odd.json"), '{ "kind": "vlm", "baseUrl": "nowhere", "model": "m" }');
});
afterAll(async () => {
  await database?.drop();
  for (const made of [folder, items]) rmSync(made, { recursive: true, force: true });
});

test("a scorer is added, planned, run, shown and listed from the command line, without a worker running", async () => {
  const imported = await runJson(["import", items, "--project", "trial"]);
  expect(imported.code).toBe(0);
  const added = await runJson<{ scorerVersionId: string; hash: string; passes: number }>(["scorer", "add", "starter.json"], { cwd: folder });
  expect(added).toMatchObject({ code: 0, json: { passes: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  await database.db.score.deleteMany();
  await database.db.item.updateMany({ data: { preparedAt: new Date() } });
  expect((await runJson(["scorer", "run", "trial", "starter", "--plan"])).json).toMatchObject({ candidateCount: 6, openCount: 6, callCount: 0 });
  const run = await runJson<Run>(["scorer", "run", "trial", `starter@${added.json.hash.slice(0, 8)}`]);
  expect(run).toMatchObject({ code: 0, json: { state: "DONE", plannedCount: 6, failedCount: 0, failures: [] } });
  expect(run.json.cachedCount + run.json.doneCount).toBe(6);
  expect((await runJson(["scorer", "show", "trial", run.json.id])).json).toMatchObject({ id: run.json.id, state: "DONE" });
  expect((await runJson(["scorer", "show", "trial", "starter"])).json).toMatchObject({ name: "starter", scoredCount: 6, runs: [{ id: run.json.id }] });
  expect((await runJuxta(["scorer", "show", "trial", "starter"])).stdout).toContain('"kind": "starter"');
  expect((await runJson(["scorer", "list", "--project", "trial", "--kind", "starter"])).json).toMatchObject([{ name: "starter", candidateCount: 6, scoredCount: 6, run: { state: "DONE" } }]);
  expect((await runJson(["scorer", "list", "--text", "nothing like it"])).json).toEqual([]);
}, 120_000);

test("a run is queued, paused, resumed and cancelled; what is refused says why", async () => {
  const { json: run } = await runJson<Run>(["scorer", "run", "trial", "starter", "--no-wait", "--first-items", "1"]);
  expect(run).toMatchObject({ state: "QUEUED", plannedCount: 3, cachedCount: 3 });
  expect((await runJson(["scorer", "pause", run.id])).json).toMatchObject({ state: "PAUSED" });
  expect(await runJson(["scorer", "run", "trial", "starter"])).toMatchObject({ code: 1, json: { error: { code: "scoring_run_open" } } });
  expect((await runJson(["scorer", "resume", run.id])).json).toMatchObject({ state: "DONE", doneCount: 0 });
  expect(await runJson(["scorer", "cancel", run.id])).toMatchObject({ code: 1, json: { error: { code: "scoring_run_over" } } });
  expect(await runJson(["scorer", "add", "odd.json"], { cwd: folder })).toMatchObject({ code: 1, json: { error: { code: "invalid_input", details: { baseUrl: expect.anything() } } } });
  expect(await runJson(["scorer", "add", "gone.json"], { cwd: folder })).toMatchObject({ code: 1, json: { error: { code: "invalid_input" } } });
  expect(await runJson(["scorer", "run", "trial", "nobody"])).toMatchObject({ code: 1, json: { error: { code: "not_found" } } });
  expect(await runJson(["scorer", "run", "trial", "starter", "--passes", "many"])).toMatchObject({ code: 1, json: { error: { code: "invalid_input", details: { passes: expect.anything() } } } });
}, 120_000);
