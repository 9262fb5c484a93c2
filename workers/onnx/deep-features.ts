import { averageOnGrid, type ChangedRegion } from "./changed-region.ts";

/** One tap of the trunk for one picture: channels × side × side. */
export type Tap = { data: Float32Array; channels: number; side: number };

/** The trunk's outputs that are used, with a short name each and whether the candidate's own features are kept as well. */
export const TAPS = [
  { output: "block_3_expand_relu", name: "fine", channels: 144, keepsCandidate: false },
  { output: "block_6_expand_relu", name: "middle", channels: 192, keepsCandidate: true },
  { output: "block_10_project_BN", name: "coarse", channels: 96, keepsCandidate: true },
] as const;

const MEASURES = ["distance", "distanceInside", "distanceOutside", "angle", "angleInside", "blends", "blendedBefore", "energyInside"] as const;
export const DEEP_MEASURES = TAPS.flatMap(({ name }) => MEASURES.map((measure) => `${name}.${measure}`));
/** Length of the pooled vector: per tap the change inside, the change overall and, for two taps, the candidate inside. */
export const DEEP_LENGTH = TAPS.reduce((sum, { channels, keepsCandidate }) => sum + channels * (keepsCandidate ? 3 : 2), 0);

export type DeepFeatures = { measures: number[]; pooled: Float32Array };

type Weights = { inside: Float32Array; outside: Float32Array; whole: Float32Array };
/** Cells of weight below which a region counts as empty. */
const EMPTY = 0.05;

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += a[at]! * b[at]!;
  return sum;
}

function sumOf(weights: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) sum += weights[at]!;
  return sum;
}

type Pooled = Weights;

/** Weighted means of every channel over the three regions; zeros for an empty one. Inside and outside make up the whole. */
function pool({ data, channels, side }: Tap, { inside, outside, whole }: Weights): Pooled {
  const places = side * side;
  const scale = [inside, outside, whole].map((weights) => (sumOf(weights) < EMPTY ? 0 : 1 / sumOf(weights)));
  const pooled = { inside: new Float32Array(channels), outside: new Float32Array(channels), whole: new Float32Array(channels) };
  for (let channel = 0; channel < channels; channel += 1) {
    let sumInside = 0;
    let sumWhole = 0;
    const from = channel * places;
    for (let at = 0; at < places; at += 1) {
      const value = data[from + at]!;
      sumInside += value * inside[at]!;
      sumWhole += value * whole[at]!;
    }
    pooled.inside[channel] = sumInside * scale[0]!;
    pooled.outside[channel] = (sumWhole - sumInside) * scale[1]!;
    pooled.whole[channel] = sumWhole * scale[2]!;
  }
  return pooled;
}

function subtract(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, at) => value - b[at]!);
}

function length(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector));
}

/** 1 − cosine; 0 if either vector is zero. */
function angle(a: Float32Array, b: Float32Array): number {
  const norms = length(a) * length(b);
  return norms < 1e-9 ? 0 : 1 - dot(a, b) / norms;
}

/** Squared distance of the two unit channel vectors at every place. */
function placeDistances(a: Tap, b: Tap): Float32Array {
  const places = a.side * a.side;
  const [product, squareA, squareB] = [new Float64Array(places), new Float64Array(places), new Float64Array(places)];
  for (let channel = 0; channel < a.channels; channel += 1) {
    const from = channel * places;
    for (let at = 0; at < places; at += 1) {
      const left = a.data[from + at]!;
      const right = b.data[from + at]!;
      product[at]! += left * right;
      squareA[at]! += left * left;
      squareB[at]! += right * right;
    }
  }
  return Float32Array.from({ length: places }, (_, at) => Math.max(0, 2 - (2 * product[at]!) / Math.max(1e-9, Math.sqrt(squareA[at]! * squareB[at]!))));
}

function weightedMean(values: Float32Array, weights: Float32Array): number {
  const total = sumOf(weights);
  return total < EMPTY ? 0 : dot(values, weights) / total;
}

function compareTap(source: Tap, candidate: Tap, weights: Weights): { measures: number[]; changeInside: Float32Array; changeAll: Float32Array; candidateInside: Float32Array } {
  const distances = placeDistances(source, candidate);
  const before = pool(source, weights);
  const after = pool(candidate, weights);
  const measures: Record<(typeof MEASURES)[number], number> = {
    distance: Math.sqrt(weightedMean(distances, weights.whole)),
    distanceInside: Math.sqrt(weightedMean(distances, weights.inside)),
    distanceOutside: Math.sqrt(weightedMean(distances, weights.outside)),
    angle: Math.sqrt(Math.max(0, angle(before.whole, after.whole))),
    angleInside: Math.sqrt(Math.max(0, angle(before.inside, after.inside))),
    blends: angle(after.inside, after.outside),
    blendedBefore: angle(before.inside, before.outside),
    energyInside: Math.log((length(after.inside) + 0.1) / (length(before.inside) + 0.1)),
  };
  return { measures: MEASURES.map((name) => measures[name]), changeInside: subtract(after.inside, before.inside), changeAll: subtract(after.whole, before.whole), candidateInside: after.inside };
}

/**
 * Compares the trunk's features of source and candidate, over everything and inside and outside the changed region.
 * `measures` follow DEEP_MEASURES; `pooled` has DEEP_LENGTH values.
 */
export function compareTaps(source: Tap[], candidate: Tap[], region: ChangedRegion, covered: Uint8Array, canvas: { width: number; height: number }): DeepFeatures {
  const measures: number[] = [];
  const pooled = new Float32Array(DEEP_LENGTH);
  const whole = Float32Array.from(covered);
  let at = 0;
  for (const [index, { keepsCandidate }] of TAPS.entries()) {
    const [before, after] = [source[index]!, candidate[index]!];
    const onGrid = (plane: Float32Array) => averageOnGrid(plane, canvas.width, canvas.height, before.side);
    const compared = compareTap(before, after, { inside: onGrid(region.inside), outside: onGrid(region.outside), whole: onGrid(whole) });
    measures.push(...compared.measures);
    for (const vector of [compared.changeInside, compared.changeAll, ...(keepsCandidate ? [compared.candidateInside] : [])]) {
      pooled.set(vector, at);
      at += vector.length;
    }
  }
  return { measures, pooled };
}
