import { createHash } from "node:crypto";
import { PLAIN_FEATURES } from "../../workers/onnx/extract-features.ts";
import { evaluateDimension, type Ranking } from "./evaluate-scores.ts";
import { DIMENSIONS, type Example } from "./example.ts";
import { isMatched } from "./matched-pairs.ts";
import type { HeadSettings } from "./train-head.ts";
import { applyHead, trainHead } from "./train-head.ts";

export type Baseline = { name: string; meaning: string; rank: Ranking };

function featureAt(name: string): number {
  const at = PLAIN_FEATURES.indexOf(name);
  if (at < 0) throw new RangeError(`There is no feature ${name}.`);
  return at;
}

/** One feature alone, in the direction that did better on the training examples, for each dimension apart. */
function byFeature(training: readonly Example[], feature: string): Ranking {
  const at = featureAt(feature);
  const signs = DIMENSIONS.map((_name, dimension) => (evaluateDimension(training, ({ plain }) => DIMENSIONS.map(() => plain[at]!), dimension).accuracy >= 0.5 ? 1 : -1));
  return ({ plain }) => signs.map((sign) => sign * plain[at]!);
}

function alwaysFirst(example: Example): number[] {
  const place = createHash("sha256").update(`${example.item}/${example.generator}`).digest().readUInt32BE();
  return DIMENSIONS.map(() => place);
}

/** What the name of the editor alone would tell: the mean training label of its edits. The scorer never sees that name. */
function byEditor(training: readonly Example[]): Ranking {
  const groups = Map.groupBy(training, ({ generator }) => generator);
  return ({ generator }) => {
    const known = groups.get(generator) ?? [];
    return DIMENSIONS.map((_name, dimension) => known.reduce((sum, { labels }) => sum + labels[dimension]!, 0) / Math.max(1, known.length));
  };
}

function withoutFeatures(example: Example, isDropped: (name: string) => boolean, dropsPooled: boolean): Example {
  return { ...example, plain: example.plain.map((value, at) => (isDropped(PLAIN_FEATURES[at]!) ? 0 : value)), pooled: dropsPooled ? new Float32Array(example.pooled.length) : example.pooled };
}

const isTrunkMeasure = (name: string) => /^(fine|middle|coarse|match)\./.test(name);
const isInstruction = (name: string) => /^(task|verb|look|wish|instruction|object)\.|^islands\.(asked|agree|off|placeAgrees)$/.test(name);
const isDetector = (name: string) => name.startsWith("object.");

/** The example as it would be if there were no detector. */
export function withoutDetector(example: Example): Example {
  return withoutFeatures(example, isDetector, false);
}

const isNew = (name: string) => /^(object|match|islands)\.|^change\.ssim/.test(name);

/** Members of the heads that the starter is compared with, for the sake of time; it has no part in which is better. */
const MEMBERS = 2;

/** The same head and training with some features set to zero, to see what they were worth. */
function ablation(training: readonly Example[], settings: HeadSettings, seed: number, isDropped: (name: string) => boolean, dropsPooled: boolean): Ranking {
  const strip = (example: Example) => withoutFeatures(example, isDropped, dropsPooled);
  const head = trainHead(training.map(strip), { ...settings, members: MEMBERS }, seed);
  return (example) => applyHead(head, strip(example));
}

/** Everything the head is compared with, fitted on the same training examples. */
export function makeBaselines(training: readonly Example[], settings: HeadSettings, seed: number): Baseline[] {
  const unmatched = training.filter((example) => !isMatched(example));
  return [
    { name: "always_first", meaning: "the first of the two, candidates in an order drawn at random", rank: alwaysFirst },
    { name: "pixel_difference", meaning: "mean pixel difference to the source, better direction per dimension", rank: byFeature(training, "change.mean") },
    { name: "ssim", meaning: "structural similarity of lightness to the source (Wang et al. 2004), better direction per dimension", rank: byFeature(training, "change.ssim") },
    { name: "trunk_distance", meaning: "distance of source and candidate in the trunk's middle tap, better direction per dimension", rank: byFeature(training, "middle.distance") },
    { name: "editor_known", meaning: "mean training label of the program that made the candidate; a control, since the scorer does not see the program", rank: byEditor(training) },
    { name: "before", meaning: "the starter before this one: its features and training items, trained in the same run", rank: ablation(unmatched, settings, seed, isNew, false) },
    { name: "without_matched", meaning: "all features, trained without the edits of matched size", rank: ablation(unmatched, settings, seed, () => false, false) },
    { name: "without_detector", meaning: "the same head trained without the object detector", rank: ablation(training, settings, seed, isDetector, false) },
    { name: "without_trunk", meaning: "the same head trained without trunk features", rank: ablation(training, settings, seed, isTrunkMeasure, true) },
    { name: "without_instruction", meaning: "the same head trained without task type and instruction words", rank: ablation(training, settings, seed, isInstruction, false) },
  ];
}
