import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { modelManifest } from "../../workers/onnx/manifest.ts";
import { openModel } from "../../workers/onnx/session.ts";
import { loadStarterScorer } from "../../workers/onnx/starter-scorer.ts";

const TRUNK = join(import.meta.dirname, "..", "..", "models", "trunk");

describe("opening a model", () => {
  let folder: string;

  async function writeManifest(changes: Record<string, unknown>): Promise<void> {
    const manifest = modelManifest.parse(JSON.parse(await readFile(join(TRUNK, "manifest.json"), "utf8")));
    await writeFile(join(folder, "manifest.json"), JSON.stringify({ ...manifest, ...changes }));
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "juxta-model-"));
    await copyFile(join(TRUNK, "mobilenetv2.onnx"), join(folder, "mobilenetv2.onnx"));
    await writeManifest({});
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("accepts a file that is what its manifest says", async () => {
    const session = await openModel(folder);
    expect(session.manifest.outputs.map(({ name }) => name)).toContain("block_10_project_BN");
    await session.release();
  });

  it("says which file is missing", async () => {
    await rm(join(folder, "mobilenetv2.onnx"));
    await expect(openModel(folder)).rejects.toMatchObject({ code: "model_missing", message: expect.stringContaining("mobilenetv2.onnx") });
    await expect(openModel(join(folder, "nowhere"))).rejects.toMatchObject({ code: "model_missing", message: expect.stringContaining("manifest.json") });
  });

  it("refuses a manifest that does not describe a model", async () => {
    await writeFile(join(folder, "manifest.json"), "{}");
    await expect(openModel(folder)).rejects.toMatchObject({ code: "model_manifest_invalid" });
    await writeManifest({ file: "../mobilenetv2.onnx" });
    await expect(openModel(folder)).rejects.toMatchObject({ code: "model_manifest_invalid" });
  });

  it("refuses a file whose bytes have changed", async () => {
    const bytes = await readFile(join(folder, "mobilenetv2.onnx"));
    bytes[bytes.length - 40]! ^= 1;
    await writeFile(join(folder, "mobilenetv2.onnx"), bytes);
    await expect(openModel(folder)).rejects.toMatchObject({ code: "model_checksum_mismatch", status: 500 });
  });

  it.each([
    ["another input name", { inputs: [{ name: "image", shape: ["batch", 3, 224, 224] }] }],
    ["another input size", { inputs: [{ name: "picture", shape: ["batch", 3, 256, 256] }] }],
    ["a fixed batch", { inputs: [{ name: "picture", shape: [1, 3, 224, 224] }] }],
    ["a missing output", { outputs: [{ name: "block_3_expand_relu", shape: ["batch", 144, 56, 56] }] }],
  ])("refuses a model that has %s than its manifest", async (_what, changes) => {
    await writeManifest(changes);
    await expect(openModel(folder)).rejects.toMatchObject({ code: "model_ports_mismatch" });
  });

  it("refuses a file that is no model, even with the right checksum", async () => {
    const { createHash } = await import("node:crypto");
    await writeFile(join(folder, "mobilenetv2.onnx"), "not a model");
    await writeManifest({ sha256: createHash("sha256").update("not a model").digest("hex") });
    await expect(openModel(folder)).rejects.toMatchObject({ code: "model_unreadable" });
  });

  it("passes these errors through the scorer", async () => {
    await expect(loadStarterScorer(folder)).rejects.toMatchObject({ code: "model_missing" });
  });
});
