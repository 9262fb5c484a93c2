import type { PictureSize } from "./runs.ts";
import { insideRuns, type Shape, shapeToRuns } from "./shape.ts";

/** How many people marked each cell of a grid laid over a picture, row by row; `most` is the largest count. */
export type OverlapMap = PictureSize & { counts: Uint16Array; most: number };

/** Adds 1 to every cell that a run of pixels from `start` to `end` touches and that this person has not touched before. */
function touch(cells: Uint8Array, grid: PictureSize, size: PictureSize, start: number, end: number): void {
  const column = (x: number) => Math.floor((x * grid.width) / size.width);
  for (let from = start; from < end; ) {
    const y = Math.floor(from / size.width);
    const to = Math.min(end, (y + 1) * size.width);
    const row = Math.floor((y * grid.height) / size.height) * grid.width;
    cells.fill(1, row + column(from - y * size.width), row + column(to - 1 - y * size.width) + 1);
    from = to;
  }
}

/**
 * Where several people marked faults. `byPerson`: the shapes of each person on one picture of `size` pixels; a person counts
 * once a cell, however many of their regions lie there. The grid has the picture's shape and at most `maxSide` cells a side.
 */
export function mapOverlap(byPerson: readonly (readonly Shape[])[], size: PictureSize, maxSide: number): OverlapMap {
  const scale = Math.min(1, maxSide / Math.max(size.width, size.height));
  const grid = { width: Math.max(1, Math.round(size.width * scale)), height: Math.max(1, Math.round(size.height * scale)) };
  const counts = new Uint16Array(grid.width * grid.height);
  for (const shapes of byPerson) {
    const cells = new Uint8Array(counts.length);
    for (const shape of shapes) for (const { start, end } of insideRuns(shapeToRuns(shape, size))) touch(cells, grid, size, start, end);
    for (const [index, cell] of cells.entries()) counts[index]! += cell;
  }
  return { ...grid, counts, most: counts.reduce((most, count) => Math.max(most, count), 0) };
}
