import { blend, fromSharp, luma, mapPixels, type Raster, toSharp } from "./raster.ts";

export const STYLE_NAMES = ["pencil", "watercolour", "poster", "oil"] as const;
export type Style = (typeof STYLE_NAMES)[number];

async function drawPencil(raster: Raster): Promise<Raster> {
  const grey = mapPixels(raster, (red, green, blue) => Array<number>(3).fill(luma(red, green, blue)) as [number, number, number]);
  const soft = await fromSharp(toSharp(mapPixels(grey, (value) => [255 - value, 255 - value, 255 - value])).blur(Math.max(2, raster.width / 170)));
  return mapPixels(grey, (value, _green, _blue, pixel) => {
    const dodged = Math.min(255, (value * 255) / Math.max(1, 255 - soft.data[pixel * 3]!));
    const line = 255 - (255 - dodged) * 1.5;
    return [line, line * 0.992, line * 0.975];
  });
}

async function paintWatercolour(raster: Raster): Promise<Raster> {
  const flat = await fromSharp(toSharp(raster).median(7).modulate({ saturation: 1.25, brightness: 1.08 }));
  const edges = await drawPencil(raster);
  return mapPixels(flat, (red, green, blue, pixel) => {
    const line = 0.72 + 0.28 * (edges.data[pixel * 3]! / 255);
    return [(red * 0.86 + 34) * line, (green * 0.86 + 34) * line, (blue * 0.86 + 33) * line];
  });
}

async function printPoster(raster: Raster): Promise<Raster> {
  const flat = await fromSharp(toSharp(raster).median(5).modulate({ saturation: 1.5 }));
  const step = (value: number) => (Math.round((value / 255) * 4) / 4) * 255;
  return mapPixels(flat, (red, green, blue) => [step(red), step(green), step(blue)]);
}

async function paintOil(raster: Raster): Promise<Raster> {
  const strokes = await fromSharp(toSharp(raster).median(9).modulate({ saturation: 1.35 }));
  return fromSharp(toSharp(strokes).sharpen({ sigma: 2.2, m1: 2, m2: 4 }));
}

const PAINTERS: Record<Style, (raster: Raster) => Promise<Raster>> = { pencil: drawPencil, watercolour: paintWatercolour, poster: printPoster, oil: paintOil };

/** Redraws the whole picture in a style; `amount` below 1 leaves some of the photograph. */
export async function applyStyle(raster: Raster, style: Style, amount: number): Promise<Raster> {
  return blend(raster, await PAINTERS[style](raster), null, amount);
}
