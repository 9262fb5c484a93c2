import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeImportFolder } from "../factories/import-folder.ts";
import { writeOnnxScorer } from "../factories/onnx-scorer.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { runJson, runJuxta } from "./run-juxta.ts";

let database: TestDatabase;
let folder: string;
let items: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), "juxta-onnx-"));
  items = await writeImportFolder({ count: 2 });
  writeOnnxScorer(path.join(folder, "model"));
  writeFileSync(path.join(folder, "bright.json"), '{ "kind": "onnx", "manifest": "model/scorer.json" }');
});
afterAll(async () => {
  await database?.drop();
  for (const made of [folder, items]) rmSync(made, { recursive: true, force: true });
});

test("a file of edits is scored by an ONNX model without a database", async () => {
  const args = ["score", "--items", path.join(items, "items.jsonl"), "--scorer", "bright.json", "--out", "scores.jsonl"];
  expect(await runJuxta(args, { cwd: folder, env: { DATABASE_URL: undefined } })).toMatchObject({ code: 0 });
  const lines = readFileSync(path.join(folder, "scores.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line) as Record<string, number | null>);
  expect(lines).toHaveLength(6);
  for (const { prompt_following: red, consistency: green, perceptual_quality: blue, overall, error } of lines) {
    expect(error).toBeNull();
    expect(overall).toBeCloseTo((red! + green! + blue!) / 3, 5);
  }
});

test("an ONNX scorer is added and scores a project; a manifest that does not fit is refused with its field", async () => {
  expect((await runJson(["import", items, "--project", "trial"])).code).toBe(0);
  expect(await runJson(["scorer", "add", "bright.json", "--name", "bright"], { cwd: folder })).toMatchObject({ code: 0, json: { passes: 1 } });
  expect(await runJson(["scorer", "run", "trial", "bright"])).toMatchObject({ code: 0, json: { state: "DONE", plannedCount: 6, doneCount: 6, failedCount: 0 } });

  writeOnnxScorer(path.join(folder, "model"), { side: 4 }, (manifest) => ({ ...manifest, outputs: [{ ...(manifest.outputs as object[])[0], name: "score" }] }));
  const refused = await runJuxta(["scorer", "add", "bright.json", "--name", "bright"], { cwd: folder });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("outputs.0: the model has none of this name; it has scores");
  expect(refused.stderr).toContain("(model_ports_mismatch)");
});
