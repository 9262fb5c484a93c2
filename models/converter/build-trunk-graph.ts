import type { Graph, Node, Tensor } from "../encode-onnx.ts";
import { batchNormalizationEpsilon, convolutionSettings, type Padding, reluMaximum, zeroPaddingSettings } from "./layer-settings.ts";
import { type Layer, layersUpTo, type LayersModel, requireWeight } from "./read-layers-model.ts";

export type TrunkPlan = { name: string; inputName: string; side: number; taps: { layer: string; shape: [number, number, number] }[]; metadata: Record<string, string> };

/** Kernels arrive as height, width, in, out (depthwise: height, width, channel, 1) and leave as out, in, height, width. */
function transposeKernel(data: Float32Array, shape: number[], isDepthwise: boolean): { data: Float64Array; shape: number[] } {
  const [height = 0, width = 0, inputs = 0, last = 0] = shape;
  const outputs = isDepthwise ? inputs : last;
  const perGroup = isDepthwise ? 1 : inputs;
  const result = new Float64Array(data.length);
  for (let at = 0; at < data.length; at += 1) {
    const out = isDepthwise ? at % inputs : at % last;
    const input = isDepthwise ? 0 : Math.floor(at / last) % inputs;
    const place = Math.floor(at / (inputs * last));
    result[((out * perGroup + input) * height + Math.floor(place / width)) * width + (place % width)] = data[at]!;
  }
  return { data: result, shape: [outputs, perGroup, height, width] };
}

/** A convolution with the batch normalisation that follows it folded in: w·γ/√(σ²+ε) and β − μ·γ/√(σ²+ε). */
function foldedConvolution(model: LayersModel, convolution: Layer, norm: Layer, input: string, before: Padding): { node: Node; tensors: Tensor[] } {
  const isDepthwise = convolution.kind === "DepthwiseConv2D";
  const kernel = requireWeight(model, `${convolution.name}/${isDepthwise ? "depthwise_kernel" : "kernel"}`);
  const { data, shape } = transposeKernel(kernel.data, kernel.shape, isDepthwise);
  const [gamma, beta, mean, variance] = ["gamma", "beta", "moving_mean", "moving_variance"].map((part) => requireWeight(model, `${norm.name}/${part}`).data) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const epsilon = batchNormalizationEpsilon(norm);
  const perOutput = data.length / shape[0]!;
  const factor = Float64Array.from(gamma, (value, channel) => value / Math.sqrt(variance[channel]! + epsilon));
  const settings = convolutionSettings(convolution);
  const tensors = [
    { name: `${convolution.name}/weight`, shape, data: Float32Array.from(data, (value, at) => value * factor[Math.floor(at / perOutput)]!) },
    { name: `${convolution.name}/bias`, shape: [shape[0]!], data: Float32Array.from(beta, (value, channel) => value - mean[channel]! * factor[channel]!) },
  ];
  const attributes = { kernel_shape: settings.kernel, strides: [settings.stride, settings.stride], pads: settings.padding.map((side, at) => side + before[at]!), group: isDepthwise ? shape[0]! : 1 };
  return { node: { op: "Conv", name: convolution.name, inputs: [input, tensors[0]!.name, tensors[1]!.name], outputs: [norm.name], attributes }, tensors };
}

const NO_PADDING: Padding = [0, 0, 0, 0];

/**
 * The layers up to the taps as an ONNX graph in batch, channel, height, width; every tap is an output under its layer's
 * name. Throws on a kind of layer it does not know, and on a convolution without batch normalisation right behind it.
 */
export function buildTrunkGraph(model: LayersModel, plan: TrunkPlan): Graph {
  const layers = layersUpTo(model, plan.taps.map(({ layer }) => layer));
  const nodes: Node[] = [];
  const initializers: Tensor[] = [];
  const paddings = new Map<string, { input: string; padding: Padding }>();
  const pending = new Map<string, Layer>();
  const valueOf = new Map<string, string>();
  for (const layer of layers) {
    const [first = ""] = layer.inputs;
    const input = valueOf.get(first) ?? first;
    valueOf.set(layer.name, layer.name);
    if (layer.kind === "InputLayer") valueOf.set(layer.name, plan.inputName);
    else if (layer.kind === "ZeroPadding2D") paddings.set(layer.name, { input, padding: zeroPaddingSettings(layer) });
    else if (layer.kind === "Conv2D" || layer.kind === "DepthwiseConv2D") pending.set(layer.name, layer);
    else if (layer.kind === "BatchNormalization") {
      const convolution = pending.get(first);
      if (!convolution) throw new Error(`${layer.name}: batch normalisation is understood right behind a convolution only`);
      const from = convolution.inputs[0] ?? "";
      const padded = paddings.get(from) ?? { input: valueOf.get(from) ?? from, padding: NO_PADDING };
      const { node, tensors } = foldedConvolution(model, convolution, layer, padded.input, padded.padding);
      nodes.push(node);
      initializers.push(...tensors);
    } else if (layer.kind === "ReLU") {
      const maximum = { name: `${layer.name}/maximum`, shape: [], data: Float32Array.of(reluMaximum(layer)) };
      const minimum = { name: `${layer.name}/minimum`, shape: [], data: Float32Array.of(0) };
      initializers.push(minimum, maximum);
      nodes.push({ op: "Clip", name: layer.name, inputs: [input, minimum.name, maximum.name], outputs: [layer.name] });
    } else if (layer.kind === "Add") {
      nodes.push({ op: "Add", name: layer.name, inputs: layer.inputs.map((from) => valueOf.get(from) ?? from), outputs: [layer.name] });
    } else throw new Error(`${layer.name}: layers of kind ${layer.kind} are not understood`);
  }
  return {
    name: plan.name,
    nodes,
    initializers,
    inputs: [{ name: plan.inputName, shape: ["batch", 3, plan.side, plan.side] }],
    outputs: plan.taps.map(({ layer, shape }) => ({ name: layer, shape: ["batch", ...shape] })),
    metadata: plan.metadata,
  };
}
