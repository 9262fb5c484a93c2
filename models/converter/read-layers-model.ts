import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";

const quantization = z.object({ min: z.number(), scale: z.number(), dtype: z.enum(["uint8", "uint16"]) });
const weightEntry = z.object({ name: z.string(), shape: z.array(z.number().int().positive()), dtype: z.literal("float32"), quantization });
const layer = z.object({
  name: z.string(),
  class_name: z.string(),
  config: z.record(z.string(), z.unknown()),
  inbound_nodes: z.array(z.array(z.tuple([z.string()]).rest(z.unknown()))).max(1),
});
const description = z.object({
  modelTopology: z.object({ model_config: z.object({ config: z.object({ layers: z.array(layer) }) }) }),
  weightsManifest: z.array(z.object({ paths: z.array(z.string()), weights: z.array(weightEntry) })).length(1),
});

/** One layer as Keras described it; `inputs` are names of layers. */
export type Layer = { name: string; kind: string; config: Record<string, unknown>; inputs: string[] };
export type Weight = { shape: number[]; data: Float32Array };
export type LayersModel = { layers: Layer[]; weights: Map<string, Weight> };

const BYTES = { uint8: 1, uint16: 2 } as const;

function restore(entry: z.infer<typeof weightEntry>, bytes: Buffer, offset: number): { weight: Weight; end: number } {
  const { min, scale, dtype } = entry.quantization;
  const count = entry.shape.reduce((product, side) => product * side, 1);
  const end = offset + count * BYTES[dtype];
  if (end > bytes.length) throw new RangeError(`${entry.name}: the weight file ends ${end - bytes.length} bytes too early`);
  const data = Float32Array.from({ length: count }, (_, index) => min + scale * (dtype === "uint8" ? bytes.readUInt8(offset + index) : bytes.readUInt16LE(offset + 2 * index)));
  return { weight: { shape: entry.shape, data }, end };
}

/**
 * Reads a TensorFlow.js layers model that is packed as JavaScript modules (`model.min.js` and base64 shards) from `folder`.
 * Weights: value × scale + min. Throws if bytes are missing or left over.
 */
export async function readLayersModel(folder: string): Promise<LayersModel> {
  const load = createRequire(join(folder, "model.min.js"));
  const { modelTopology, weightsManifest } = description.parse(load("./model.min.js"));
  const shardNames = (await readdir(folder)).filter((name) => /^group\d+-shard\d+of\d+\.min\.js$/.test(name)).sort();
  const bytes = Buffer.concat(shardNames.map((name) => Buffer.from(z.string().parse(load(`./${name}`)), "base64")));
  const weights = new Map<string, Weight>();
  let offset = 0;
  for (const entry of weightsManifest[0]!.weights) {
    const { weight, end } = restore(entry, bytes, offset);
    weights.set(entry.name, weight);
    offset = end;
  }
  if (offset !== bytes.length) throw new RangeError(`${bytes.length - offset} bytes of the weight files are left over`);
  const layers = modelTopology.model_config.config.layers.map(({ name, class_name, config, inbound_nodes }) => ({
    name,
    kind: class_name,
    config,
    inputs: (inbound_nodes[0] ?? []).map(([from]) => from),
  }));
  return { layers, weights };
}

/** A named weight, or an error that names what is missing. */
export function requireWeight(model: LayersModel, name: string): Weight {
  const weight = model.weights.get(name);
  if (!weight) throw new Error(`The package has no weight called ${name}.`);
  return weight;
}

/** The layers that the named ones need, in their order of computation. */
export function layersUpTo(model: LayersModel, names: readonly string[]): Layer[] {
  const needed = new Set(names);
  for (const { name, inputs } of model.layers.toReversed()) if (needed.has(name)) for (const input of inputs) needed.add(input);
  return model.layers.filter(({ name }) => needed.has(name));
}
