import type { Photograph, PhotographLoader } from "./catalogue.ts";
import { addArtefact } from "./faults.ts";
import type { HardKind } from "./hard-kinds.ts";
import type { Language } from "./hard-words.ts";
import type { Strength } from "./match-size.ts";
import { pasteSubject, type Pasted, type Placement } from "./paste.ts";
import { createRandom, type Random } from "./random.ts";
import { blend, mapMask, mapPixels, type Mask, type Raster } from "./raster.ts";

/** One way to go wrong, stronger or weaker, until its change is as large as the good edit's. */
export type HardNegative = { render: (strength: number) => Promise<Raster>; range: Strength };

/** A source, what is asked, the edit done well, and wrong edits that can be brought to the same size. */
export type HardCase = { taskType: string; photographs: Photograph[]; instruction: string; language: Language; source: Raster; good: Raster; region: Mask; negatives: Partial<Record<HardKind, HardNegative>> };

export type HardBuilder = (context: { loader: PhotographLoader; random: Random; language: Language }) => Promise<HardCase | null>;

export const SIZES: Strength = { low: 0.35, high: 1.9 };
export const AMOUNTS: Strength = { low: 0.1, high: 1 };
/** For what cannot be made stronger or weaker: the range is a point, and the picture matches or is left out. */
export const AS_IT_IS: Strength = { low: 1, high: 1 };

export function paste(base: Raster, from: Photograph, at: Placement): Promise<Pasted> {
  return pasteSubject(base, from, at, { hasShadow: from.subject?.placed === "ground" });
}

/** Several of one subject, one after the other. */
export async function pasteAll(base: Raster, from: Photograph, places: readonly Placement[], scale = 1): Promise<Pasted> {
  let raster = base;
  let mask: Mask | null = null;
  for (const at of places) {
    const pasted = await paste(raster, from, { ...at, height: at.height * scale });
    raster = pasted.raster;
    const before: Mask | null = mask;
    mask = before ? mapMask(before, (value, index) => Math.max(value, pasted.mask.data[index]!)) : pasted.mask;
  }
  return { raster, mask: mask! };
}

/** A place away from the region: a soft ellipse, the same for the same seed. */
function awayFrom(region: Mask, seed: number): Mask {
  const random = createRandom(seed);
  const { width, height, data } = region;
  let best = { x: width / 2, y: height / 2, overlap: Number.POSITIVE_INFINITY };
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const [x, y] = [random.between(0.15, 0.85) * width, random.between(0.2, 0.85) * height];
    let overlap = 0;
    for (let row = -3; row <= 3; row += 1) for (let column = -3; column <= 3; column += 1) overlap += data[Math.max(0, Math.min(height - 1, Math.round(y + (row * height) / 20))) * width + Math.max(0, Math.min(width - 1, Math.round(x + (column * width) / 20)))]!;
    if (overlap < best.overlap) best = { x, y, overlap };
  }
  const [radiusX, radiusY] = [width * random.between(0.13, 0.2), height * random.between(0.13, 0.2)];
  return mapMask(region, (value, index) => Math.max(0, Math.min(1, (1.15 - Math.hypot(((index % width) - best.x) / radiusX, (Math.floor(index / width) - best.y) / radiusY)) * 4)) * (1 - value));
}

/** Changes light or colour of something else, `strength` 0..1; seeded, so that only the strength varies. */
export function changeElsewhere(raster: Raster, region: Mask, strength: number, seed: number): Raster {
  const random = createRandom(seed + 1);
  const shift = random.pick([[70, 60, 40], [-70, -60, -60], [60, -30, -50], [-50, 10, 60]] as const);
  return blend(raster, mapPixels(raster, (red, green, blue) => [red + shift[0] * 1.6, green + shift[1] * 1.6, blue + shift[2] * 1.6]), awayFrom(region, seed), strength);
}

/** Another thing of the same size: the region of a change that should have been elsewhere. */
export function otherRegion(region: Mask, seed: number): Mask {
  return awayFrom(region, seed + 7);
}

/** Traces of bad editing that are easily overlooked. */
export async function spoil(raster: Raster, region: Mask, seed: number): Promise<Raster> {
  const random = createRandom(seed + 3);
  return (await addArtefact(raster, region, random.between(0.25, 0.6), random)).raster;
}
