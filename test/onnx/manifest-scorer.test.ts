import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EditToScore, PassResult, Scorer } from "#lib/reward/scorer.ts";
import { parseScorerDefinition } from "#lib/reward/scorer-definition.ts";
import { openManifestScorer } from "../../workers/onnx/manifest-scorer.ts";
import { readScorerManifest } from "../../workers/onnx/scorer-manifest.ts";
import { openScorer } from "../../workers/open-scorer.ts";
import { makePlainPicture, makeUndecodablePicture } from "../factories/pictures.ts";
import { writeOnnxScorer } from "../factories/onnx-scorer.ts";

let folder: string;
let scorer: Scorer | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "juxta-scorer-"));
});
afterEach(async () => {
  await scorer?.dispose();
  scorer = undefined;
  rmSync(folder, { recursive: true });
});

type Change = Parameters<typeof writeOnnxScorer>[2];
type Port = Record<string, unknown>;

const changeInput = (at: number, change: Port): Change => (manifest) => ({ ...manifest, inputs: (manifest.inputs as Port[]).map((input, index) => (index === at ? { ...input, ...change } : input)) });
const changeOutput = (change: Port): Change => (manifest) => ({ ...manifest, outputs: [{ ...(manifest.outputs as Port[])[0], ...change }] });

async function makeEdit(colour: string, more: Partial<EditToScore> = {}): Promise<EditToScore> {
  return { itemId: "item", candidateId: "candidate", source: await makePlainPicture({ colour: "#000" }), edit: await makePlainPicture({ colour }), instruction: "Make it red", taskType: null, ...more };
}

const valuesOf = (results: PassResult[][]) => results.map(([first]) => (first?.ok ? first.values : first?.error.code));

