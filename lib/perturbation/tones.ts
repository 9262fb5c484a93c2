import { blend, luma, type Mask, mapPixels, type Raster } from "./raster.ts";

export const TONE_NAMES = ["dusk", "night", "sepia", "winter", "golden"] as const;
export type Tone = (typeof TONE_NAMES)[number];

type Change = (red: number, green: number, blue: number, isSky: number, height: number) => [number, number, number];

const CHANGES: Record<Tone, Change> = {
  dusk: (r, g, b, sky, y) => {
    const warm = sky * (0.35 + 0.65 * y);
    return [r * 0.72 + 95 * warm, g * 0.56 + 38 * warm, b * 0.68 + 42 * sky * (1 - y)];
  },
  night: (r, g, b, sky) => {
    const light = luma(r, g, b);
    const dim = sky > 0.5 ? 0.24 : 0.42;
    return [(r * 0.4 + light * 0.3) * dim * 1.1, (g * 0.45 + light * 0.35) * dim * 1.35, (b * 0.5 + light * 0.55) * dim * 1.9 + 16];
  },
  sepia: (r, g, b) => {
    const light = luma(r, g, b);
    return [light * 1.07 + 14, light * 0.93 + 6, light * 0.72];
  },
  winter: (r, g, b, sky) => {
    const light = luma(r, g, b);
    const frost = sky > 0.5 ? 0.25 : g >= b ? 0.72 : 0.4;
    return [r * (1 - frost) + (light * 0.6 + 92) * frost, g * (1 - frost) + (light * 0.6 + 97) * frost, b * (1 - frost) + (light * 0.6 + 108) * frost];
  },
  golden: (r, g, b, sky) => [r * 1.1 + 22 + 14 * sky, g * 0.98 + 10, b * 0.7 - 4],
};

/** Changes light and colour of the whole picture and keeps what is in it. `sky` may be null where there is none. */
export function applyTone(raster: Raster, sky: Mask | null, tone: Tone, amount: number): Raster {
  const change = CHANGES[tone];
  const toned = mapPixels(raster, (red, green, blue, pixel) => change(red, green, blue, sky ? sky.data[pixel]! : 0, Math.floor(pixel / raster.width) / raster.height));
  return blend(raster, toned, null, amount);
}
