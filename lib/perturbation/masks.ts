import { mapMask, type Mask } from "./raster.ts";

/** Whatever either mask covers. */
export function union(a: Mask, b: Mask): Mask {
  return mapMask(a, (value, index) => Math.max(value, b.data[index]!));
}

/** The lower part of a region: what a half-done edit leaves out. */
export function upperPart(mask: Mask, share: number): Mask {
  let top = mask.height;
  let bottom = 0;
  for (let index = 0; index < mask.data.length; index += 1) {
    if (mask.data[index]! < 0.5) continue;
    const y = Math.floor(index / mask.width);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const limit = top + (bottom - top) * share;
  return mapMask(mask, (value, index) => value * Math.max(0, Math.min(1, (limit - Math.floor(index / mask.width)) / 12 + 0.5)));
}
