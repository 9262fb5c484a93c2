import type { ChangedRegion, RegionShape } from "./changed-region.ts";
import type { PreparedPair } from "./prepare-pair.ts";

export const PIXEL_FEATURES = [
  "change.share", "change.mean", "change.p50", "change.p90", "change.p99", "change.outside", "change.none",
  "shape.x", "shape.y", "shape.spread", "shape.islands", "shape.largest", "shape.rim",
  "edges.all", "edges.inside", "edges.outside", "edges.border", "edges.moved",
  "detail.noise", "detail.noiseRatio", "detail.sharpness", "detail.sharpnessRatio", "detail.blockiness", "detail.blockinessGain", "detail.clipped", "detail.clippedGain",
  "colour.lightnessInside", "colour.greenRedInside", "colour.blueYellowInside", "colour.chromaInside",
  "colour.lightnessOutside", "colour.greenRedOutside", "colour.blueYellowOutside", "colour.chromaOutside",
  "colour.shiftInside", "colour.shiftOutside", "colour.unevenOutside", "colour.chroma", "colour.contrast", "colour.contrastInside",
  "size.covered", "size.stretched",
] as const;
export type PixelFeatures = Record<(typeof PIXEL_FEATURES)[number], number>;

/** Below this sum of weights (pixels) a region is taken as empty. */
const EMPTY = 12;

function weightedMean(plane: Float32Array, weights: Float32Array): number {
  let sum = 0;
  let total = 0;
  for (let at = 0; at < plane.length; at += 1) {
    sum += plane[at]! * weights[at]!;
    total += weights[at]!;
  }
  return total < EMPTY ? 0 : sum / total;
}

function weightedDeviation(plane: Float32Array, weights: Float32Array): number {
  const mean = weightedMean(plane, weights);
  let sum = 0;
  let total = 0;
  for (let at = 0; at < plane.length; at += 1) {
    const off = plane[at]! - mean;
    sum += weights[at]! * off * off;
    total += weights[at]!;
  }
  return total < EMPTY ? 0 : Math.sqrt(sum / total);
}

function difference(a: Float32Array, b: Float32Array): Float32Array {
  const result = new Float32Array(a.length);
  for (let at = 0; at < a.length; at += 1) result[at] = a[at]! - b[at]!;
  return result;
}

function chromaOf({ greenRed, blueYellow }: { greenRed: Float32Array; blueYellow: Float32Array }): Float32Array {
  const chroma = new Float32Array(greenRed.length);
  for (let at = 0; at < chroma.length; at += 1) chroma[at] = Math.sqrt(greenRed[at]! * greenRed[at]! + blueYellow[at]! * blueYellow[at]!);
  return chroma;
}

function logRatio(a: number, b: number, floor: number): number {
  return Math.log((a + floor) / (b + floor));
}

/** Distances 0..255 at three shares of the covered pixels. */
function distancePercentiles({ distance, coveredCount }: ChangedRegion, covered: Uint8Array): [number, number, number] {
  const histogram = new Uint32Array(512);
  for (let at = 0; at < distance.length; at += 1) if (covered[at] === 1) histogram[Math.min(511, (distance[at]! + 0.5) | 0)]! += 1;
  const at = (share: number) => {
    let seen = 0;
    for (let value = 0; value < 512; value += 1) {
      seen += histogram[value]!;
      if (seen >= share * coveredCount) return value;
    }
    return 511;
  };
  return [at(0.5), at(0.9), at(0.99)];
}

/** Weights on the border of the changed region: largest where `inside` is one half. */
function borderWeights({ inside }: ChangedRegion): Float32Array {
  const weights = new Float32Array(inside.length);
  for (let at = 0; at < weights.length; at += 1) weights[at] = 4 * inside[at]! * (1 - inside[at]!);
  return weights;
}

/** Correlation of the distance with the source's edges: high when things have moved by a little. */
function movedEdges(distance: Float32Array, edges: Float32Array, covered: Uint8Array): number {
  let [count, sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at < distance.length; at += 1) {
    if (covered[at] === 0) continue;
    const a = Math.min(60, distance[at]!);
    const b = Math.min(60, edges[at]!);
    count += 1;
    sumA += a;
    sumB += b;
    squareA += a * a;
    squareB += b * b;
    product += a * b;
  }
  const variance = (squareA - (sumA * sumA) / count) * (squareB - (sumB * sumB) / count);
  return count === 0 || variance < 1e-6 ? 0 : (product - (sumA * sumB) / count) / Math.sqrt(variance);
}

type Named<Prefix extends string> = { [Name in keyof PixelFeatures as Name extends `${Prefix}.${string}` ? Name : never]: number };

