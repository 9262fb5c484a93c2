import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import sharp from "sharp";
import type { EditToScore, Scorer } from "#lib/reward/scorer.ts";
import { parseScorerDefinition } from "#lib/reward/scorer-definition.ts";
import type { Figure } from "../../bin/bench.ts";
import { openScorer } from "../../workers/open-scorer.ts";
import { writeOnnxScorer } from "../factories/onnx-scorer.ts";

const PHOTOGRAPHS = path.resolve(import.meta.dirname, "../../prisma/demo/photographs");
const SIDE = 128;
const LAYERS = 8;
const EDITS = Number(process.env.JUXTA_BENCH_EDITS ?? 128);
/** Both ways take turns, so that a busy machine is busy for both. */
const ROUNDS = 5;
const TARGET = 0.8;

/** Photographs of 512 pixels as JPEG, each pair another one: nothing can be kept from one edit to the next. */
async function makeEdits(): Promise<EditToScore[]> {
  const files = readdirSync(PHOTOGRAPHS).filter((name) => name.endsWith(".jpg")).sort();
  return Promise.all(
    Array.from({ length: EDITS }, async (_, at) => {
      const photograph = sharp(path.join(PHOTOGRAPHS, files[at % files.length]!)).resize(512, 512, { fit: "cover" });
      const source = await photograph.clone().modulate({ brightness: 1 - at / (4 * EDITS) }).jpeg().toBuffer();
      const edit = await photograph.clone().modulate({ hue: 1 + at }).jpeg().toBuffer();
      return { itemId: String(at), candidateId: String(at), source, edit, instruction: "Change the hue", taskType: null };
    }),
  );
}

async function decode(bytes: Buffer): Promise<Tensor> {
  const pixels = await sharp(bytes).resize(SIDE, SIDE, { fit: "fill" }).removeAlpha().raw().toBuffer();
  const data = new Float32Array(pixels.length);
  const places = SIDE * SIDE;
  for (let at = 0; at < places; at += 1) for (let channel = 0; channel < 3; channel += 1) data[channel * places + at] = pixels[at * 3 + channel]! / 255;
  return new Tensor("float32", data, [1, 3, SIDE, SIDE]);
}

/** What nobody can do without: decode both pictures, run the model, edit by edit. */
async function scoreBare(session: InferenceSession, edits: EditToScore[]): Promise<number[]> {
  const greens: number[] = [];
  for (const { source, edit } of edits) {
    const { scores } = await session.run({ source: await decode(source), edit: await decode(edit) });
    greens.push(10 * Number(scores!.data[4]));
  }
  return greens;
}

async function scoreWhole(scorer: Scorer, edits: EditToScore[]): Promise<number[]> {
  const results = await scorer.score(edits);
  return results.map(([pass]) => (pass?.ok ? (pass.values.consistency ?? Number.NaN) : Number.NaN));
}

async function measure<Result>(work: () => Promise<Result>): Promise<{ result: Result; seconds: number }> {
  const started = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - started) / 1_000 };
}

/** Throughput of the worker's path through an ONNX scorer, beside a bare loop of decoding and running in the same process. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "juxta-bench-"));
  const manifest = writeOnnxScorer(folder, { side: SIDE, layers: LAYERS });
  const scorer = await openScorer(parseScorerDefinition({ kind: "onnx", manifest }), { modelsFolder: folder, baseFolder: folder });
  const session = await InferenceSession.create(path.join(folder, "model.onnx"), { executionProviders: ["cpu"], intraOpNumThreads: 1, interOpNumThreads: 1 });
  try {
    const edits = await makeEdits();
    await Promise.all([scoreBare(session, edits.slice(0, 8)), scoreWhole(scorer, edits.slice(0, 8))]);
    let [bareSeconds, wholeSeconds] = [0, 0];
    for (let round = 0; round < ROUNDS; round += 1) {
      const bare = await measure(() => scoreBare(session, edits));
      const whole = await measure(() => scoreWhole(scorer, edits));
      if (!whole.result.every((value, at) => Math.abs(value - bare.result[at]!) < 1e-3)) throw new Error("Both ways give different numbers.");
      bareSeconds += bare.seconds;
      wholeSeconds += whole.seconds;
    }
    const baseline = { name: "bare loop of decode + session.run", value: (ROUNDS * EDITS) / bareSeconds, unit: "edits/s" };
    const ratio = bareSeconds / wholeSeconds;
    return [
      { name: "edits through an ONNX scorer", value: (ROUNDS * EDITS) / wholeSeconds, unit: "edits/s", met: null, baseline },
      { name: "edits through an ONNX scorer, ratio", value: ratio, unit: "× baseline", target: TARGET, comparison: "at_least", met: ratio >= TARGET, baseline },
    ];
  } finally {
    await session.release();
    await scorer.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}
