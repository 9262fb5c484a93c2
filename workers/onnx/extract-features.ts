import { createHash } from "node:crypto";
import { type JuxtaError, toJuxtaError } from "../../lib/errors.ts";
import { describeShape, findChangedRegion } from "./changed-region.ts";
import { compareTaps, DEEP_MEASURES, type Tap, TAPS } from "./deep-features.ts";
import { computeInstructionFeatures, INSTRUCTION_FEATURES } from "./instruction-agreement.ts";
import { readInstruction } from "./instruction-words.ts";
import { computePixelStatistics, PIXEL_FEATURES } from "./pixel-statistics.ts";
import { preparePair, type PreparedPair, type PreparedSource, prepareSource, TRUNK_SIDE } from "./prepare-pair.ts";
import type { ModelSession } from "./session.ts";
import { computeTextureStatistics, TEXTURE_FEATURES } from "./texture-statistics.ts";

/** Pictures may be anything that can be decoded; the task type may be unknown or null. */
export type StarterInput = { source: Buffer; candidate: Buffer; instruction: string; taskType: string | null };

/** Order of the plain features; part of the head's contract. */
export const PLAIN_FEATURES: readonly string[] = [...PIXEL_FEATURES, ...TEXTURE_FEATURES, ...DEEP_MEASURES, ...INSTRUCTION_FEATURES];
/** `plain` follows PLAIN_FEATURES, `pooled` has DEEP_LENGTH values. */
export type FeatureVector = { plain: Float32Array; pooled: Float32Array };

const TRUNK_INPUT = "picture";

type KnownSource = { prepared: PreparedSource; taps: Tap[] };

async function runTrunk(trunk: ModelSession, picture: Float32Array): Promise<Tap[]> {
  const outputs = await trunk.run({ [TRUNK_INPUT]: { data: picture, shape: [1, 3, TRUNK_SIDE, TRUNK_SIDE] } });
  return TAPS.map(({ output }) => {
    const { data, shape } = outputs[output]!;
    return { data, channels: shape[1]!, side: shape[2]! };
  });
}

async function knowSource(trunk: ModelSession, bytes: Buffer): Promise<KnownSource> {
  const prepared = await prepareSource(bytes);
  return { prepared, taps: await runTrunk(trunk, prepared.view.trunkInput) };
}

function assemble(input: StarterInput, pair: PreparedPair, before: Tap[], after: Tap[]): FeatureVector {
  const region = findChangedRegion(pair);
  const pixels = computePixelStatistics(pair, region, describeShape(region, pair.view.width, pair.view.height));
  const texture = computeTextureStatistics(pair, region);
  const words = computeInstructionFeatures(readInstruction(input.instruction), input.taskType, pair, region, pixels);
  const deep = compareTaps(before, after, region, pair.covered, pair.view);
  const plain = Float32Array.from([...PIXEL_FEATURES.map((name) => pixels[name]), ...TEXTURE_FEATURES.map((name) => texture[name]), ...deep.measures, ...INSTRUCTION_FEATURES.map((name) => words[name] ?? 0)]);
  return { plain, pooled: deep.pooled };
}

/**
 * Features of every input, in order. A picture that cannot be read fails its own inputs alone. A source that several
 * inputs share is decoded and run once a call; `sourceKeys` may name sources so that they need not be hashed.
 */
export async function extractFeatures(trunk: ModelSession, batch: StarterInput[], sourceKeys?: string[]): Promise<(FeatureVector | { error: JuxtaError })[]> {
  const sources = new Map<string, Promise<KnownSource>>();
  const results: (FeatureVector | { error: JuxtaError })[] = [];
  for (const [index, input] of batch.entries()) {
    const key = sourceKeys?.[index] ?? createHash("sha256").update(input.source).digest("hex");
    const source = sources.get(key) ?? knowSource(trunk, input.source);
    sources.set(key, source);
    try {
      const { prepared, taps } = await source;
      const pair = await preparePair(prepared, input.candidate);
      const after = pair.sameBytes ? taps : await runTrunk(trunk, pair.view.trunkInput);
      results.push(assemble(input, pair, taps, after));
    } catch (error) {
      results.push({ error: toJuxtaError(error) });
    }
  }
  return results;
}
