import type { PreparedPair } from "./prepare-pair.ts";

/** Distances up to here are recompression; from `FULL` on a pixel counts fully as changed. 8-bit luma-chroma units. */
const NOISE_FLOOR = 10;
const FULL = 34;
/** Side of the coarse grid on which islands of change are counted. */
const GRID = 40;

/** Where the candidate differs from its source. Planes have one value a canvas pixel. */
export type ChangedRegion = {
  distance: Float32Array;
  /** 0 unchanged … 1 changed; 0 where not covered. */
  inside: Float32Array;
  /** Covered and unchanged: 1 − inside, or 0 where not covered. */
  outside: Float32Array;
  coveredCount: number;
};

function pixelDistance(a: Buffer, b: Buffer, at: number): number {
  const red = a[at]! - b[at]!;
  const green = a[at + 1]! - b[at + 1]!;
  const blue = a[at + 2]! - b[at + 2]!;
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
  const chromaBlue = 0.564 * (blue - luma);
  const chromaRed = 0.713 * (red - luma);
  return Math.sqrt(luma * luma + 1.5 * (chromaBlue * chromaBlue + chromaRed * chromaRed));
}

/** The changed region of an aligned pair, from the smoothed pictures. */
export function findChangedRegion(pair: PreparedPair): ChangedRegion {
  const count = pair.covered.length;
  const region = { distance: new Float32Array(count), inside: new Float32Array(count), outside: new Float32Array(count), coveredCount: 0 };
  for (let at = 0; at < count; at += 1) {
    if (pair.covered[at] === 0) continue;
    region.coveredCount += 1;
    const distance = pair.sameBytes ? 0 : pixelDistance(pair.view.smooth, pair.source.view.smooth, at * 3);
    const inside = Math.min(1, Math.max(0, (distance - NOISE_FLOOR) / (FULL - NOISE_FLOOR)));
    region.distance[at] = distance;
    region.inside[at] = inside;
    region.outside[at] = 1 - inside;
  }
  return region;
}

/** A canvas plane averaged over side × side cells; every cell has at least one pixel. */
export function averageOnGrid(plane: Float32Array, width: number, height: number, side: number): Float32Array {
  const grid = new Float32Array(side * side);
  for (let row = 0; row < side; row += 1) {
    const top = Math.min(height - 1, Math.floor((row * height) / side));
    const bottom = Math.max(top + 1, Math.floor(((row + 1) * height) / side));
    for (let column = 0; column < side; column += 1) {
      const left = Math.min(width - 1, Math.floor((column * width) / side));
      const right = Math.max(left + 1, Math.floor(((column + 1) * width) / side));
      let sum = 0;
      for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) sum += plane[y * width + x]!;
      grid[row * side + column] = sum / ((bottom - top) * (right - left));
    }
  }
  return grid;
}

export type RegionShape = {
  /** Centre of change, shares of width and height; 0.5 without change. */
  x: number;
  y: number;
  /** Root mean square distance from the centre, in shares of the sides. */
  spread: number;
  /** Separate islands on a 40 × 40 grid. */
  islands: number;
  /** Share of the change that lies in the largest island; 1 without change. */
  largest: number;
  /** Share of the picture's rim (one cell) that changed. */
  rim: number;
};

/** Sizes (sums of change) of four-connected islands of cells that are over half changed. */
function islandSizes(grid: Float32Array): number[] {
  const seen = new Uint8Array(grid.length);
  const sizes: number[] = [];
  for (let start = 0; start < grid.length; start += 1) {
    if (seen[start] === 1 || grid[start]! < 0.5) continue;
    let size = 0;
    const open = [start];
    seen[start] = 1;
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      size += grid[cell]!;
      const column = cell % GRID;
      const neighbours = [cell - GRID, cell + GRID, column > 0 ? cell - 1 : -1, column < GRID - 1 ? cell + 1 : -1];
      for (const next of neighbours) {
        if (next < 0 || next >= grid.length || seen[next] === 1 || grid[next]! < 0.5) continue;
        seen[next] = 1;
        open.push(next);
      }
    }
    sizes.push(size);
  }
  return sizes;
}

/** How the change is spread over the picture. */
export function describeShape(region: ChangedRegion, width: number, height: number): RegionShape {
  const grid = averageOnGrid(region.inside, width, height, GRID);
  let [sum, sumX, sumY, square, rim] = [0, 0, 0, 0, 0];
  for (let cell = 0; cell < grid.length; cell += 1) {
    const weight = grid[cell]!;
    const column = cell % GRID;
    const row = Math.floor(cell / GRID);
    const x = (column + 0.5) / GRID;
    const y = (row + 0.5) / GRID;
    sum += weight;
    sumX += weight * x;
    sumY += weight * y;
    square += weight * (x * x + y * y);
    if (column === 0 || row === 0 || column === GRID - 1 || row === GRID - 1) rim += weight;
  }
  if (sum < 0.25) return { x: 0.5, y: 0.5, spread: 0, islands: 0, largest: 1, rim: rim / (4 * GRID - 4) };
  const x = sumX / sum;
  const y = sumY / sum;
  const sizes = islandSizes(grid);
  const total = sizes.reduce((all, size) => all + size, 0);
  return { x, y, spread: Math.sqrt(Math.max(0, square / sum - x * x - y * y)), islands: sizes.length, largest: total === 0 ? 1 : Math.max(...sizes) / total, rim: rim / (4 * GRID - 4) };
}
