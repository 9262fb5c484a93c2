import { createHash } from "node:crypto";
import sharp from "sharp";
import { generateHardItems, generateTrainingItems, type PerturbedItem } from "../../lib/perturbation/index.ts";
import { extractFeatures, type FeatureModels } from "../../workers/onnx/extract-features.ts";
import type { Example } from "./example.ts";

/** `isHard` makes items of edits of matched size. */
export type CollectOptions = { isHard: boolean; photographsDir: string; photographs: string[]; seed: number; count: number; maxSide: number };

/** What the product does to every picture before it is scored (the `view` derivative). */
const VIEW_QUALITY = 88;

/** 0..1 from a text: the same picture is treated alike in every run. */
function shareOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE() / 2 ** 32;
}

async function toView(bytes: Buffer): Promise<Buffer> {
  return sharp(bytes).webp({ quality: VIEW_QUALITY, effort: 2 }).toBuffer();
}

/**
 * Half of the candidates get another size and another JPEG coding on the way, whoever made them: our editors answer in
 * sizes and formats of their own, and a head must not learn to know an editor by them.
 */
async function disguise(bytes: Buffer, name: string): Promise<Buffer> {
  if (shareOf(`${name} size`) < 0.5) return toView(bytes);
  const { width = 0, height = 0 } = await sharp(bytes).metadata();
  const scale = 0.75 + 0.5 * shareOf(`${name} scale`);
  const quality = Math.round(78 + 18 * shareOf(`${name} quality`));
  const resized = await sharp(bytes).resize(Math.round(width * scale), Math.round(height * scale), { fit: "fill" }).jpeg({ quality }).toBuffer();
  return toView(resized);
}

async function collectItem(models: FeatureModels, item: PerturbedItem): Promise<Example[]> {
  const source = await toView(item.sources[0]!);
  const candidates = await Promise.all(item.candidates.map(({ image, candidateId }) => disguise(image, candidateId)));
  // Some items lose their task type, as imported ones may have none.
  const taskType = shareOf(`${item.itemId} task`) < 0.15 ? null : item.taskType;
  const features = await extractFeatures(models, candidates.map((candidate) => ({ source, candidate, instruction: item.instruction, taskType })));
  return features.map((feature, index) => {
    if ("error" in feature) throw feature.error;
    const { generator, labels } = item.candidates[index]!;
    return {
      item: item.itemId,
      photograph: item.photograph,
      taskType: item.taskType,
      generator,
      fault: labels.fault,
      ...feature,
      labels: [labels.promptFollowing, labels.consistency, labels.visualQuality, labels.overall],
    };
  });
}

/** Makes edits of the given photographs and extracts their features as the product would. */
export async function collectExamples(models: FeatureModels, options: CollectOptions, onItem: (made: number) => void): Promise<Example[]> {
  const examples: Example[] = [];
  let made = 0;
  for await (const item of options.isHard ? generateHardItems(options) : generateTrainingItems(options)) {
    examples.push(...(await collectItem(models, item)));
    made += 1;
    onItem(made);
  }
  return examples;
}
