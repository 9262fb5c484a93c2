import { TASK_TYPES } from "../../lib/item/task-type.ts";
import type { ChangedRegion } from "./changed-region.ts";
import type { ColourPlanes } from "./colour-planes.ts";
import type { NamedColour } from "./colour-names.ts";
import { type InstructionReading, LOOKS, resolveTaskType, TONE_AXES, type ToneAxis, type Verb, VERBS } from "./instruction-words.ts";
import type { PixelFeatures } from "./pixel-statistics.ts";
import type { PreparedPair } from "./prepare-pair.ts";

const COLOUR_FEATURES = [
  "wish.hasColour", "wish.colourInside", "wish.colourGain", "wish.colourCloser", "wish.colourElsewhere", "wish.hasOldColour", "wish.oldColourLeft",
] as const;
const PLACE_FEATURES = ["wish.hasPlace", "wish.placeAgrees"] as const;
type ToneFeature = `wish.${ToneAxis}Asked` | `wish.${ToneAxis}Agrees` | `wish.${ToneAxis}Unasked`;

export const INSTRUCTION_FEATURES = [
  ...TASK_TYPES.map((task) => `task.${task}`),
  ...VERBS.map((verb) => `verb.${verb}`),
  ...LOOKS.map((look) => `look.${look}`),
  ...COLOUR_FEATURES,
  ...PLACE_FEATURES,
  ...TONE_AXES.flatMap((axis): ToneFeature[] => [`wish.${axis}Asked`, `wish.${axis}Agrees`, `wish.${axis}Unasked`]),
  "instruction.length",
] as const;
export type InstructionFeatures = Record<string, number>;

const TONE_MEASURES: Record<ToneAxis, (pixels: PixelFeatures, warmth: number) => number> = {
  lightness: (pixels) => 5 * (pixels["colour.lightnessInside"] + pixels["colour.lightnessOutside"]),
  warmth: (_pixels, warmth) => 15 * warmth,
  chroma: (pixels) => 2 * pixels["colour.chroma"],
  contrast: (pixels) => 3 * pixels["colour.contrast"],
  sharpness: (pixels) => pixels["detail.sharpnessRatio"] + pixels["edges.all"],
};

/** Share of a region's weight that is called by a colour. */
function colourShare(colour: NamedColour, { lightness, greenRed, blueYellow }: ColourPlanes, weights: Float32Array): number {
  let hit = 0;
  let total = 0;
  for (let at = 0; at < weights.length; at += 1) {
    const weight = weights[at]!;
    if (weight < 0.05) continue;
    total += weight;
    const a = greenRed[at]!;
    const b = blueYellow[at]!;
    const hue = (Math.atan2(b, a) * 180) / Math.PI;
    if (colour.includes(lightness[at]!, Math.hypot(a, b), hue < 0 ? hue + 360 : hue)) hit += weight;
  }
  return total < 12 ? 0 : hit / total;
}

function meanDistance(colour: NamedColour, { lightness, greenRed, blueYellow }: ColourPlanes, weights: Float32Array): number {
  const [protoL, protoA, protoB] = colour.prototype;
  let sum = 0;
  let total = 0;
  for (let at = 0; at < weights.length; at += 1) {
    const weight = weights[at]!;
    if (weight < 0.05) continue;
    // Shades of a colour differ in lightness and are still called by its name.
    sum += weight * Math.hypot(0.4 * (lightness[at]! - protoL), greenRed[at]! - protoA, blueYellow[at]! - protoB);
    total += weight;
  }
  return total < 12 ? 0 : sum / total;
}

function colourFeatures(reading: InstructionReading, pair: PreparedPair, { inside, outside }: ChangedRegion): Record<(typeof COLOUR_FEATURES)[number], number> {
  const { targetColour, sourceColour } = reading;
  const after = pair.view.colours;
  const before = pair.source.view.colours;
  const shareAfter = targetColour ? colourShare(targetColour, after, inside) : 0;
  return {
    "wish.hasColour": targetColour ? 1 : 0,
    "wish.colourInside": shareAfter,
    "wish.colourGain": targetColour ? shareAfter - colourShare(targetColour, before, inside) : 0,
    "wish.colourCloser": targetColour ? 4 * (meanDistance(targetColour, before, inside) - meanDistance(targetColour, after, inside)) : 0,
    "wish.colourElsewhere": targetColour ? colourShare(targetColour, before, outside) : 0,
    "wish.hasOldColour": sourceColour ? 1 : 0,
    "wish.oldColourLeft": sourceColour ? colourShare(sourceColour, before, inside) - colourShare(sourceColour, after, inside) : 0,
  };
}

function placeFeatures({ place }: InstructionReading, pixels: PixelFeatures): Record<(typeof PLACE_FEATURES)[number], number> {
  const agrees = place.x * (2 * pixels["shape.x"] - 1) + place.y * (2 * pixels["shape.y"] - 1);
  return { "wish.hasPlace": place.x === 0 && place.y === 0 ? 0 : 1, "wish.placeAgrees": agrees };
}

function toneFeatures({ tone }: InstructionReading, pixels: PixelFeatures, warmth: number): Record<string, number> {
  return Object.fromEntries(
    TONE_AXES.flatMap((axis) => {
      const measured = Math.tanh(TONE_MEASURES[axis](pixels, warmth));
      const asked = tone[axis];
      return [
        [`wish.${axis}Asked`, Math.abs(asked)],
        [`wish.${axis}Agrees`, asked * measured],
        [`wish.${axis}Unasked`, asked === 0 ? Math.abs(measured) : 0],
      ];
    }),
  );
}

function meanShift(after: Float32Array, before: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < after.length; at += 1) sum += after[at]! - before[at]!;
  return sum / after.length;
}

/** Task type, words, and how far the measured change agrees with what the words name: colour, place, tone. */
export function computeInstructionFeatures(reading: InstructionReading, taskType: string | null, pair: PreparedPair, region: ChangedRegion, pixels: PixelFeatures): InstructionFeatures {
  const task = resolveTaskType(taskType, reading);
  const warmth = meanShift(pair.view.colours.blueYellow, pair.source.view.colours.blueYellow) + 0.5 * meanShift(pair.view.colours.greenRed, pair.source.view.colours.greenRed);
  return {
    ...Object.fromEntries(TASK_TYPES.map((known) => [`task.${known}`, known === task ? 1 : 0])),
    ...Object.fromEntries(VERBS.map((verb: Verb) => [`verb.${verb}`, reading.verbs[verb] ? 1 : 0])),
    ...Object.fromEntries(LOOKS.map((look) => [`look.${look}`, reading.looks[look] ? 1 : 0])),
    ...colourFeatures(reading, pair, region),
    ...placeFeatures(reading, pixels),
    ...toneFeatures(reading, pixels, warmth),
    "instruction.length": Math.log1p(reading.wordCount),
  };
}
