/**
 * Makes models/trunk from the npm package nsfwjs 4.4.0, which is no dependency of the product:
 *
 *   npm pack nsfwjs@4.4.0 && tar xzf nsfwjs-4.4.0.tgz        (gives the folder `package`)
 *   node models/convert-trunk.ts package
 *
 * Writes mobilenetv2.onnx, manifest.json and parity.json, then runs the new file and compares every value of every tap
 * with the layers computed one by one. Exits with an error, leaving no manifest, if they differ.
 */
import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { ModelManifest } from "../workers/onnx/manifest.ts";
import { openModel } from "../workers/onnx/session.ts";
import { buildTrunkGraph, type TrunkPlan } from "./converter/build-trunk-graph.ts";
import { makeParityPicture, PARITY_FORMULA, type ParityFixture, summariseTap } from "./converter/parity.ts";
import { readLayersModel } from "./converter/read-layers-model.ts";
import { computeLayers, type Volume } from "./converter/reference-layers.ts";
import { encodeOnnx } from "./encode-onnx.ts";

const SOURCE = { package: "nsfwjs", version: "4.4.0", model: "mobilenet_v2" };
const SIDE = 224;
const TOLERANCE = 2e-4;
const FOLDER = join(import.meta.dirname, "trunk");
const PLAN: TrunkPlan = {
  name: "mobilenetv2-trunk",
  inputName: "picture",
  side: SIDE,
  taps: [
    { layer: "block_3_expand_relu", shape: [144, 56, 56] },
    { layer: "block_6_expand_relu", shape: [192, 28, 28] },
    { layer: "block_10_project_BN", shape: [96, 14, 14] },
  ],
  metadata: { source: `npm ${SOURCE.package} ${SOURCE.version}, ${SOURCE.model}`, licence: "MIT" },
};

function toChannelsFirst({ height, width, channels, data }: Volume): Float64Array {
  const places = height * width;
  return Float64Array.from({ length: data.length }, (_, at) => data[(at % places) * channels + Math.floor(at / places)]!);
}

function toChannelsLast(picture: Float32Array): Volume {
  const places = SIDE * SIDE;
  return { height: SIDE, width: SIDE, channels: 3, data: Float64Array.from({ length: picture.length }, (_, at) => picture[(at % 3) * places + Math.floor(at / 3)]!) };
}

function describe(file: string, bytes: Buffer): ModelManifest {
  return {
    format: "juxta-model-1",
    name: PLAN.name,
    file,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    bytes: bytes.length,
    licence: "MIT",
    source: `npm package ${SOURCE.package} ${SOURCE.version}, model ${SOURCE.model}, layers up to block_10_project_BN`,
    layout: "NCHW, RGB",
    normalisation: "8-bit sRGB values divided by 255; no mean is taken off",
    inputs: [{ name: PLAN.inputName, shape: ["batch", 3, SIDE, SIDE], meaning: "pictures stretched to 224×224" }],
    outputs: PLAN.taps.map(({ layer, shape }) => ({ name: layer, shape: ["batch", ...shape] })),
  };
}

async function checkPackage(folder: string): Promise<void> {
  const { name, version } = z.object({ name: z.string(), version: z.string() }).parse(JSON.parse(await readFile(join(folder, "package.json"), "utf8")));
  if (name !== SOURCE.package || version !== SOURCE.version) throw new Error(`${folder} holds ${name} ${version}, not ${SOURCE.package} ${SOURCE.version}.`);
}

async function writeJson(name: string, value: unknown): Promise<void> {
  await writeFile(join(FOLDER, name), `${JSON.stringify(value, null, 2)}\n`);
}

async function convertTrunk(packageFolder: string): Promise<void> {
  await checkPackage(packageFolder);
  const model = await readLayersModel(join(packageFolder, "dist", "models", SOURCE.model));
  const bytes = encodeOnnx(buildTrunkGraph(model, PLAN));
  await writeFile(join(FOLDER, "mobilenetv2.onnx"), bytes);
  await writeJson("manifest.json", describe("mobilenetv2.onnx", bytes));

  const picture = makeParityPicture(SIDE);
  const names = PLAN.taps.map(({ layer }) => layer);
  const expected = computeLayers(model, toChannelsLast(picture), names);
  const session = await openModel(FOLDER);
  const found = await session.run({ [PLAN.inputName]: { data: picture, shape: [1, 3, SIDE, SIDE] } });
  const fixture: ParityFixture = { formula: PARITY_FORMULA, side: SIDE, tolerance: TOLERANCE, taps: [] };
  for (const { layer, shape } of PLAN.taps) {
    const reference = toChannelsFirst(expected.get(layer)!);
    const values = found[layer]!.data;
    const largest = reference.reduce((worst, value, at) => Math.max(worst, Math.abs(value - values[at]!)), 0);
    process.stdout.write(`${layer} ${shape.join("×")}: largest difference ${largest.toExponential(2)} over ${values.length} values\n`);
    if (values.length !== reference.length || !(largest < TOLERANCE)) {
      await rm(join(FOLDER, "manifest.json"));
      throw new Error(`${layer} differs from the layers computed one by one.`);
    }
    fixture.taps.push(summariseTap(layer, shape, reference));
  }
  await session.release();
  await writeJson("parity.json", fixture);
}

const [packageFolder] = process.argv.slice(2);
if (!packageFolder) throw new Error("Name the folder of the unpacked package: node models/convert-trunk.ts package");
await convertTrunk(packageFolder);
