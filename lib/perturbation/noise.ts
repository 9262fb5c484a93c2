import type { Random } from "./random.ts";
import type { Size } from "./raster.ts";

/** Smooth noise in 0..1: random values on a grid of `cell` pixels, joined with cubic easing. */
export function valueNoise({ width, height }: Size, cell: number, random: Random): Float32Array {
  const columns = Math.ceil(width / cell) + 2;
  const rows = Math.ceil(height / cell) + 2;
  const grid = Float32Array.from({ length: columns * rows }, () => random.next());
  const ease = (share: number) => share * share * (3 - 2 * share);
  const result = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / cell);
    const down = ease(y / cell - row);
    for (let x = 0; x < width; x += 1) {
      const column = Math.floor(x / cell);
      const right = ease(x / cell - column);
      const corner = row * columns + column;
      const top = grid[corner]! * (1 - right) + grid[corner + 1]! * right;
      const bottom = grid[corner + columns]! * (1 - right) + grid[corner + columns + 1]! * right;
      result[y * width + x] = top * (1 - down) + bottom * down;
    }
  }
  return result;
}
