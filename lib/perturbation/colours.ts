import { blend, luma, type Mask, mapPixels, type Raster } from "./raster.ts";

/** Named colours as people use them in instructions. */
export const COLOURS = {
  red: [205, 38, 38],
  orange: [232, 125, 30],
  yellow: [235, 200, 50],
  green: [60, 150, 70],
  blue: [45, 95, 200],
  purple: [130, 70, 175],
  pink: [235, 120, 165],
  white: [238, 238, 236],
  black: [38, 38, 42],
  turquoise: [40, 175, 170],
} as const satisfies Record<string, readonly [number, number, number]>;
export type ColourName = keyof typeof COLOURS;
export const COLOUR_NAMES = Object.keys(COLOURS) as ColourName[];

const TINT = 0.9;

/** Gives the masked region a colour and keeps its light and shade. */
export function recolour(raster: Raster, mask: Mask, colour: ColourName, amount: number): Raster {
  const [red, green, blue] = COLOURS[colour];
  const own = luma(red, green, blue);
  const isNeutral = colour === "white" || colour === "black";
  const tinted = mapPixels(raster, (r, g, b) => {
    const light = luma(r, g, b);
    const shade = isNeutral ? (colour === "white" ? 0.62 + 0.45 * (light / 255) : 0.35 + 1.1 * (light / 255)) : Math.min(2.2, 0.25 + (0.95 * light) / Math.max(60, Math.min(own, 150)));
    return [red * shade, green * shade, blue * shade];
  });
  return blend(raster, tinted, mask, amount * TINT);
}