function changeFeatures(pair: PreparedPair, region: ChangedRegion, shape: RegionShape): Named<"change"> & Named<"shape"> {
  const whole = Float32Array.from(pair.covered);
  const share = weightedMean(region.inside, whole);
  const [p50, p90, p99] = distancePercentiles(region, pair.covered);
  return {
    "change.share": Math.sqrt(share),
    "change.mean": Math.log1p(weightedMean(region.distance, whole)),
    "change.p50": Math.log1p(p50),
    "change.p90": Math.log1p(p90),
    "change.p99": Math.log1p(p99),
    "change.outside": Math.log1p(weightedMean(region.distance, region.outside)),
    "change.none": share < 0.0005 ? 1 : 0,
    "shape.x": shape.x,
    "shape.y": shape.y,
    "shape.spread": shape.spread,
    "shape.islands": Math.log1p(shape.islands),
    "shape.largest": shape.largest,
    "shape.rim": shape.rim,
  };
}

function edgeFeatures(pair: PreparedPair, region: ChangedRegion): Named<"edges"> {
  const border = borderWeights(region);
  const after = pair.view.edges;
  const before = pair.source.view.edges;
  const whole = Float32Array.from(pair.covered);
  const ratio = (weights: Float32Array) => logRatio(weightedMean(after, weights), weightedMean(before, weights), 1);
  return {
    "edges.all": ratio(whole),
    "edges.inside": ratio(region.inside),
    "edges.outside": ratio(region.outside),
    "edges.border": ratio(border),
    "edges.moved": movedEdges(region.distance, before, pair.covered),
  };
}

function detailFeatures({ detail, source }: PreparedPair): Named<"detail"> {
  return {
    "detail.noise": Math.log1p(detail.noise),
    "detail.noiseRatio": logRatio(detail.noise, source.detail.noise, 0.3),
    "detail.sharpness": Math.log1p(detail.sharpness),
    "detail.sharpnessRatio": logRatio(detail.sharpness, source.detail.sharpness, 4),
    "detail.blockiness": Math.log(detail.blockiness),
    "detail.blockinessGain": logRatio(detail.blockiness, source.detail.blockiness, 0),
    "detail.clipped": Math.sqrt(detail.clipped),
    "detail.clippedGain": Math.sqrt(detail.clipped) - Math.sqrt(source.detail.clipped),
  };
}

function colourFeatures(pair: PreparedPair, region: ChangedRegion): Named<"colour"> {
  const after = pair.view.colours;
  const before = pair.source.view.colours;
  const whole = Float32Array.from(pair.covered);
  const chromaAfter = chromaOf(after);
  const chromaBefore = chromaOf(before);
  const lightness = difference(after.lightness, before.lightness);
  const greenRed = difference(after.greenRed, before.greenRed);
  const blueYellow = difference(after.blueYellow, before.blueYellow);
  const chroma = difference(chromaAfter, chromaBefore);
  const shift = (weights: Float32Array): [number, number, number] => [weightedMean(lightness, weights), weightedMean(greenRed, weights), weightedMean(blueYellow, weights)];
  const inside = shift(region.inside);
  const outside = shift(region.outside);
  return {
    "colour.lightnessInside": inside[0],
    "colour.greenRedInside": inside[1],
    "colour.blueYellowInside": inside[2],
    "colour.chromaInside": weightedMean(chroma, region.inside),
    "colour.lightnessOutside": outside[0],
    "colour.greenRedOutside": outside[1],
    "colour.blueYellowOutside": outside[2],
    "colour.chromaOutside": weightedMean(chroma, region.outside),
    "colour.shiftInside": Math.hypot(...inside),
    "colour.shiftOutside": Math.sqrt(Math.hypot(...outside)),
    "colour.unevenOutside": Math.sqrt(weightedDeviation(lightness, region.outside)),
    "colour.chroma": logRatio(weightedMean(chromaAfter, whole), weightedMean(chromaBefore, whole), 0.01),
    "colour.contrast": logRatio(weightedDeviation(after.lightness, whole), weightedDeviation(before.lightness, whole), 0.02),
    "colour.contrastInside": logRatio(weightedDeviation(after.lightness, region.inside), weightedDeviation(before.lightness, region.inside), 0.02),
  };
}

function sizeFeatures({ alignment }: PreparedPair): Named<"size"> {
  const { covered, method } = alignment;
  // Not the ratio of sizes: it names the editor rather than the quality of the edit.
  return {
    "size.covered": Math.min(1, covered.width) * Math.min(1, covered.height),
    "size.stretched": method === "stretched" ? 1 : 0,
  };
}

/**
 * Plain measures of an aligned pair: how much changed and where, sharpness, noise, blocks, and colour shifts inside and
 * outside the changed region (OKLab). Ratios are natural logarithms of candidate over source; 0 means equal.
 */
export function computePixelStatistics(pair: PreparedPair, region: ChangedRegion, shape: RegionShape): PixelFeatures {
  return { ...changeFeatures(pair, region, shape), ...edgeFeatures(pair, region), ...detailFeatures(pair), ...colourFeatures(pair, region), ...sizeFeatures(pair) };
}