describe("scoring by a manifest", () => {
  it.each([
    ["floats, channels first", { kind: "float" }],
    ["bytes, channels last", { kind: "bytes" }],
  ] as const)("feeds %s as the manifest says", async (_name, look) => {
    scorer = await openManifestScorer(writeOnnxScorer(folder, look));
    expect(scorer).toMatchObject({ name: "means", kind: "onnx", passes: 1, scale: { min: 0, max: 10 }, dimensions: ["prompt_following", "consistency", "visual_quality", "overall"] });
    const [values] = valuesOf(await scorer.score([await makeEdit("#ff8000")])) as Record<string, number>[];
    expect(values!.prompt_following).toBeCloseTo(10, 5);
    expect(values!.consistency).toBeCloseTo((10 * 128) / 255, 5);
    expect(values!.visual_quality).toBeCloseTo(0, 5);
    expect(values!.overall).toBeCloseTo((10 + (10 * 128) / 255) / 3, 5);
  });

  it("normalises by channel in the order of the channels", async () => {
    const file = writeOnnxScorer(folder, {}, (manifest) => changeInput(1, { channels: "BGR", mean: [0.25, 0.5, 0.5], std: [0.5, 1, 0.25] })!(changeOutput({ range: { min: -2, max: 2 } })!(manifest)));
    scorer = await openManifestScorer(file);
    const [[pass]] = (await scorer.score([await makeEdit("#ff8000")])) as [[PassResult]];
    const raw = pass.ok ? pass.extra : {};
    expect(raw.raw_prompt_following).toBeCloseTo((0 - 0.25) / 0.5, 5);
    expect(raw.raw_consistency).toBeCloseTo(128 / 255 - 0.5, 5);
    expect(raw.raw_visual_quality).toBeCloseTo((1 - 0.5) / 0.25, 5);
    expect(pass.ok && pass.values.visual_quality).toBeCloseTo(10, 5);
  });

  it("stretches, pads or cuts, turns upright, and lays transparency over the background", async () => {
    const halves = await sharp({ create: { width: 80, height: 20, channels: 3, background: "#000" } }).composite([{ input: await makePlainPicture({ width: 40, height: 20, colour: "#fff" }), left: 20, top: 0 }]).png().toBuffer();
    const scoreWith = async (change: Port, edit: Buffer) => {
      const opened = await openManifestScorer(writeOnnxScorer(folder, { side: 8 }, changeInput(1, change)));
      const [values] = valuesOf(await opened.score([await makeEdit("#000", { edit })])) as Record<string, number>[];
      await opened.dispose();
      return values!.overall;
    };
    expect(await scoreWith({ resize: "stretch" }, halves)).toBeCloseTo(5, 0);
    expect(await scoreWith({ resize: "cover" }, halves)).toBeCloseTo(10, 0);
    expect(await scoreWith({ resize: "contain", background: "#000000" }, halves)).toBeCloseTo(1.25, 0);
    const clear = await sharp({ create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toBuffer();
    expect(await scoreWith({ background: "#ffffff" }, clear)).toBeCloseTo(10, 5);
    const turned = await sharp(halves).jpeg({ quality: 100 }).withMetadata({ orientation: 6 }).toBuffer();
    expect(await scoreWith({ resize: "cover" }, turned)).toBeCloseTo(10, 0);
  });

  it("tells the model the task type", async () => {
    scorer = await openManifestScorer(writeOnnxScorer(folder, { withTask: true }));
    const edits = await Promise.all([null, "subject_add", "color_alter", "never heard"].map((taskType) => makeEdit("#000", { taskType })));
    expect(valuesOf(await scorer.score(edits))).toMatchObject([{ overall: 0 }, { overall: 10 }, { overall: 0 }, { overall: 0 }]);
    await scorer.dispose();
    scorer = await openManifestScorer(writeOnnxScorer(folder, { withTask: true }, changeInput(2, { unknown: "fail" })));
    expect(valuesOf(await scorer.score(edits))).toMatchObject(["task_type_unknown", { overall: 10 }, { overall: 0 }, "task_type_unknown"]);
  });

  it.each([undefined, 1, 3])("keeps the order over batches, and a broken picture to itself (rows %s)", async (rows) => {
    scorer = await openManifestScorer(writeOnnxScorer(folder, { rows }), { batch: 3 });
    const greys = Array.from({ length: 11 }, (_, at) => (at * 20).toString(16).padStart(2, "0"));
    const edits = await Promise.all(greys.map((grey) => makeEdit(`#${grey}${grey}${grey}`)));
    edits[4] = await makeEdit("#000", { edit: await makeUndecodablePicture() });
    edits[9] = await makeEdit("#000", { source: Buffer.from("no picture") });
    const results = await scorer.score(edits, { passes: [0, 2] });
    expect(results.map((passes) => passes.map(({ pass }) => pass))).toEqual(edits.map(() => [0, 2]));
    for (const [at, value] of valuesOf(results).entries()) {
      if (at === 4 || at === 9) expect(value).toBe("picture_broken");
      else expect((value as { overall: number }).overall).toBeCloseTo((10 * at * 20) / 255, 5);
    }
  });

  it("fails what lies outside of the range, unless it is to be clamped", async () => {
    const narrow = { range: { min: 0.2, max: 0.4 } };
    const edits = [await makeEdit("#4d4d4d"), await makeEdit("#fff")];
    scorer = await openManifestScorer(writeOnnxScorer(folder, {}, changeOutput(narrow)));
    expect(valuesOf(await scorer.score(edits))).toMatchObject([{ overall: expect.closeTo(5.1, 1) }, "score_out_of_range"]);
    await scorer.dispose();
    scorer = await openManifestScorer(writeOnnxScorer(folder, {}, changeOutput({ ...narrow, outside: "clamp" })));
    expect(valuesOf(await scorer.score(edits))).toMatchObject([{}, { overall: 10 }]);
    await scorer.dispose();
    scorer = await openManifestScorer(writeOnnxScorer(folder, {}, changeOutput({ range: { min: 1, max: 0 }, activation: "none" })));
    expect(valuesOf(await scorer.score([await makeEdit("#fff")]))).toMatchObject([{ overall: 0 }]);
  });

  it("has a version that changes with the numbers and with nothing else", async () => {
    const versionOf = async (change?: Change, look = {}) => {
      const opened = await openScorer(parseScorerDefinition({ kind: "onnx", manifest: path.basename(writeOnnxScorer(folder, look, change)), threads: 2 }), { modelsFolder: folder, baseFolder: folder });
      await opened.dispose();
      return opened.version;
    };
    const version = await versionOf();
    expect(version).toMatch(/^[0-9a-f]{64}$/);
    expect(await versionOf((manifest) => ({ ...manifest, name: "other", description: "words", batch: 2, threads: 2 }))).toBe(version);
    expect(await versionOf(changeOutput({ range: { min: 0, max: 2 } }))).not.toBe(version);
    expect(await versionOf(changeInput(0, { resize: "cover" }))).not.toBe(version);
    expect(await versionOf(undefined, { layers: 1 })).not.toBe(version);
  });
});

describe("opening a manifest", () => {
  const refusals: [string, Change, string, string][] = [
    ["another format", (manifest) => ({ ...manifest, format: "juxta-model-1" }), "scorer_manifest_invalid", "format"],
    ["no licence", ({ licence: _licence, ...manifest }) => manifest, "scorer_manifest_invalid", "licence"],
    ["a field that is not known", (manifest) => ({ ...manifest, treads: 4 }), "scorer_manifest_invalid", "manifest"],
    ["a file elsewhere", (manifest) => ({ ...manifest, file: "../model.onnx" }), "scorer_manifest_invalid", "file"],
    ["a normalisation of bytes", changeInput(0, { type: "uint8", mean: [0.5] }), "scorer_manifest_invalid", "inputs.0"],
    ["two means for three channels", changeInput(1, { mean: [0.5, 0.5] }), "scorer_manifest_invalid", "inputs.1.mean"],
    ["no size", changeInput(1, { width: undefined }), "scorer_manifest_invalid", "inputs.1.width"],
    ["a dimension twice", changeOutput({ dimensions: [null, null, null, "overall", "overall", null] }), "scorer_manifest_invalid", "outputs"],
    ["overall from nowhere", ({ overall: _overall, ...manifest }) => manifest, "scorer_manifest_invalid", "overall"],
    ["an empty range", changeOutput({ range: { min: 1, max: 1 } }), "scorer_manifest_invalid", "outputs.0.range"],
    ["another checksum", (manifest) => ({ ...manifest, sha256: "0".repeat(64) }), "model_checksum_mismatch", "sha256"],
    ["a file that is not there", (manifest) => ({ ...manifest, file: "other.onnx" }), "model_missing", "file"],
    ["another size", changeInput(1, { width: 5 }), "model_ports_mismatch", "inputs.1"],
    ["another layout", changeInput(0, { layout: "NHWC" }), "model_ports_mismatch", "inputs.0"],
    ["another type", changeInput(0, { type: "uint8" }), "model_ports_mismatch", "inputs.0"],
    ["another input", changeInput(0, { name: "before" }), "model_ports_mismatch", "inputs.0"],
    ["an input too few", (manifest) => ({ ...manifest, inputs: (manifest.inputs as Port[]).slice(0, 1) }), "model_ports_mismatch", "inputs"],
    ["another output", changeOutput({ name: "score" }), "model_ports_mismatch", "outputs.0"],
    ["columns too few", changeOutput({ dimensions: ["prompt_following", "consistency"] }), "model_ports_mismatch", "outputs.0"],
  ];

  it.each(refusals)("refuses %s, and says in which field", async (_name, change, code, field) => {
    const file = writeOnnxScorer(folder, {}, change);
    await expect(openManifestScorer(file)).rejects.toMatchObject({ code, status: 422, details: { [field]: expect.any(String) } });
  });

  it("refuses a manifest that is not there, that is not JSON, and a model that is none", async () => {
    await expect(openManifestScorer(path.join(folder, "scorer.json"))).rejects.toMatchObject({ code: "scorer_manifest_missing" });
    const file = writeOnnxScorer(folder);
    const { sha256: _sha256, ...manifest } = JSON.parse(readFileSync(file, "utf8")) as Port;
    writeFileSync(file, "{");
    await expect(openManifestScorer(file)).rejects.toMatchObject({ code: "scorer_manifest_invalid", details: { manifest: "not JSON" } });
    writeFileSync(path.join(folder, "model.onnx"), "");
    writeFileSync(file, JSON.stringify({ ...manifest, sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" }));
    await expect(openManifestScorer(file)).rejects.toMatchObject({ code: "model_unreadable", details: { file: expect.any(String) } });
  });

  it("takes the manifest of the documentation", async () => {
    const text = readFileSync(path.resolve(import.meta.dirname, "../../docs/onnx-scorers.md"), "utf8");
    const example = [...text.matchAll(/^```json\n(.+?)^```/gms)].map(([, json = ""]) => json).find((json) => json.includes("juxta-scorer-1"));
    const file = path.join(folder, "scorer.json");
    writeFileSync(file, example ?? "");
    expect(await readScorerManifest(file)).toMatchObject({ name: "faithful", overall: "geometric_mean", inputs: [{ background: "#808080" }, {}, {}] });
  });

  it("says a refusal in one sentence with the field", async () => {
    await expect(openManifestScorer(writeOnnxScorer(folder, {}, changeInput(1, { width: 5 })))).rejects.toThrow("model.onnx is not what its manifest says: inputs.1: the model has float32 batch×3×4×4, the manifest says float32 batch×3×4×5.");
  });
});
