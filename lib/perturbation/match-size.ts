import type { Raster } from "./raster.ts";

/** Mean absolute difference of two pictures of one size, 0..255. */
export function meanDifference(a: Raster, b: Raster): number {
  let sum = 0;
  for (let at = 0; at < a.data.length; at += 1) sum += Math.abs(a.data[at]! - b.data[at]!);
  return sum / a.data.length;
}

const STEPS = 6;
/** A picture whose change is within this share of the wanted size counts as matched. */
const NEAR = 0.07;

export type Strength = { low: number; high: number };

/**
 * The picture of `render` whose mean difference to the source comes to `size`, its strength found by halving `range`
 * (stronger must mean a larger change). Null if no strength of the range gives that size.
 */
export async function matchSize(source: Raster, size: number, render: (strength: number) => Promise<Raster>, range: Strength): Promise<Raster | null> {
  const isNear = (found: number) => Math.abs(found / size - 1) <= NEAR;
  let { low, high } = range;
  for (let step = 0; step < STEPS; step += 1) {
    const strength = (low + high) / 2;
    const raster = await render(strength);
    const found = meanDifference(source, raster);
    if (isNear(found)) return raster;
    if (found < size) low = strength;
    else high = strength;
  }
  return null;
}
