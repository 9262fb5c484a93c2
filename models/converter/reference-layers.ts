import { batchNormalizationEpsilon, convolutionSettings, type Padding, reluMaximum, zeroPaddingSettings } from "./layer-settings.ts";
import { type Layer, layersUpTo, type LayersModel, requireWeight } from "./read-layers-model.ts";

/** Height, width, channels; channels last. */
export type Volume = { height: number; width: number; channels: number; data: Float64Array };

function pad(from: Volume, [top, left, bottom, right]: Padding): Volume {
  const width = from.width + left + right;
  const to = { height: from.height + top + bottom, width, channels: from.channels, data: new Float64Array((from.height + top + bottom) * width * from.channels) };
  const row = from.width * from.channels;
  for (let y = 0; y < from.height; y += 1) to.data.set(from.data.subarray(y * row, (y + 1) * row), ((y + top) * width + left) * from.channels);
  return to;
}

function convolve(model: LayersModel, layer: Layer, from: Volume): Volume {
  const isDepthwise = layer.kind === "DepthwiseConv2D";
  const settings = convolutionSettings(layer);
  const { data: kernel, shape } = requireWeight(model, `${layer.name}/${isDepthwise ? "depthwise_kernel" : "kernel"}`);
  const input = pad(from, settings.padding);
  const [rows = 0, columns = 0, inputs = 0, last = 0] = shape;
  const channels = isDepthwise ? inputs : last;
  const height = Math.floor((input.height - rows) / settings.stride) + 1;
  const width = Math.floor((input.width - columns) / settings.stride) + 1;
  const data = new Float64Array(height * width * channels);
  for (let place = 0; place < height * width; place += 1) {
    const y = Math.floor(place / width) * settings.stride;
    const x = (place % width) * settings.stride;
    for (let tap = 0; tap < rows * columns; tap += 1) {
      const at = ((y + Math.floor(tap / columns)) * input.width + x + (tap % columns)) * inputs;
      for (let channel = 0; channel < inputs; channel += 1) {
        const value = input.data[at + channel]!;
        if (isDepthwise) data[place * channels + channel]! += value * kernel[tap * inputs + channel]!;
        else for (let out = 0; out < channels; out += 1) data[place * channels + out]! += value * kernel[(tap * inputs + channel) * last + out]!;
      }
    }
  }
  return { height, width, channels, data };
}

function normalise(model: LayersModel, layer: Layer, from: Volume): Volume {
  const part = (name: string) => requireWeight(model, `${layer.name}/${name}`).data;
  const [gamma, beta, mean, variance] = [part("gamma"), part("beta"), part("moving_mean"), part("moving_variance")];
  const epsilon = batchNormalizationEpsilon(layer);
  const { channels } = from;
  return { ...from, data: from.data.map((value, at) => (gamma[at % channels]! * (value - mean[at % channels]!)) / Math.sqrt(variance[at % channels]! + epsilon) + beta[at % channels]!) };
}

function add(volumes: Volume[]): Volume {
  const [first, ...rest] = volumes;
  if (!first) throw new Error("Nothing to add");
  return { ...first, data: first.data.map((value, at) => rest.reduce((sum, volume) => sum + volume.data[at]!, value)) };
}

/**
 * The named layers computed one by one as the source describes them: channels last, double precision, nothing folded.
 * Slow on purpose; it shares no arithmetic with the ONNX graph and is what that graph is checked against.
 */
export function computeLayers(model: LayersModel, input: Volume, names: readonly string[]): Map<string, Volume> {
  const values = new Map<string, Volume>();
  for (const layer of layersUpTo(model, names)) {
    const inputs = layer.inputs.map((name) => values.get(name)!);
    const first = inputs[0] ?? input;
    if (layer.kind === "InputLayer") values.set(layer.name, input);
    else if (layer.kind === "ZeroPadding2D") values.set(layer.name, pad(first, zeroPaddingSettings(layer)));
    else if (layer.kind === "Conv2D" || layer.kind === "DepthwiseConv2D") values.set(layer.name, convolve(model, layer, first));
    else if (layer.kind === "BatchNormalization") values.set(layer.name, normalise(model, layer, first));
    else if (layer.kind === "ReLU") values.set(layer.name, { ...first, data: first.data.map((value) => Math.min(reluMaximum(layer), Math.max(0, value))) });
    else if (layer.kind === "Add") values.set(layer.name, add(inputs));
    else throw new Error(`${layer.name}: layers of kind ${layer.kind} are not understood`);
  }
  return values;
}
