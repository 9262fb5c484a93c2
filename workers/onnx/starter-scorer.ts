import { createHash } from "node:crypto";
import { join } from "node:path";
import { JuxtaError } from "../../lib/errors.ts";
import { type EditToScore, inEnglish } from "../../lib/reward/scorer.ts";
import { DEEP_LENGTH } from "./deep-features.ts";
import { extractFeatures, type FeatureModels, type FeatureVector, PLAIN_FEATURES, type StarterInput } from "./extract-features.ts";
import { type ModelSession, openModel } from "./session.ts";

export type { StarterInput } from "./extract-features.ts";
/** Each 0..10; a trained guess of how well the edit was made, not a probability. */
export type StarterScore = { prompt_following: number; consistency: number; visual_quality: number; overall: number };
export type StarterFailure = { error: JuxtaError };
/** A score with the frozen features behind it. */
export type StarterReading = { score: StarterScore; features: FeatureVector };

export type StarterScorer = {
  name: "starter";
  /** SHA-256 over everything that changes numbers: the manifests (and through them the model files) and CODE_VERSION. */
  version: string;
  /**
   * Scores every input in order. An input whose picture cannot be read gets its own `error` (`picture_broken`) and does
   * not touch the others. Sources that repeat within one call are worked on once; `sourceCacheKeys` names them cheaply.
   */
  score(batch: StarterInput[], options?: { sourceCacheKeys?: string[] }): Promise<(StarterScore | StarterFailure)[]>;
  /** As `score`, with the features that the score was made of. */
  read(batch: StarterInput[]): Promise<(StarterReading | StarterFailure)[]>;
  dispose(): Promise<void>;
};

/** Raised by hand whenever preparation or features change, so that a new version re-scores instead of mixing scales. */
const CODE_VERSION = "3";

/** An edit as the starter takes it. */
export function toStarterInput(edit: EditToScore): StarterInput {
  return { source: edit.source, candidate: edit.edit, instruction: inEnglish(edit), taskType: edit.taskType };
}

async function applyHead(head: ModelSession, features: FeatureVector[]): Promise<StarterScore[]> {
  const plain = new Float32Array(features.length * PLAIN_FEATURES.length);
  const pooled = new Float32Array(features.length * DEEP_LENGTH);
  for (const [row, feature] of features.entries()) {
    plain.set(feature.plain, row * PLAIN_FEATURES.length);
    pooled.set(feature.pooled, row * DEEP_LENGTH);
  }
  const outputs = await head.run({ plain: { data: plain, shape: [features.length, PLAIN_FEATURES.length] }, pooled: { data: pooled, shape: [features.length, DEEP_LENGTH] } });
  const scores = outputs.scores!.data;
  return features.map((_feature, row) => ({ prompt_following: scores[row * 4]!, consistency: scores[row * 4 + 1]!, visual_quality: scores[row * 4 + 2]!, overall: scores[row * 4 + 3]! }));
}

/** A score that is not a number is a failure with a reason, never a number. */
function checkScore(score: StarterScore): StarterScore | StarterFailure {
  if (Object.values(score).every(Number.isFinite)) return score;
  return { error: new JuxtaError("score_not_finite", "The model gave no number for this picture.", { status: 500 }) };
}

async function readBatch(models: FeatureModels, head: ModelSession, batch: StarterInput[], sourceKeys: string[] | undefined): Promise<(StarterReading | StarterFailure)[]> {
  const extracted = await extractFeatures(models, batch, sourceKeys);
  const usable = extracted.filter((result): result is FeatureVector => !("error" in result));
  const scores = usable.length === 0 ? [] : await applyHead(head, usable);
  let next = 0;
  return extracted.map((result) => {
    if ("error" in result) return result;
    const score = checkScore(scores[next]!);
    next += 1;
    return "error" in score ? score : { score, features: result };
  });
}

/** Opens the models of these folders, all or none. */
async function openAll(modelsDir: string, folders: readonly string[], options: { threads?: number }): Promise<ModelSession[]> {
  const opened: ModelSession[] = [];
  try {
    for (const folder of folders) opened.push(await openModel(join(modelsDir, folder), options));
  } catch (error) {
    for (const session of opened) await session.release();
    throw error;
  }
  return opened;
}

/** The models that features are read with, from the folder that holds `trunk` and `detector`. Throws as `openModel` does. */
export async function openFeatureModels(modelsDir: string, options: { threads?: number } = {}): Promise<FeatureModels> {
  const [trunk, detector] = await openAll(modelsDir, ["trunk", "detector"], options);
  return { trunk: trunk!, detector: detector! };
}

/**
 * Loads the starter scorer from the folder that holds `trunk`, `detector` and `starter`. `threads` (default 1) is for
 * inference; decoding uses sharp's own. Throws the errors of `openModel` when a model is missing or not the one described.
 */
export async function loadStarterScorer(modelsDir: string, options: { threads?: number } = {}): Promise<StarterScorer> {
  const sessions = await openAll(modelsDir, ["trunk", "detector", "starter"], options);
  const [trunk, detector, head] = sessions as [ModelSession, ModelSession, ModelSession];
  const version = createHash("sha256").update([...sessions.map(({ manifestSha256 }) => manifestSha256), CODE_VERSION].join("\n")).digest("hex");
  return {
    name: "starter",
    version,
    score: async (batch, { sourceCacheKeys } = {}) => (await readBatch({ trunk, detector }, head, batch, sourceCacheKeys)).map((result) => ("error" in result ? result : result.score)),
    read: (batch) => readBatch({ trunk, detector }, head, batch, undefined),
    dispose: async () => {
      for (const session of sessions) await session.release();
    },
  };
}
