/**
 * Makes models/starter: node models/train-starter.ts [FOLDER] (about twelve minutes on one core)
 *
 * Makes edits of the demo photographs with known faults, extracts features as the product does, chooses settings on the
 * training photographs, trains the head, and measures it once on photographs that no training item used. Writes head.onnx,
 * manifest.json, parity.json, evaluation.json and MODEL_CARD.md. The same photographs and code give the same files.
 */
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { listPhotographs } from "../lib/perturbation/index.ts";
import { PLAIN_FEATURES } from "../workers/onnx/extract-features.ts";
import type { ModelManifest } from "../workers/onnx/manifest.ts";
import { openModel } from "../workers/onnx/session.ts";
import { loadStarterScorer, openFeatureModels } from "../workers/onnx/starter-scorer.ts";
import { encodeOnnx, type Graph } from "./encode-onnx.ts";
import { makeBaselines } from "./train/baselines.ts";
import { buildHeadGraph } from "./train/build-head-graph.ts";
import { chooseSettings } from "./train/choose-settings.ts";
import { collectExamples } from "./train/collect-examples.ts";
import { measureDetectorGain } from "./train/detector-gain.ts";
import { makeFormulaPictures, PARITY_CASES_FORMULA } from "./train/formula-pictures.ts";
import { evaluateStarter, type StarterEvaluation } from "./train/evaluate-starter.ts";
import type { Example } from "./train/example.ts";
import { evaluateHeldOutOperations } from "./train/held-out-operations.ts";
import { keep, readKept } from "./train/kept-features.ts";
import { type PhotographSplit, splitPhotographs } from "./train/split-photographs.ts";
import { applyHead, type Head, trainHead } from "./train/train-head.ts";
import { writeCard } from "./train/write-card.ts";

const FOLDER = join(import.meta.dirname, "starter");
const PHOTOGRAPHS = join(import.meta.dirname, "..", "prisma", "demo", "photographs");
const SEED = 20_261;
type Part = { name: string; isTraining: boolean; isHard: boolean; seed: number; maxSide: number; count: number };
/** Pictures of several sizes, as fine detail depends on them. */
const PARTS: Part[] = [
  { name: "training", isTraining: true, isHard: false, seed: SEED, maxSide: 448, count: 180 },
  { name: "training", isTraining: true, isHard: false, seed: SEED + 1, maxSide: 720, count: 30 },
  { name: "training", isTraining: true, isHard: false, seed: SEED + 2, maxSide: 1024, count: 20 },
  { name: "training, matched", isTraining: true, isHard: true, seed: SEED + 50, maxSide: 448, count: 150 },
  { name: "training, matched", isTraining: true, isHard: true, seed: SEED + 51, maxSide: 720, count: 20 },
  { name: "test", isTraining: false, isHard: false, seed: SEED + 100, maxSide: 448, count: 45 },
  { name: "test", isTraining: false, isHard: false, seed: SEED + 101, maxSide: 1024, count: 30 },
  { name: "test, matched", isTraining: false, isHard: true, seed: SEED + 150, maxSide: 448, count: 80 },
  { name: "test, matched", isTraining: false, isHard: true, seed: SEED + 151, maxSide: 720, count: 12 },
];
/** Heads that are trained only to leave one kind of fault out. */
const HELD_OUT_MEMBERS = 1;
const PARITY_TOLERANCE = 1e-3;

async function collect(split: PhotographSplit, folder: string | null): Promise<{ training: Example[]; test: Example[] }> {
  const models = await openFeatureModels(import.meta.dirname);
  const found: { training: Example[]; test: Example[] } = { training: [], test: [] };
  for (const { name, isTraining, isHard, seed, maxSide, count } of PARTS) {
    const report = (made: number) => (made % 10 === 0 ? process.stdout.write(`${name}, ${maxSide} pixels: ${made} of ${count} items\n`) : undefined);
    const photographs = isTraining ? split.training : split.test;
    const kept = folder ? await readKept(folder, `part-${seed}`) : null;
    const examples = kept ?? (await collectExamples(models, { photographsDir: PHOTOGRAPHS, photographs, seed, count, maxSide, isHard }, report));
    if (folder && !kept) await keep(folder, `part-${seed}`, examples);
    found[isTraining ? "training" : "test"].push(...examples);
  }
  await models.trunk.release();
  await models.detector.release();
  return found;
}

