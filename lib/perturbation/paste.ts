import sharp, { type Sharp } from "sharp";
import type { Photograph } from "./catalogue.ts";
import { blend, cloneRaster, fullMask, luma, type Mask, mapPixels, type Raster, toSharp } from "./raster.ts";

/** Where a cut-out goes: centre and bottom as shares of the picture, height as a share of the picture's height. */
export type Placement = { x: number; bottom: number; height: number; flip: boolean };
export type Pasted = { raster: Raster; mask: Mask };

const TONE_MATCH = 0.35;
const SHADOW_DARKNESS = 0.42;

function boundsOf(mask: Mask): { left: number; top: number; width: number; height: number } {
  let [left, top, right, bottom] = [mask.width, mask.height, 0, 0];
  for (let y = 0; y < mask.height; y += 1) {
    for (let x = 0; x < mask.width; x += 1) {
      if (mask.data[y * mask.width + x]! < 0.5) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** The subject of a photograph, cropped and scaled to a height in pixels, with its own mask. */
async function cutOut(photograph: Photograph, height: number, flip: boolean): Promise<{ raster: Raster; mask: Mask }> {
  const mask = photograph.subjectMask;
  if (!mask) throw new RangeError(`${photograph.id} has no subject.`);
  const bounds = boundsOf(mask);
  const width = Math.max(1, Math.round((bounds.width / bounds.height) * height));
  const grey = Buffer.from(mask.data.map((value) => value * 255));
  const scale = (pipeline: Sharp) => pipeline.extract(bounds).resize(width, height, { fit: "fill" }).flop(flip).raw().toBuffer();
  const data = await scale(toSharp(photograph.raster));
  const weights = await scale(sharp(grey, { raw: { width: mask.width, height: mask.height, channels: 1 } }).toColourspace("b-w"));
  const channels = weights.length / (width * height);
  return { raster: { width, height, data }, mask: { width, height, data: Float32Array.from({ length: width * height }, (_, index) => weights[index * channels]! / 255) } };
}

function meanLuma(raster: Raster, mask: Mask | null): number {
  let sum = 0;
  let weight = 0;
  for (let pixel = 0, at = 0; at < raster.data.length; pixel += 1, at += 3) {
    const w = mask ? mask.data[pixel]! : 1;
    sum += w * luma(raster.data[at]!, raster.data[at + 1]!, raster.data[at + 2]!);
    weight += w;
  }
  return weight === 0 ? 128 : sum / weight;
}

/** A flat ellipse under the feet that darkens the ground. */
function dropShadow(base: Raster, centreX: number, bottom: number, width: number): Raster {
  const result = cloneRaster(base);
  const radiusX = width * 0.52;
  const radiusY = Math.max(3, width * 0.07);
  for (let y = Math.max(0, Math.floor(bottom - radiusY * 1.6)); y < Math.min(base.height, bottom + radiusY * 1.6); y += 1) {
    for (let x = Math.max(0, Math.floor(centreX - radiusX * 1.3)); x < Math.min(base.width, centreX + radiusX * 1.3); x += 1) {
      const distance = Math.hypot((x - centreX) / radiusX, (y - bottom) / radiusY);
      const darkness = SHADOW_DARKNESS * Math.max(0, Math.min(1, 1.35 - distance));
      const at = (y * base.width + x) * 3;
      for (let channel = at; channel < at + 3; channel += 1) result.data[channel] = Math.round(base.data[channel]! * (1 - darkness));
    }
  }
  return result;
}

/**
 * Puts the subject of one photograph into a picture, its brightness drawn towards the picture's, with a shadow when it
 * stands on the ground. Returns the picture and where the subject is now.
 */
export async function pasteSubject(base: Raster, from: Photograph, placement: Placement, style: { hasShadow: boolean; hardEdge?: boolean }): Promise<Pasted> {
  const height = Math.max(8, Math.round(placement.height * base.height));
  const piece = await cutOut(from, height, placement.flip);
  const gain = 1 + TONE_MATCH * (meanLuma(base, null) / Math.max(1, meanLuma(piece.raster, piece.mask)) - 1);
  const toned = mapPixels(piece.raster, (red, green, blue) => [red * gain, green * gain, blue * gain]);
  const left = Math.round(placement.x * base.width - piece.raster.width / 2);
  const top = Math.round(placement.bottom * base.height - height);
  const over = style.hasShadow ? dropShadow(base, placement.x * base.width, placement.bottom * base.height - 2, piece.raster.width) : cloneRaster(base);
  const mask = fullMask(base, 0);
  const layer = cloneRaster(over);
  for (let y = Math.max(0, -top); y < height && y + top < base.height; y += 1) {
    for (let x = Math.max(0, -left); x < piece.raster.width && x + left < base.width; x += 1) {
      const weight = piece.mask.data[y * piece.raster.width + x]!;
      const target = (y + top) * base.width + x + left;
      mask.data[target] = style.hardEdge ? (weight > 0.25 ? 1 : 0) : weight;
      toned.data.copy(layer.data, target * 3, (y * piece.raster.width + x) * 3, (y * piece.raster.width + x) * 3 + 3);
    }
  }
  return { raster: blend(over, layer, mask), mask };
}
