import type { Graph, Node, Tensor } from "../encode-onnx.ts";
import { convolutionOf, type GraphModel, type GraphNode, type GraphWeight, nodesUpTo } from "./read-graph-model.ts";

export type DetectorPlan = { name: string; inputNode: string; inputName: string; outputNode: string; outputName: string; channels: number; metadata: Record<string, string> };
type Written = { nodes: Node[]; initializers: Tensor[] };

/** Height, width, in, out → out, in, height, width (depthwise: channel, 1, height, width); the bits stay as they are. */
function toChannelsFirst({ shape, halves }: GraphWeight, isDepthwise: boolean): { shape: number[]; halves: Uint16Array } {
  const [rows = 0, columns = 0, inputs = 0, last = 0] = shape;
  const [outer, inner] = isDepthwise ? [inputs, 1] : [last, inputs];
  const turned = new Uint16Array(halves!.length);
  for (let out = 0; out < outer; out += 1)
    for (let inn = 0; inn < inner; inn += 1)
      for (let tap = 0; tap < rows * columns; tap += 1) turned[(out * inner + inn) * rows * columns + tap] = isDepthwise ? halves![tap * inputs + out]! : halves![(tap * inputs + inn) * last + out]!;
  return { shape: [outer, inner, rows, columns], halves: turned };
}

/** Half precision on disk, single in the run: the runtime folds the cast when it opens the file. */
function addWeight(written: Written, name: string, shape: number[], halves: Uint16Array): string {
  written.initializers.push({ name: `${name}/half`, shape, data: halves });
  written.nodes.push({ op: "Cast", name: `${name}/cast`, inputs: [`${name}/half`], outputs: [name], attributes: { to: 1 } });
  return name;
}

function addConvolution(written: Written, model: GraphModel, node: GraphNode, input: string): void {
  const { weight, bias, isDepthwise, stride, isSame, hasRelu } = convolutionOf(model, node);
  const turned = toChannelsFirst(weight, isDepthwise);
  const inputs = [input, addWeight(written, `${node.name}/kernel`, turned.shape, turned.halves)];
  if (bias) inputs.push(addWeight(written, `${node.name}/bias`, bias.shape, bias.halves!));
  const summed = hasRelu ? `${node.name}/sum` : node.name;
  const attributes = { kernel_shape: turned.shape.slice(2), strides: [stride, stride], auto_pad: isSame ? "SAME_UPPER" : "VALID", group: isDepthwise ? turned.shape[0]! : 1 };
  written.nodes.push({ op: "Conv", name: summed, inputs, outputs: [summed], attributes });
  if (hasRelu) written.nodes.push({ op: "Relu", name: node.name, inputs: [summed], outputs: [node.name] });
}

/** A constant that is one number or one a channel, as channels first has it. */
function addConstant(written: Written, model: GraphModel, name: string): string {
  const weight = model.weights.get(name);
  if (!weight?.halves || weight.shape.length > 1) throw new Error(`${name}: this constant is not understood`);
  if (!written.initializers.some((tensor) => tensor.name === `${name}/half`)) addWeight(written, name, weight.shape.length === 0 || weight.halves.length === 1 ? [] : [weight.halves.length, 1, 1], weight.halves);
  return name;
}

function checkResize(node: GraphNode): void {
  if (node.attributes.align_corners?.b !== false || node.attributes.half_pixel_centers?.b !== false) throw new Error(`${node.name}: this resizing is not understood`);
}

function addNode(written: Written, model: GraphModel, node: GraphNode): void {
  const value = (name: string) => (model.nodes.get(name)?.op === "Const" ? addConstant(written, model, name) : name);
  const simple = (op: string, inputs: string[], attributes?: Node["attributes"]) => written.nodes.push({ op, name: node.name, inputs, outputs: [node.name], attributes });
  const [first = "", second = ""] = node.inputs;
  if (/Conv2D|Conv2d/.test(node.op)) addConvolution(written, model, node, first);
  else if (node.op === "Add" || node.op === "Mul") simple(node.op, [value(first), value(second)]);
  else if (node.op === "Relu" || node.op === "Sigmoid" || node.op === "Identity") simple(node.op, [first]);
  else if (node.op === "Relu6") simple("Clip", [first, "zero", "six"]);
  else if (node.op === "ConcatV2") simple("Concat", node.inputs.slice(0, -1), { axis: 1 });
  else if (node.op === "Mean") {
    if (node.attributes.keep_dims?.b !== true || [...(model.weights.get(second)?.data ?? [])].join() !== "1,2") throw new Error(`${node.name}: this mean is not understood`);
    simple("GlobalAveragePool", [first]);
  } else if (node.op === "ResizeBilinear") {
    checkResize(node);
    simple("Resize", [first, "", "double"], { mode: "linear", coordinate_transformation_mode: "asymmetric" });
  } else if (node.op !== "Placeholder") throw new Error(`${node.name}: nodes of kind ${node.op} are not understood`);
}

/** The nodes up to the output as an ONNX graph in batch, channel, height, width, with height and width left open. */
export function buildDetectorGraph(model: GraphModel, plan: DetectorPlan): Graph {
  const written: Written = { nodes: [], initializers: [
    { name: "zero", shape: [], data: Float32Array.of(0) },
    { name: "six", shape: [], data: Float32Array.of(6) },
    { name: "double", shape: [4], data: Float32Array.of(1, 1, 2, 2) },
  ] };
  for (const node of nodesUpTo(model, plan.outputNode)) addNode(written, model, node);
  const rename = (name: string) => (name === plan.inputNode ? plan.inputName : name === plan.outputNode ? plan.outputName : name);
  return {
    name: plan.name,
    nodes: written.nodes.map((node) => ({ ...node, inputs: node.inputs.map(rename), outputs: node.outputs.map(rename) })),
    initializers: written.initializers,
    inputs: [{ name: plan.inputName, shape: ["batch", 3, "height", "width"] }],
    outputs: [{ name: plan.outputName, shape: ["batch", plan.channels, "rows", "columns"] }],
    metadata: plan.metadata,
  };
}
