import { createHash } from "node:crypto";
import { type JuxtaError, toJuxtaError } from "../../lib/errors.ts";
import { type ChangedRegion, describeShape, findChangedRegion } from "./changed-region.ts";
import { compareTaps, DEEP_MEASURES, type Tap, TAPS } from "./deep-features.ts";
import { computeInstructionFeatures, INSTRUCTION_FEATURES } from "./instruction-agreement.ts";
import { type NamedObject, readCount, readObjects } from "./instruction-objects.ts";
import { type InstructionReading, readInstruction } from "./instruction-words.ts";
import { computeIslandFeatures, ISLAND_FEATURES } from "./island-features.ts";
import { computeMatchFeatures, MATCH_FEATURES } from "./matched-places.ts";
import { computeObjectFeatures, findHeat, type Heat, OBJECT_FEATURES, type ObjectFeatures } from "./object-heat.ts";
import { computePixelStatistics, PIXEL_FEATURES } from "./pixel-statistics.ts";
import { preparePair, type PreparedPair, type PreparedSource, prepareSource, TRUNK_SIDE } from "./prepare-pair.ts";
import type { ModelSession } from "./session.ts";
import { computeTextureStatistics, TEXTURE_FEATURES } from "./texture-statistics.ts";

/** Pictures may be anything that can be decoded; the task type may be unknown or null. */
export type StarterInput = { source: Buffer; candidate: Buffer; instruction: string; taskType: string | null };

/** Order of the plain features; part of the head's contract. */
export const PLAIN_FEATURES: readonly string[] = [...PIXEL_FEATURES, ...TEXTURE_FEATURES, ...DEEP_MEASURES, ...INSTRUCTION_FEATURES, ...ISLAND_FEATURES, ...MATCH_FEATURES, ...OBJECT_FEATURES];
/** `plain` follows PLAIN_FEATURES, `pooled` has DEEP_LENGTH values. */
export type FeatureVector = { plain: Float32Array; pooled: Float32Array };

/** What features are read with: the folders `trunk` and `detector` of the models. */
export type FeatureModels = { trunk: ModelSession; detector: ModelSession };

const TRUNK_INPUT = "picture";

/** `heat` is found when the first instruction names an object. */
type KnownSource = { prepared: PreparedSource; taps: Tap[]; heat?: Promise<Heat> };
type Named = { wanted: NamedObject | null; old: NamedObject | null };

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

/** What should be there afterwards and what should not. */
function nameObjects(instruction: string, { verbs }: InstructionReading): Named {
  const [first = null, second = null] = readObjects(instruction);
  if (verbs.remove && !verbs.replace) return { wanted: null, old: first };
  return verbs.replace && second ? { wanted: second, old: first } : { wanted: first, old: null };
}

/** Runs the detector where an object is named; an untouched picture has its source's heat. */
async function lookForObjects({ detector }: FeatureModels, source: KnownSource, pair: PreparedPair, region: ChangedRegion, { wanted, old }: Named): Promise<Partial<ObjectFeatures>> {
  if (!wanted && !old) return {};
  source.heat ??= findHeat(detector, { data: source.prepared.view.pixels, width: pair.view.width, height: pair.view.height });
  const before = await source.heat;
  const after = pair.sameBytes ? before : await findHeat(detector, { data: pair.view.pixels, width: pair.view.width, height: pair.view.height });
  return computeObjectFeatures(before, after, region, pair.view, wanted, old);
}

async function assemble(models: FeatureModels, input: StarterInput, source: KnownSource, pair: PreparedPair, after: Tap[]): Promise<FeatureVector> {
  const region = findChangedRegion(pair);
  const pixels = computePixelStatistics(pair, region, describeShape(region, pair.view.width, pair.view.height));
  const texture = computeTextureStatistics(pair, region);
  const reading = readInstruction(input.instruction);
  const words = computeInstructionFeatures(reading, input.taskType, pair, region, pixels);
  const deep = compareTaps(source.taps, after, region, pair.covered, pair.view);
  const islands = computeIslandFeatures(pair, region, readCount(input.instruction), reading.place);
  const matches = computeMatchFeatures(source.taps.at(-1)!, after.at(-1)!, region, pair.view);
  const objects = await lookForObjects(models, source, pair, region, nameObjects(input.instruction, reading));
  const plain = Float32Array.from([
    ...PIXEL_FEATURES.map((name) => pixels[name]),
    ...TEXTURE_FEATURES.map((name) => texture[name]),
    ...deep.measures,
    ...INSTRUCTION_FEATURES.map((name) => words[name] ?? 0),
    ...ISLAND_FEATURES.map((name) => islands[name]),
    ...MATCH_FEATURES.map((name) => matches[name]),
    ...OBJECT_FEATURES.map((name) => objects[name] ?? 0),
  ]);
  return { plain, pooled: deep.pooled };
}

/**
 * Features of every input, in order. A picture that cannot be read fails its own inputs alone. A source that several
 * inputs share is decoded and run once a call; `sourceKeys` may name sources so that they need not be hashed.
 */
export async function extractFeatures(models: FeatureModels, batch: StarterInput[], sourceKeys?: string[]): Promise<(FeatureVector | { error: JuxtaError })[]> {
  const sources = new Map<string, Promise<KnownSource>>();
  const results: (FeatureVector | { error: JuxtaError })[] = [];
  for (const [index, input] of batch.entries()) {
    const key = sourceKeys?.[index] ?? createHash("sha256").update(input.source).digest("hex");
    const source = sources.get(key) ?? knowSource(models.trunk, input.source);
    sources.set(key, source);
    try {
      const known = await source;
      const pair = await preparePair(known.prepared, input.candidate);
      const after = pair.sameBytes ? known.taps : await runTrunk(models.trunk, pair.view.trunkInput);
      results.push(await assemble(models, input, known, pair, after));
    } catch (error) {
      results.push({ error: toJuxtaError(error) });
    }
  }
  return results;
}
