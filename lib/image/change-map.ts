import sharp from "sharp";
import { align, type Alignment, layOver, type Pixels } from "./align.ts";
import { derivativeKey, getStorage } from "./storage.ts";

const LONGEST_SIDE = 1024;
/** Differences of luma and chroma up to here are recompression, not an edit. */
const NOISE_FLOOR = 10;
/** From this difference on, a pixel counts as changed. */
const CHANGED_FROM = 28;
const FULL_SCALE = 110;
const BLUR_SIGMA = 1.2;

export type ChangeMap = { webp: Buffer; changedShare: number; alignment: Alignment };
type Size = { width: number; height: number };

async function readPixels(sha256: string): Promise<Pixels> {
  const { data, info } = await sharp(await getStorage().read(derivativeKey(sha256, "view")))
    .flatten({ background: "#808080" })
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: "inside", withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Both pictures are blurred at the same size: blurred before it is scaled, a merely scaled one would seem changed. */
async function soften(data: Buffer, { width, height }: Size): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 } }).blur(BLUR_SIGMA).raw().toBuffer();
}

/** The candidate on the source's canvas; where it does not reach, the source itself, so that no edge bleeds in. */
async function layOverSource(edit: Pixels, covered: Alignment["covered"], original: Pixels): Promise<Awaited<ReturnType<typeof layOver>>> {
  const { data, mask } = await layOver(edit, covered, original);
  for (let y = 0; y < original.height; y += 1) {
    for (let x = 0; x < original.width; x += 1) {
      const at = (y * original.width + x) * 3;
      if (!mask(x, y)) original.data.copy(data, at, at, at + 3);
    }
  }
  return { data: await soften(data, original), mask };
}

/** Distance of two sRGB colours in a luma-chroma space (BT.601), weighted as the eye sees: 0..about 255. */
function difference(a: Buffer, b: Buffer, at: number): number {
  const red = a[at]! - b[at]!;
  const green = a[at + 1]! - b[at + 1]!;
  const blue = a[at + 2]! - b[at + 2]!;
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
  const chromaBlue = 0.564 * (blue - luma);
  const chromaRed = 0.713 * (red - luma);
  return Math.sqrt(luma * luma + 1.5 * (chromaBlue * chromaBlue + chromaRed * chromaRed));
}

/**
 * The visible difference of a candidate and its source: an 8-bit map in the source's shape (0 same, 255 very different,
 * 0 where the candidate does not reach) and the share of covered pixels that changed. Both pictures must be READY.
 */
export async function computeChangeMap(candidate: { sha256: string } & Size, source: { sha256: string } & Size): Promise<ChangeMap> {
  const [edit, original] = await Promise.all([readPixels(candidate.sha256), readPixels(source.sha256)]);
  const sizes = { candidate: { width: candidate.width, height: candidate.height }, source: { width: source.width, height: source.height } };
  const alignment = await align(edit, original, sizes);
  const [{ data, mask }, softOriginal] = await Promise.all([layOverSource(edit, alignment.covered, original), soften(original.data, original)]);
  const map = Buffer.alloc(original.width * original.height);
  let changed = 0;
  let covered = 0;
  for (let y = 0; y < original.height; y += 1) {
    for (let x = 0; x < original.width; x += 1) {
      if (!mask(x, y)) continue;
      const index = y * original.width + x;
      const distance = difference(data, softOriginal, index * 3);
      covered += 1;
      if (distance >= CHANGED_FROM) changed += 1;
      map[index] = Math.min(255, Math.max(0, (255 * (distance - NOISE_FLOOR)) / FULL_SCALE));
    }
  }
  const webp = await sharp(map, { raw: { width: original.width, height: original.height, channels: 1 } }).webp({ quality: 80, effort: 2 }).toBuffer();
  return { webp, changedShare: covered === 0 ? 0 : changed / covered, alignment };
}
