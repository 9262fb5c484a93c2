import type { Region } from "../judgment/schemas.ts";
import { boxToRuns, type PictureSize } from "./runs.ts";

export type Shape = Region["shape"];
export type Box = { x: number; y: number; width: number; height: number };

/** A box or a painted area as runs over a picture of `size` pixels. */
export function shapeToRuns(shape: Shape, size: PictureSize): readonly number[] {
  return shape.kind === "mask" ? shape.runs : boxToRuns(shape, size);
}

/** Runs of pixels inside a shape, in order: `start` to `end` (exclusive) are indexes y × width + x; they may go on over rows. */
export function* insideRuns(runs: readonly number[]): Generator<{ start: number; end: number }> {
  let at = 0;
  for (const [index, run] of runs.entries()) {
    if (index % 2 === 1 && run > 0) yield { start: at, end: at + run };
    at += run;
  }
}

/** The smallest upright box around a shape, in picture pixels; null for a painted area without a pixel. */
export function boundsOf(shape: Shape): Box | null {
  if (shape.kind === "box") return { x: shape.x, y: shape.y, width: shape.width, height: shape.height };
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1];
  for (const { start, end } of insideRuns(shape.runs)) {
    const first = Math.floor(start / shape.width);
    const last = Math.floor((end - 1) / shape.width);
    top = Math.min(top, first);
    bottom = last;
    left = first === last ? Math.min(left, start % shape.width) : 0;
    right = first === last ? Math.max(right, (end - 1) % shape.width) : shape.width - 1;
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** Whether pixel (x, y) of the picture lies in a shape. */
export function contains(shape: Shape, x: number, y: number): boolean {
  if (shape.kind === "box") return x >= shape.x && y >= shape.y && x < shape.x + shape.width && y < shape.y + shape.height;
  if (x < 0 || y < 0 || x >= shape.width || y >= shape.height) return false;
  const wanted = y * shape.width + x;
  for (const { start, end } of insideRuns(shape.runs)) {
    if (start > wanted) return false;
    if (wanted < end) return true;
  }
  return false;
}
