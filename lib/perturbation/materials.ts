import { valueNoise } from "./noise.ts";
import { createRandom } from "./random.ts";
import { blend, luma, type Mask, mapPixels, type Raster, toSharp, fromSharp } from "./raster.ts";

type Stop = [at: number, red: number, green: number, blue: number];

/** Colours by brightness, and how much of which texture is mixed in. */
const MATERIALS = {
  gold: { stops: [[0, 45, 25, 5], [0.35, 150, 95, 20], [0.62, 225, 175, 55], [0.85, 255, 230, 130], [1, 255, 250, 220]], contrast: 1.45, veins: 0, grain: 0 },
  bronze: { stops: [[0, 20, 18, 15], [0.4, 95, 70, 40], [0.7, 160, 125, 75], [0.9, 120, 165, 140], [1, 225, 225, 190]], contrast: 1.35, veins: 0, grain: 0.05 },
  marble: { stops: [[0, 95, 95, 100], [0.4, 180, 180, 184], [0.75, 228, 227, 226], [1, 252, 251, 250]], contrast: 0.8, veins: 0.5, grain: 0 },
  wood: { stops: [[0, 45, 25, 12], [0.4, 120, 75, 38], [0.75, 185, 130, 75], [1, 230, 190, 140]], contrast: 0.9, veins: 0, grain: 0.32 },
  ice: { stops: [[0, 20, 60, 95], [0.4, 95, 165, 205], [0.75, 190, 228, 245], [1, 250, 254, 255]], contrast: 1.4, veins: 0.18, grain: 0 },
} as const satisfies Record<string, { stops: Stop[]; contrast: number; veins: number; grain: number }>;
export type Material = keyof typeof MATERIALS;
export const MATERIAL_NAMES = Object.keys(MATERIALS) as Material[];

const TEXTURE_SEED = 41;

function atStop(stops: readonly Readonly<Stop>[], value: number): [number, number, number] {
  const upper = stops.findIndex((stop) => stop[0] >= value);
  const high = stops[upper === -1 ? stops.length - 1 : upper]!;
  const low = stops[Math.max(0, (upper === -1 ? stops.length : upper) - 1)]!;
  const share = high[0] === low[0] ? 0 : (value - low[0]) / (high[0] - low[0]);
  return [1, 2, 3].map((channel) => low[channel]! + (high[channel]! - low[channel]!) * share) as [number, number, number];
}

/** Makes the masked region look as if it were of another material: its light stays, colour and texture change. */
export async function applyMaterial(raster: Raster, mask: Mask, material: Material, amount: number): Promise<Raster> {
  const { stops, contrast, veins, grain } = MATERIALS[material];
  const smooth = await fromSharp(toSharp(raster).median(5));
  const cell = Math.max(6, Math.round(raster.width / 28));
  const wide = valueNoise(raster, cell, createRandom(TEXTURE_SEED));
  const fine = valueNoise(raster, Math.max(3, Math.round(cell / 4)), createRandom(TEXTURE_SEED + 1));
  const dressed = mapPixels(smooth, (red, green, blue, pixel) => {
    const x = pixel % raster.width;
    const vein = veins * Math.max(0, 1 - Math.abs(wide[pixel]! + 0.35 * fine[pixel]! - 0.68) * 14);
    const rings = grain * Math.sin((x / cell) * 3.1 + wide[pixel]! * 9 + fine[pixel]! * 2);
    const light = 0.5 + contrast * (luma(red, green, blue) / 255 - 0.45) + 0.16 * rings - 0.4 * vein;
    return atStop(stops, Math.max(0, Math.min(1, light)));
  });
  return blend(raster, dressed, mask, amount);
}
