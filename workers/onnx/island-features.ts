import { averageOnGrid, type ChangedRegion } from "./changed-region.ts";
import type { PreparedPair } from "./prepare-pair.ts";

export const ISLAND_FEATURES = [
  "islands.large", "islands.second", "islands.asked", "islands.agree", "islands.off", "islands.mainX", "islands.mainY", "islands.placeAgrees",
  "islands.mainHue", "islands.colourSpread", "islands.soft", "islands.apart", "islands.softApart", "change.ssim", "change.ssimOutside",
] as const;
export type IslandFeatures = Record<(typeof ISLAND_FEATURES)[number], number>;

const GRID = 40;
/** A cell counts as changed from here on, and an island as large from this share of the largest. */
const CHANGED = 0.35;
const LARGE = 0.2;

type Island = { size: number; x: number; y: number; cells: number[] };

function findIslands(grid: Float32Array): Island[] {
  const seen = new Uint8Array(grid.length);
  const islands: Island[] = [];
  for (let start = 0; start < grid.length; start += 1) {
    if (seen[start] === 1 || grid[start]! < CHANGED) continue;
    const island: Island = { size: 0, x: 0, y: 0, cells: [] };
    const open = [start];
    seen[start] = 1;
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      const [column, row] = [cell % GRID, Math.floor(cell / GRID)];
      island.cells.push(cell);
      island.size += grid[cell]!;
      island.x += grid[cell]! * ((column + 0.5) / GRID);
      island.y += grid[cell]! * ((row + 0.5) / GRID);
      for (let y = Math.max(0, row - 1); y <= Math.min(GRID - 1, row + 1); y += 1)
        for (let x = Math.max(0, column - 1); x <= Math.min(GRID - 1, column + 1); x += 1) {
          const next = y * GRID + x;
          if (seen[next] === 1 || grid[next]! < CHANGED) continue;
          seen[next] = 1;
          open.push(next);
        }
    }
    islands.push({ ...island, x: island.x / island.size, y: island.y / island.size });
  }
  return islands.toSorted((a, b) => b.size - a.size);
}

const WINDOW = 8;
const STEP = 4;
const STEADY = [(0.01 * 255) ** 2, (0.03 * 255) ** 2] as const;

/** Mean structural similarity (Wang et al. 2004) of lightness ×255 in square windows, everywhere and weighted by what is unchanged. */
function measureSsim(pair: PreparedPair, { outside }: ChangedRegion): { all: number; outside: number } {
  const { width, height } = pair.view;
  const [a, b] = [pair.source.view.colours.lightness, pair.view.colours.lightness];
  let [sum, count, sumOutside, weightOutside] = [0, 0, 0, 0];
  for (let top = 0; top + WINDOW <= height; top += STEP) {
    for (let left = 0; left + WINDOW <= width; left += STEP) {
      let [meanA, meanB, squareA, squareB, product] = [0, 0, 0, 0, 0];
      for (let y = top; y < top + WINDOW; y += 1) {
        for (let at = y * width + left; at < y * width + left + WINDOW; at += 1) {
          const [one, other] = [255 * a[at]!, 255 * b[at]!];
          meanA += one;
          meanB += other;
          squareA += one * one;
          squareB += other * other;
          product += one * other;
        }
      }
      const n = WINDOW * WINDOW;
      meanA /= n;
      meanB /= n;
      const similarity = ((2 * meanA * meanB + STEADY[0]) * (2 * (product / n - meanA * meanB) + STEADY[1])) / ((meanA ** 2 + meanB ** 2 + STEADY[0]) * (squareA / n - meanA ** 2 + squareB / n - meanB ** 2 + STEADY[1]));
      const weight = outside[(top + WINDOW / 2) * width + left + WINDOW / 2]!;
      sum += similarity;
      count += 1;
      sumOutside += weight * similarity;
      weightOutside += weight;
    }
  }
  return { all: count === 0 ? 1 : sum / count, outside: weightOutside === 0 ? 1 : sumOutside / weightOutside };
}

/** Mean shift of lightness and of the two colour axes over an island's cells. */
function shiftOf(island: Island, planes: readonly Float32Array[]): number[] {
  return planes.map((plane) => island.cells.reduce((sum, cell) => sum + plane[cell]!, 0) / island.cells.length);
}

const shiftPlane = (after: Float32Array, before: Float32Array) => after.map((value, at) => value - before[at]!);

/**
 * The change as separate islands: how many large ones against the number asked for (`asked` 0: not said), where the largest
 * lies against the place asked for (−1..1), how different the islands' colour shifts are, how soft their borders; and
 * structural similarity to the source.
 */
export function computeIslandFeatures(pair: PreparedPair, region: ChangedRegion, asked: number, place: { x: number; y: number }): IslandFeatures {
  const { width, height } = pair.view;
  const onGrid = (plane: Float32Array) => averageOnGrid(plane, width, height, GRID);
  const islands = findIslands(onGrid(region.inside));
  const [main, second] = islands;
  const large = main ? islands.filter(({ size }) => size >= LARGE * main.size).length : 0;
  const [after, before] = [pair.view.colours, pair.source.view.colours];
  const planes = [shiftPlane(after.lightness, before.lightness), shiftPlane(after.greenRed, before.greenRed), shiftPlane(after.blueYellow, before.blueYellow)].map(onGrid);
  const edges = onGrid(shiftPlane(pair.view.edges, pair.source.view.edges));
  const [shiftMain, shiftSecond] = [main ? shiftOf(main, planes) : [0, 0, 0], second ? shiftOf(second, planes) : null];
  const spread = main ? Math.sqrt(main.cells.reduce((sum, cell) => sum + planes.reduce((square, plane, at) => square + (plane[cell]! - shiftMain[at]!) ** 2, 0), 0) / main.cells.length) : 0;
  const softness = (island: Island | undefined) => (island ? Math.log1p(Math.max(0, shiftOf(island, [edges])[0]! + 20)) : 0);
  const ssim = measureSsim(pair, region);
  return {
    "islands.large": Math.min(6, large),
    "islands.second": main && second ? second.size / main.size : 0,
    "islands.asked": asked,
    "islands.agree": asked > 0 && large === asked ? 1 : 0,
    "islands.off": asked > 0 ? Math.min(3, Math.abs(large - asked)) : 0,
    "islands.mainX": main ? main.x : 0.5,
    "islands.mainY": main ? main.y : 0.5,
    "islands.placeAgrees": main ? place.x * (2 * main.x - 1) : 0,
    "islands.mainHue": Math.hypot(shiftMain[1]!, shiftMain[2]!),
    "islands.colourSpread": spread,
    "islands.soft": softness(main),
    "islands.apart": shiftSecond ? Math.hypot(...shiftSecond.map((value, at) => value - shiftMain[at]!)) : 0,
    "islands.softApart": second ? softness(second) - softness(main) : 0,
    "change.ssim": ssim.all,
    "change.ssimOutside": ssim.outside,
  };
}
