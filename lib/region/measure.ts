import type { PictureSize } from "./runs.ts";
import { type Shape, shapeToRuns } from "./shape.ts";

const areaOfRuns = (runs: readonly number[]): number => runs.reduce((sum, run, index) => (index % 2 === 1 ? sum + run : sum), 0);

/** Picture pixels inside a shape. */
export function areaOf(shape: Shape): number {
  return shape.kind === "box" ? shape.width * shape.height : areaOfRuns(shape.runs);
}

/** The share of a picture of `size` pixels that a shape covers, 0 to 1. */
export function areaShare(shape: Shape, size: PictureSize): number {
  return areaOfRuns(shapeToRuns(shape, size)) / (size.width * size.height);
}

/** Pixels that lie inside both of two lists of runs over the same picture. */
function intersectRuns(first: readonly number[], second: readonly number[]): number {
  let [a, b, endA, endB, at, shared] = [0, 0, first[0] ?? 0, second[0] ?? 0, 0, 0];
  while (a < first.length && b < second.length) {
    const end = Math.min(endA, endB);
    if (a % 2 === 1 && b % 2 === 1) shared += end - at;
    at = end;
    if (endA === end) endA += first[++a] ?? 0;
    if (endB === end) endB += second[++b] ?? 0;
  }
  return shared;
}

export type Overlap = {
  /** Picture pixels in both, and in at least one. */
  intersection: number;
  union: number;
  /** Intersection over union, 0 to 1; 0 when both are empty. */
  share: number;
};

/** How far two shapes on a picture of `size` pixels agree: boxes, painted areas, or one of each. */
export function measureOverlap(first: Shape, second: Shape, size: PictureSize): Overlap {
  const [a, b] = [shapeToRuns(first, size), shapeToRuns(second, size)];
  const intersection = intersectRuns(a, b);
  const union = areaOfRuns(a) + areaOfRuns(b) - intersection;
  return { intersection, union, share: union === 0 ? 0 : intersection / union };
}
