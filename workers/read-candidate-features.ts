import type { JobAttempt } from "../lib/job/index.ts";
import { keepFeatures, listWithoutFeatures, STARTER_DIMENSIONS } from "../lib/learn/index.ts";
import { readEdits } from "../lib/scorer/index.ts";
import { type StarterScorer, toStarterInput } from "./onnx/starter-scorer.ts";

/** Candidates that are worked on together; those of an item follow one another, so that its source is decoded once or twice. */
const PORTION = 8;

export type FeatureWork = { signal: AbortSignal; attempt: JobAttempt; progress(done: number, total: number): Promise<void> };

/** Reads and keeps the features that are missing. A candidate whose picture cannot be read is passed over. */
export async function readCandidateFeatures(starter: StarterScorer, candidateIds: readonly string[], { signal, attempt, progress }: FeatureWork): Promise<void> {
  const missing = await listWithoutFeatures(candidateIds, starter.version);
  const before = candidateIds.length - missing.length;
  await progress(before, candidateIds.length);
  for (let from = 0; from < missing.length; from += PORTION) {
    signal.throwIfAborted();
    const edits = await readEdits(missing.slice(from, from + PORTION));
    const readings = await starter.read(edits.map((edit) => toStarterInput(edit)));
    const rows = readings.flatMap((reading, index) => ("error" in reading ? [] : [{ candidateId: edits[index]!.candidateId, ...reading.features, starter: Float32Array.from(STARTER_DIMENSIONS, (dimension) => reading.score[dimension]) }]));
    await keepFeatures(starter.version, rows, attempt);
    await progress(before + Math.min(missing.length, from + PORTION), candidateIds.length);
  }
}
