import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const attribute = z.object({ s: z.string().optional(), b: z.boolean().optional(), list: z.object({ i: z.array(z.string()).optional(), s: z.array(z.string()).optional() }).optional() });
const node = z.object({ name: z.string(), op: z.string(), input: z.array(z.string()).default([]), attr: z.record(z.string(), attribute).default({}) });
const weightEntry = z.object({ name: z.string(), shape: z.array(z.number().int().positive()), dtype: z.enum(["float32", "int32"]), quantization: z.object({ dtype: z.literal("float16") }).optional() });
const description = z.object({
  modelTopology: z.object({ node: z.array(node) }),
  weightsManifest: z.array(z.object({ paths: z.array(z.string()).length(1), weights: z.array(weightEntry) })).length(1),
});

export type GraphNode = { name: string; op: string; inputs: string[]; strides: number[]; padding: string; fused: string[]; attributes: z.infer<typeof node>["attr"] };
/** `halves` are the bits of the values as the package stores them (IEEE half precision); null for whole numbers. */
export type GraphWeight = { shape: number[]; data: Float64Array; halves: Uint16Array | null };
export type GraphModel = { nodes: Map<string, GraphNode>; weights: Map<string, GraphWeight> };

const decode = (text: string | undefined) => Buffer.from(text ?? "", "base64").toString("utf8");

/** The value of half-precision bits. */
export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) throw new RangeError("A weight is not a number.");
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function restore(entry: z.infer<typeof weightEntry>, bytes: Buffer, offset: number): { weight: GraphWeight; end: number } {
  const count = entry.shape.reduce((product, side) => product * side, 1);
  if (entry.dtype === "int32") {
    return { weight: { shape: entry.shape, data: Float64Array.from({ length: count }, (_, at) => bytes.readInt32LE(offset + 4 * at)), halves: null }, end: offset + 4 * count };
  }
  if (!entry.quantization) throw new Error(`${entry.name}: only weights of half precision are understood`);
  const halves = Uint16Array.from({ length: count }, (_, at) => bytes.readUInt16LE(offset + 2 * at));
  return { weight: { shape: entry.shape, data: Float64Array.from(halves, fromHalf), halves }, end: offset + 2 * count };
}

/** Reads a TensorFlow.js graph model with half-precision weights. Throws if bytes are missing or left over. */
export async function readGraphModel(folder: string, name: string): Promise<GraphModel> {
  const { modelTopology, weightsManifest } = description.parse(JSON.parse(await readFile(join(folder, `${name}.json`), "utf8")));
  const bytes = await readFile(join(folder, weightsManifest[0]!.paths[0]!));
  const weights = new Map<string, GraphWeight>();
  let offset = 0;
  for (const entry of weightsManifest[0]!.weights) {
    const { weight, end } = restore(entry, bytes, offset);
    weights.set(entry.name, weight);
    offset = end;
  }
  if (offset !== bytes.length) throw new RangeError(`${bytes.length - offset} bytes of the weight file are left over`);
  const nodes = modelTopology.node.map(({ name: own, op, input, attr }): [string, GraphNode] => [
    own,
    { name: own, op, inputs: input, strides: (attr.strides?.list?.i ?? []).map(Number), padding: decode(attr.padding?.s), fused: (attr.fused_ops?.list?.s ?? []).map(decode), attributes: attr },
  ]);
  return { nodes: new Map(nodes), weights };
}

/** The nodes that an output needs, inputs before what uses them; constants are left out. */
export function nodesUpTo(model: GraphModel, output: string): GraphNode[] {
  const done = new Set<string>();
  const ordered: GraphNode[] = [];
  const visit = (name: string): void => {
    const found = model.nodes.get(name);
    if (!found) throw new Error(`The package has no node called ${name}.`);
    if (done.has(name) || found.op === "Const") return;
    done.add(name);
    for (const input of found.inputs) visit(input);
    ordered.push(found);
  };
  visit(output);
  return ordered;
}

const ACTIVATIONS = ["", "Relu"] as const;

/** What a convolution does, checked: anything that is not understood exactly ends the conversion. */
export function convolutionOf(model: GraphModel, node: GraphNode): { weight: GraphWeight; bias: GraphWeight | null; isDepthwise: boolean; stride: number; isSame: boolean; hasRelu: boolean } {
  const isDepthwise = node.op.includes("Depthwise");
  const weight = model.weights.get(node.inputs[1] ?? "");
  const bias = node.inputs[2] ? model.weights.get(node.inputs[2]) : null;
  const [bat = 0, down = 0, across = 0, depth = 0] = node.strides;
  const [first, second = ""] = node.fused;
  const dilations = node.attributes.dilations?.list?.i ?? [];
  const isPlain = bat === 1 && depth === 1 && down === across && dilations.every((step) => step === "1") && (node.padding === "SAME" || node.padding === "VALID");
  const isKnown = (first === undefined ? !node.inputs[2] : first === "BiasAdd") && (ACTIVATIONS as readonly string[]).includes(second) && node.fused.length <= 2;
  if (!weight || bias === undefined || !isPlain || !isKnown || (isDepthwise && weight.shape[3] !== 1)) throw new Error(`${node.name}: this convolution is not understood`);
  return { weight, bias, isDepthwise, stride: down, isSame: node.padding === "SAME", hasRelu: second === "Relu" };
}
