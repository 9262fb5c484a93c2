import sharp, { type Sharp } from "sharp";

/** Opaque sRGB pixels, three bytes each, row by row. */
export type Raster = { width: number; height: number; data: Buffer };
/** Weights 0..1, one a pixel. */
export type Mask = { width: number; height: number; data: Float32Array };
export type Size = { width: number; height: number };

/** The raster as a sharp pipeline. */
export function toSharp({ width, height, data }: Raster): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** Runs a sharp pipeline and reads its pixels back as sRGB. */
export async function fromSharp(pipeline: Sharp): Promise<Raster> {
  const { data, info } = await pipeline.toColourspace("srgb").removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** Reads a picture, at most `maxSide` pixels long. */
export async function readRaster(file: string, maxSide: number): Promise<Raster> {
  return fromSharp(sharp(file).autoOrient().resize(maxSide, maxSide, { fit: "inside", withoutEnlargement: true }));
}

/** Reads an 8-bit mask at the size of its picture. */
export async function readMask(file: string, { width, height }: Size): Promise<Mask> {
  const bytes = await sharp(file).resize(width, height, { fit: "fill" }).greyscale().raw().toBuffer();
  return { width, height, data: Float32Array.from(bytes, (value) => value / 255) };
}

export function cloneRaster({ width, height, data }: Raster): Raster {
  return { width, height, data: Buffer.from(data) };
}

export function fullMask({ width, height }: Size, value = 1): Mask {
  return { width, height, data: new Float32Array(width * height).fill(value) };
}

export function mapMask(mask: Mask, change: (value: number, index: number) => number): Mask {
  return { ...mask, data: mask.data.map(change) };
}

/** Softens the edge of a mask; `sigma` in pixels. */
export async function blurMask(mask: Mask, sigma: number): Promise<Mask> {
  const bytes = Buffer.from(mask.data.map((value) => Math.round(value * 255)));
  const blurred = await sharp(bytes, { raw: { width: mask.width, height: mask.height, channels: 1 } }).blur(Math.max(0.3, sigma)).greyscale().raw().toBuffer();
  return { ...mask, data: Float32Array.from(blurred, (value) => value / 255) };
}

/** base·(1−w) + over·w, with w the mask times `amount`. Both rasters and the mask have one size. */
export function blend(base: Raster, over: Raster, mask: Mask | null, amount = 1): Raster {
  const result = cloneRaster(base);
  for (let pixel = 0, at = 0; at < result.data.length; pixel += 1, at += 3) {
    const weight = (mask ? mask.data[pixel]! : 1) * amount;
    if (weight <= 0) continue;
    for (let channel = at; channel < at + 3; channel += 1) result.data[channel] = Math.round(base.data[channel]! * (1 - weight) + over.data[channel]! * weight);
  }
  return result;
}

/** A new raster by a function of each pixel's red, green and blue (0..255); results are clamped. */
export function mapPixels(raster: Raster, change: (red: number, green: number, blue: number, pixel: number) => [number, number, number]): Raster {
  const result = cloneRaster(raster);
  for (let pixel = 0, at = 0; at < result.data.length; pixel += 1, at += 3) {
    const changed = change(raster.data[at]!, raster.data[at + 1]!, raster.data[at + 2]!, pixel);
    for (let channel = 0; channel < 3; channel += 1) result.data[at + channel] = Math.max(0, Math.min(255, Math.round(changed[channel]!)));
  }
  return result;
}

/** Luma of BT.601, 0..255. */
export function luma(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** Share of the frame that a mask covers, 0..1. */
export function maskShare(mask: Mask): number {
  let sum = 0;
  for (const value of mask.data) sum += value;
  return sum / mask.data.length;
}

export type PictureFormat = "jpeg" | "webp" | "png";

/** Encodes without metadata. */
export function encodeRaster(raster: Raster, format: PictureFormat, quality = 90): Promise<Buffer> {
  const pipeline = toSharp(raster);
  if (format === "jpeg") return pipeline.jpeg({ quality, chromaSubsampling: "4:4:4" }).toBuffer();
  if (format === "webp") return pipeline.webp({ quality, effort: 2 }).toBuffer();
  return pipeline.png({ compressionLevel: 6 }).toBuffer();
}
