import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { JuxtaError } from "../lib/errors.ts";
import { applyHead, type HeadInput, type Learned, writeHeadFiles } from "../lib/learn/index.ts";

/** How far the model may be from the plain data, in scores. */
const TOLERANCE = 1e-4;
const PARITY_INPUTS = 32;

const round = (values: ArrayLike<number>) => Array.from(values, Math.fround);

/** Inputs spread over the candidates, with what the plain data make of them. */
function makeParity({ head }: Learned, candidates: readonly HeadInput[]): { inputs: HeadInput[]; text: string } {
  const step = Math.max(1, candidates.length / PARITY_INPUTS);
  const inputs = Array.from({ length: Math.min(PARITY_INPUTS, candidates.length) }, (_, index) => {
    const { plain, pooled, starter, stacked } = candidates[Math.floor(index * step)]!;
    return { plain: round(plain), pooled: round(pooled), starter: round(starter), stacked: round(stacked) };
  });
  const cases = inputs.map((input) => ({ ...input, ...applyHead(head, input) }));
  return { inputs, text: JSON.stringify({ format: "juxta-parity-1", tolerance: TOLERANCE, dimensions: head.dimensions, cases }) };
}

/**
 * Writes a learned head into the storage: model, manifest, plain data, parity and report. The model is opened and run on the parity
 * inputs first. Gives the scorer's version. Throws `learned_head_mismatch` where model and data disagree by more than 1e-4.
 */
export async function saveLearnedHead(run: { id: string; slug: string }, learned: Learned, candidates: readonly HeadInput[]): Promise<string> {
  const [{ encodeLearnedHead }, { openHeadSession }, { hashLearned }] = await Promise.all([import("./onnx/learned-graph.ts"), import("./onnx/learned-head-session.ts"), import("./onnx/learned-scorer.ts")]);
  const { head } = learned;
  const { model, manifest } = encodeLearnedHead(head, run.slug);
  const bytes = (value: unknown) => Buffer.from(JSON.stringify(value, null, 1));
  const weights = Buffer.from(JSON.stringify(head));
  const parity = makeParity(learned, candidates);
  const folder = await mkdtemp(path.join(os.tmpdir(), "juxta-head-"));
  try {
    await Promise.all([writeFile(path.join(folder, "head.onnx"), model), writeFile(path.join(folder, "manifest.json"), bytes(manifest))]);
    const session = await openHeadSession(folder, head);
    const outputs = await session.run(parity.inputs).finally(() => session.release());
    const furthest = Math.max(...outputs.flatMap(({ scores }, index) => scores.map((score, at) => Math.abs(score - applyHead(head, parity.inputs[index]!).scores[at]!))));
    if (!(furthest <= TOLERANCE)) throw new JuxtaError("learned_head_mismatch", "The written model does not say what was learned. Nothing was kept.", { status: 500 });
  } finally {
    await rm(folder, { recursive: true });
  }
  await writeHeadFiles(run.id, { "head.onnx": model, "manifest.json": bytes(manifest), "weights.json": weights, "parity.json": Buffer.from(parity.text), "report.json": bytes(learned.report) });
  return hashLearned(weights);
}
