import { insideRuns, type Mask, type PictureSize } from "#lib/region/index.ts";
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

/** Distance classes of a pixel to the edge: 2 = on it (the coloured line), 1 = just outside (the dark line), 0 = neither. */
export function edgeAt({ width, height, inside }: Coverage, x: number, y: number, reach: number): 0 | 1 | 2 {
  const own = inside[y * width + x];
  for (let dy = -reach; dy <= reach; dy += reach) {
    for (let dx = -reach; dx <= reach; dx += reach) {
      const [nx, ny] = [x + dx, y + dy];
      const other = nx < 0 || ny < 0 || nx >= width || ny >= height ? own : inside[ny * width + nx];
      if (other !== own) return own === 1 ? 2 : 1;
    }
  }
  return 0;
}
