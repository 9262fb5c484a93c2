import { convolutionOf, type GraphModel, type GraphNode, nodesUpTo } from "./read-graph-model.ts";
import type { Volume } from "./reference-layers.ts";

function convolve(model: GraphModel, node: GraphNode, from: Volume): Volume {
  const { weight, bias, isDepthwise, stride, isSame, hasRelu } = convolutionOf(model, node);
  const [rows = 0, columns = 0, inputs = 0, last = 0] = weight.shape;
  const channels = isDepthwise ? inputs : last;
  const height = isSame ? Math.ceil(from.height / stride) : Math.floor((from.height - rows) / stride) + 1;
  const width = isSame ? Math.ceil(from.width / stride) : Math.floor((from.width - columns) / stride) + 1;
  const top = isSame ? Math.max(0, (height - 1) * stride + rows - from.height) >> 1 : 0;
  const left = isSame ? Math.max(0, (width - 1) * stride + columns - from.width) >> 1 : 0;
  const data = new Float64Array(height * width * channels);
  for (let place = 0; place < height * width; place += 1) {
    const outputAt = place * channels;
    if (bias) data.set(bias.data, outputAt);
    for (let tap = 0; tap < rows * columns; tap += 1) {
      const y = Math.floor(place / width) * stride - top + Math.floor(tap / columns);
      const x = (place % width) * stride - left + (tap % columns);
      if (y < 0 || x < 0 || y >= from.height || x >= from.width) continue;
      const inputAt = (y * from.width + x) * inputs;
      for (let channel = 0; channel < inputs; channel += 1) {
        const value = from.data[inputAt + channel]!;
        if (isDepthwise) data[outputAt + channel]! += value * weight.data[tap * inputs + channel]!;
        else for (let out = 0; out < channels; out += 1) data[outputAt + out]! += value * weight.data[(tap * inputs + channel) * last + out]!;
      }
    }
  }
  return { height, width, channels, data: hasRelu ? data.map((value) => Math.max(0, value)) : data };
}

function averageOver({ height, width, channels, data }: Volume): Volume {
  const means = new Float64Array(channels);
  for (let at = 0; at < data.length; at += 1) means[at % channels]! += data[at]! / (height * width);
  return { height: 1, width: 1, channels, data: means };
}

/** Twice the size, linear, each new pixel at half the place of its own index. */
function doubled(from: Volume): Volume {
  const [height, width] = [2 * from.height, 2 * from.width];
  const data = new Float64Array(height * width * from.channels);
  const at = (y: number, x: number, channel: number) => from.data[(Math.min(y, from.height - 1) * from.width + Math.min(x, from.width - 1)) * from.channels + channel]!;
  for (let index = 0; index < data.length; index += 1) {
    const channel = index % from.channels;
    const place = Math.floor(index / from.channels);
    const [y, x] = [Math.floor(place / width) / 2, (place % width) / 2];
    const [y0, x0] = [Math.floor(y), Math.floor(x)];
    const upper = at(y0, x0, channel) * (1 - x + x0) + at(y0, x0 + 1, channel) * (x - x0);
    const lower = at(y0 + 1, x0, channel) * (1 - x + x0) + at(y0 + 1, x0 + 1, channel) * (x - x0);
    data[index] = upper * (1 - y + y0) + lower * (y - y0);
  }
  return { height, width, channels: from.channels, data };
}

function joined(volumes: Volume[]): Volume {
  const [first] = volumes;
  const channels = volumes.reduce((sum, volume) => sum + volume.channels, 0);
  const data = new Float64Array(first!.height * first!.width * channels);
  let offset = 0;
  for (const volume of volumes) {
    for (let place = 0; place < first!.height * first!.width; place += 1) data.set(volume.data.subarray(place * volume.channels, (place + 1) * volume.channels), place * channels + offset);
    offset += volume.channels;
  }
  return { ...first!, channels, data };
}

/** Sums or products; either side may be one number, one number a channel, or a mean over all places. */
function combine(op: string, a: Volume, b: Volume): Volume {
  const large = a.data.length >= b.data.length ? a : b;
  const read = ({ height, width, channels, data }: Volume, at: number) => data[data.length === 1 ? 0 : height * width === 1 ? at % channels : at]!;
  return { ...large, data: large.data.map((_value, at) => (op === "Add" ? read(a, at) + read(b, at) : read(a, at) * read(b, at))) };
}

/** Every node up to `output` computed one by one as the source describes it, in double precision; slow on purpose. */
export function computeGraph(model: GraphModel, input: Volume, output: string): Map<string, Volume> {
  const values = new Map<string, Volume>();
  const read = (name: string): Volume => {
    const constant = model.weights.get(name);
    return values.get(name) ?? { height: 1, width: 1, channels: constant!.data.length, data: constant!.data };
  };
  for (const node of nodesUpTo(model, output)) {
    const [first = "", second = ""] = node.inputs;
    if (node.op === "Placeholder") values.set(node.name, input);
    else if (/Conv2D|Conv2d/.test(node.op)) values.set(node.name, convolve(model, node, read(first)));
    else if (node.op === "Add" || node.op === "Mul") values.set(node.name, combine(node.op, read(first), read(second)));
    else if (node.op === "Relu6") values.set(node.name, { ...read(first), data: read(first).data.map((value) => Math.min(6, Math.max(0, value))) });
    else if (node.op === "Relu") values.set(node.name, { ...read(first), data: read(first).data.map((value) => Math.max(0, value)) });
    else if (node.op === "Sigmoid") values.set(node.name, { ...read(first), data: read(first).data.map((value) => 1 / (1 + Math.exp(-value))) });
    else if (node.op === "Identity") values.set(node.name, read(first));
    else if (node.op === "Mean") values.set(node.name, averageOver(read(first)));
    else if (node.op === "ConcatV2") values.set(node.name, joined(node.inputs.slice(0, -1).map(read)));
    else if (node.op === "ResizeBilinear") values.set(node.name, doubled(read(first)));
    else throw new Error(`${node.name}: nodes of kind ${node.op} are not understood`);
  }
  return values;
}
