import type { Mask, PictureSize } from "./runs.ts";

export type Point = { x: number; y: number };

/** Half of the row at distance `dy` of a disc's centre; null where the disc has none. */
function halfWidth(radius: number, dy: number): number | null {
  return Math.abs(dy) > radius ? null : Math.sqrt(radius * radius - dy * dy);
}

/** Left and right end of a capsule (a disc moved from `a` to `b`) in the row at height `y`; null where it has none. */
function rowOfCapsule(a: Point, b: Point, radius: number, y: number): [number, number] | null {
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const add = (x: number, half = 0) => {
    left = Math.min(left, x - half);
    right = Math.max(right, x + half);
  };
  for (const { x, y: centre } of [a, b]) {
    const half = halfWidth(radius, y - centre);
    if (half !== null) add(x, half);
  }
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return left <= right ? [left, right] : null;
  // The two straight sides: the segment moved by the radius to either hand.
  for (const side of [radius / length, -radius / length]) {
    const [x, top] = [a.x - dy * side, a.y + dx * side];
    if (dy === 0) continue;
    const along = (y - top) / dy;
    if (along >= 0 && along <= 1) add(x + dx * along);
  }
  return left <= right ? [left, right] : null;
}

/**
 * Draws a brush stroke from `a` to `b` into a mask, in picture pixels (pixel (0, 0) spans 0..1): every pixel whose centre lies
 * within `radius` of the stroke becomes `value`, and at least the pixel under `b`. Changes `mask`.
 */
export function paintStroke(mask: Mask, { width, height }: PictureSize, stroke: { a: Point; b: Point; radius: number; value: 0 | 1 }): void {
  const { a, b, radius, value } = stroke;
  const top = Math.max(0, Math.floor(Math.min(a.y, b.y) - radius));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(a.y, b.y) + radius));
  for (let y = top; y <= bottom; y += 1) {
    const row = rowOfCapsule(a, b, radius, y + 0.5);
    if (!row) continue;
    const from = Math.max(0, Math.ceil(row[0] - 0.5));
    const to = Math.min(width - 1, Math.floor(row[1] - 0.5));
    if (from <= to) mask.fill(value, y * width + from, y * width + to + 1);
  }
  const [x, y] = [Math.floor(b.x), Math.floor(b.y)];
  if (x >= 0 && y >= 0 && x < width && y < height) mask[y * width + x] = value;
}
