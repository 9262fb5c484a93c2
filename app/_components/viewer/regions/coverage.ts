import { type Box, insideRuns, type Mask, type PictureSize } from "#lib/region/index.ts";
import type { Size } from "../frame.ts";

/** A picture's place on a canvas, in device pixels. */
export type Placed = { left: number; top: number; scaleX: number; scaleY: number };
/** Which device pixels of a canvas an area covers, row by row. */
export type Coverage = Size & { inside: Uint8Array };

const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));

/** From the first to behind the last device pixel of picture pixels `from` to `to`: at least one, so that nothing vanishes when it is small. */
function span(start: number, scale: number, from: number, to: number, most: number): [number, number] {
  const first = Math.floor(start + from * scale);
  return [clamp(first, most), clamp(Math.max(first + 1, Math.floor(start + to * scale)), most)];
}

/** The device pixels that runs of a picture `pictureWidth` pixels wide cover. */
export function coverRuns(runs: readonly number[], pictureWidth: number, placed: Placed, canvas: Size): Coverage {
  const inside = new Uint8Array(canvas.width * canvas.height);
  for (const { start, end } of insideRuns(runs)) {
    for (let from = start; from < end; ) {
      const y = Math.floor(from / pictureWidth);
      const to = Math.min(end, (y + 1) * pictureWidth);
      const [top, bottom] = span(placed.top, placed.scaleY, y, y + 1, canvas.height);
      const [left, right] = span(placed.left, placed.scaleX, from - y * pictureWidth, to - y * pictureWidth, canvas.width);
      for (let row = top; row < bottom; row += 1) inside.fill(1, row * canvas.width + left, row * canvas.width + right);
      from = to;
    }
  }
  return { ...canvas, inside };
}

/** The same of a mask that is being painted: looks at one picture pixel for each device pixel. */
export function coverMask(mask: Mask, picture: PictureSize, placed: Placed, canvas: Size): Coverage {
  const inside = new Uint8Array(canvas.width * canvas.height);
  const columns = Int32Array.from({ length: canvas.width }, (_, x) => Math.floor((x + 0.5 - placed.left) / placed.scaleX));
  const first = columns.findIndex((x) => x >= 0);
  const last = columns.findLastIndex((x) => x < picture.width);
  for (let y = 0; first >= 0 && y < canvas.height; y += 1) {
    const row = Math.floor((y + 0.5 - placed.top) / placed.scaleY);
    if (row < 0 || row >= picture.height) continue;
    for (let x = first; x <= last; x += 1) inside[y * canvas.width + x] = mask[row * picture.width + columns[x]!]!;
  }
  return { ...canvas, inside };
}

/** The smallest box around what is covered, wider by `margin`, in device pixels; null when nothing is. */
export function coveredBox({ width, height, inside }: Coverage, margin: number): Box | null {
  const first = inside.indexOf(1);
  if (first === -1) return null;
  const [top, bottom] = [Math.floor(first / width), Math.floor(inside.lastIndexOf(1) / width)];
  let [left, right] = [width - 1, 0];
  for (let y = top; y <= bottom; y += 1) {
    const row = inside.subarray(y * width, (y + 1) * width);
    const from = row.indexOf(1);
    if (from === -1) continue;
    left = Math.min(left, from);
    right = Math.max(right, row.lastIndexOf(1));
  }
  const [x, y] = [Math.max(0, left - margin), Math.max(0, top - margin)];
  return { x, y, width: Math.min(width, right + 1 + margin) - x, height: Math.min(height, bottom + 1 + margin) - y };
}

/** What a device pixel is: 2 on the edge (the coloured line), 1 just outside of it (the dark line), 0 neither. */
export function edgeAt({ width, height, inside }: Coverage, x: number, y: number, reach: number): 0 | 1 | 2 {
  const at = y * width + x;
  const own = inside[at]!;
  const [left, right] = [x >= reach ? -reach : 0, x + reach < width ? reach : 0];
  const [up, down] = [y >= reach ? -reach * width : 0, y + reach < height ? reach * width : 0];
  const isInner =
    inside[at + left] === own && inside[at + right] === own && inside[at + up] === own && inside[at + down] === own &&
    inside[at + up + left] === own && inside[at + up + right] === own && inside[at + down + left] === own && inside[at + down + right] === own;
  if (isInner) return 0;
  return own === 1 ? 2 : 1;
}
