import { z } from "zod";
import type { Layer } from "./read-layers-model.ts";

const pair = z.tuple([z.number().int(), z.number().int()]);
const convolution = z.object({
  kernel_size: pair,
  strides: pair,
  padding: z.enum(["valid", "same"]),
  data_format: z.literal("channels_last"),
  dilation_rate: z.tuple([z.literal(1), z.literal(1)]),
  activation: z.literal("linear"),
  use_bias: z.literal(false),
  depth_multiplier: z.literal(1).optional(),
});
const zeroPadding = z.object({ padding: z.tuple([pair, pair]), data_format: z.literal("channels_last") });
const batchNormalization = z.object({ axis: z.union([z.literal(-1), z.literal(3)]), epsilon: z.number().positive(), center: z.literal(true), scale: z.literal(true) });
const relu = z.object({ max_value: z.number(), negative_slope: z.literal(0), threshold: z.literal(0) });

/** top, left, bottom, right: zeros around the picture. */
export type Padding = [number, number, number, number];
export type ConvolutionSettings = { kernel: [number, number]; stride: number; padding: Padding };

/** Settings that are not understood exactly end the conversion; a guess would change the numbers silently. */
export function convolutionSettings(layer: Layer): ConvolutionSettings {
  const { kernel_size: kernel, strides, padding } = convolution.parse(layer.config);
  if (strides[0] !== strides[1]) throw new Error(`${layer.name}: unequal strides`);
  if (padding === "valid") return { kernel, stride: strides[0], padding: [0, 0, 0, 0] };
  if (strides[0] !== 1 || kernel[0] % 2 === 0 || kernel[0] !== kernel[1]) throw new Error(`${layer.name}: "same" padding is understood for stride 1 and odd square kernels only`);
  const side = (kernel[0] - 1) / 2;
  return { kernel, stride: 1, padding: [side, side, side, side] };
}

export function zeroPaddingSettings(layer: Layer): Padding {
  const { padding } = zeroPadding.parse(layer.config);
  return [padding[0][0], padding[1][0], padding[0][1], padding[1][1]];
}

export function batchNormalizationEpsilon(layer: Layer): number {
  return batchNormalization.parse(layer.config).epsilon;
}

export function reluMaximum(layer: Layer): number {
  return relu.parse(layer.config).max_value;
}