function describe(graph: Graph, bytes: Buffer): ModelManifest & { plainFeatures: readonly string[] } {
  return {
    format: "juxta-model-1",
    name: graph.name,
    file: "head.onnx",
    sha256: createHash("sha256").update(bytes).digest("hex"),
    bytes: bytes.length,
    licence: "Apache-2.0",
    source: "models/train-starter.ts; edits made by lib/perturbation from the photographs in prisma/demo/photographs",
    layout: "batch × features",
    normalisation: "inside the model: features are standardised, trunk features projected to principal components, both held within 4 deviations",
    inputs: graph.inputs.map((port) => ({ ...port, meaning: port.name === "plain" ? "measures in the order of plainFeatures" : "trunk features pooled over the changed region" })),
    outputs: graph.outputs.map((port) => ({ ...port, meaning: "prompt_following, consistency, visual_quality, overall; 0 to 10" })),
    plainFeatures: PLAIN_FEATURES,
  };
}

/** What is measured must be what is shipped: the written file has to give the trainer's own numbers. */
async function checkParity(head: Head, examples: readonly Example[]): Promise<void> {
  const session = await openModel(FOLDER);
  for (const example of examples) {
    const outputs = await session.run({ plain: { data: example.plain, shape: [1, example.plain.length] }, pooled: { data: example.pooled, shape: [1, example.pooled.length] } });
    const expected = applyHead(head, example);
    const worst = Math.max(...expected.map((value, at) => Math.abs(value - outputs.scores!.data[at]!)));
    if (!(worst < PARITY_TOLERANCE)) throw new Error(`head.onnx differs from the trained head by ${worst}.`);
  }
  await session.release();
}

/** Scores of pictures made by a formula, for the test suite to find again. */
async function pinScores(): Promise<unknown> {
  const scorer = await loadStarterScorer(import.meta.dirname);
  const { candidates, ...item } = await makeFormulaPictures();
  const scores = await scorer.score(candidates.map((candidate) => ({ ...item, candidate })));
  await scorer.dispose();
  return { formula: PARITY_CASES_FORMULA, instruction: item.instruction, taskType: item.taskType, tolerance: PARITY_TOLERANCE, scores };
}

/** One hash over the photographs, masks and catalogue, to say what a head was trained on. */
async function hashPhotographs(): Promise<string> {
  const hash = createHash("sha256");
  const names = (await readdir(PHOTOGRAPHS, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  for (const name of names) if (/\.(jpe?g|png|webp|json)$/.test(name)) hash.update(await readFile(name));
  return hash.digest("hex");
}

async function writeJson(name: string, value: unknown): Promise<void> {
  await writeFile(join(FOLDER, name), `${JSON.stringify(value, null, 2)}\n`);
}

async function trainStarter(folder: string | null): Promise<void> {
  sharp.concurrency(1);
  const split = splitPhotographs(await listPhotographs(PHOTOGRAPHS));
  const { training, test } = await collect(split, folder);
  const { settings, trials } = chooseSettings(training, SEED);
  const head = trainHead(training, settings, SEED);
  const graph = buildHeadGraph(head, { name: "juxta starter scorer" });
  const bytes = encodeOnnx(graph);
  await writeFile(join(FOLDER, "head.onnx"), bytes);
  const manifest = describe(graph, bytes);
  await writeJson("manifest.json", manifest);
  await checkParity(head, test.slice(0, 20));
  await writeJson("parity.json", await pinScores());
  const baselines = makeBaselines(training, settings, SEED);
  const heldOutOperations = evaluateHeldOutOperations(training, test, { ...settings, members: HELD_OUT_MEMBERS }, SEED);
  const detectorGain = measureDetectorGain(training, settings, SEED);
  const measured = evaluateStarter(training, test, head, baselines);
  const evaluation: StarterEvaluation = { ...measured, heldOutOperations, detectorGain, settings, trials, split, photographsSha256: await hashPhotographs(), headSha256: manifest.sha256 };
  await writeJson("evaluation.json", evaluation);
  await writeFile(join(FOLDER, "MODEL_CARD.md"), writeCard(evaluation, manifest));
  process.stdout.write(`head.onnx ${bytes.length} bytes, test accuracy overall ${evaluation.accuracy.starter!.overall.accuracy.toFixed(3)}, matched ${evaluation.matched.accuracy.starter!.accuracy.toFixed(3)}\n`);
}

await trainStarter(process.argv[2] ?? null);
