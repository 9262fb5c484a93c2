import sharp from "sharp";

/** How a candidate was laid over its source before they were compared. */
export type AlignmentMethod = "same" | "scaled" | "cropped" | "padded" | "stretched";

export type Alignment = {
  method: AlignmentMethod;
  /** Pixels of the candidate and of the source, as uploaded and upright. */
  candidate: { width: number; height: number };
  source: { width: number; height: number };
  /** The part of the source that the candidate covers, as shares 0..1 of its width and height. */
  covered: { x: number; y: number; width: number; height: number };
};

type Size = { width: number; height: number };
/** Opaque sRGB pixels, three bytes each. */
export type Pixels = Size & { data: Buffer };

const SAME_ASPECT = 0.015;
const PROBE_SIDE = 64;

const FULL = { x: 0, y: 0, width: 1, height: 1 };

/** A centred part of the source with the candidate's aspect ratio: what a centre crop would have kept. */
function centredCrop(candidate: Size, source: Size): Alignment["covered"] {
  const ratio = candidate.width / candidate.height / (source.width / source.height);
  if (ratio < 1) return { x: (1 - ratio) / 2, y: 0, width: ratio, height: 1 };
  return { x: 0, y: (1 - 1 / ratio) / 2, width: 1, height: 1 / ratio };
}

/** The reverse: the whole source lies inside the candidate, which has borders around it. */
function centredPad(candidate: Size, source: Size): Alignment["covered"] {
  const ratio = candidate.width / candidate.height / (source.width / source.height);
  if (ratio < 1) return { x: 0, y: (1 - 1 / ratio) / 2, width: 1, height: 1 / ratio };
  return { x: (1 - ratio) / 2, y: 0, width: ratio, height: 1 };
}

/** Lays the candidate over a canvas of the source's shape; what it does not cover is left out by `mask`. */
export async function layOver(candidate: Pixels, covered: Alignment["covered"], canvas: Size): Promise<{ data: Buffer; mask: (x: number, y: number) => boolean }> {
  const left = Math.round(covered.x * canvas.width);
  const top = Math.round(covered.y * canvas.height);
  const width = Math.max(1, Math.round(covered.width * canvas.width));
  const height = Math.max(1, Math.round(covered.height * canvas.height));
  const resized = await sharp(candidate.data, { raw: { width: candidate.width, height: candidate.height, channels: 3 } })
    .resize(width, height, { fit: "fill" })
    .raw()
    .toBuffer();
  const data = Buffer.alloc(canvas.width * canvas.height * 3);
  for (let y = Math.max(0, top); y < Math.min(canvas.height, top + height); y += 1) {
    const from = Math.max(0, left);
    const to = Math.min(canvas.width, left + width);
    resized.copy(data, (y * canvas.width + from) * 3, ((y - top) * width + from - left) * 3, ((y - top) * width + to - left) * 3);
  }
  return { data, mask: (x, y) => x >= left && x < left + width && y >= top && y < top + height };
}

async function probeDifference(candidate: Pixels, source: Pixels, covered: Alignment["covered"]): Promise<number> {
  const canvas = { width: PROBE_SIDE, height: PROBE_SIDE };
  const small = await sharp(source.data, { raw: { width: source.width, height: source.height, channels: 3 } }).resize(PROBE_SIDE, PROBE_SIDE, { fit: "fill" }).raw().toBuffer();
  const { data, mask } = await layOver(candidate, covered, canvas);
  let sum = 0;
  let count = 0;
  for (let y = 0; y < PROBE_SIDE; y += 1) {
    for (let x = 0; x < PROBE_SIDE; x += 1) {
      if (!mask(x, y)) continue;
      const at = (y * PROBE_SIDE + x) * 3;
      for (let channel = 0; channel < 3; channel += 1) sum += Math.abs(small[at + channel]! - data[at + channel]!);
      count += 3;
    }
  }
  return count === 0 ? Number.POSITIVE_INFINITY : sum / count;
}

/**
 * Decides how a candidate lies over its source. Equal or nearly equal aspect ratios (within 1.5 %) are scaled; otherwise
 * centre crop, padding and stretching are tried on small copies and the one with the smallest mean difference wins.
 */
export async function align(candidate: Pixels, source: Pixels, sizes: { candidate: Size; source: Size }): Promise<Alignment> {
  const ratio = sizes.candidate.width / sizes.candidate.height / (sizes.source.width / sizes.source.height);
  const isSame = sizes.candidate.width === sizes.source.width && sizes.candidate.height === sizes.source.height;
  if (isSame) return { method: "same", ...sizes, covered: FULL };
  if (Math.abs(ratio - 1) <= SAME_ASPECT) return { method: "scaled", ...sizes, covered: FULL };
  const tried = [
    { method: "cropped" as const, covered: centredCrop(sizes.candidate, sizes.source) },
    { method: "padded" as const, covered: centredPad(sizes.candidate, sizes.source) },
    { method: "stretched" as const, covered: FULL },
  ];
  let best = { ...tried[0]!, difference: Number.POSITIVE_INFINITY };
  for (const option of tried) {
    const difference = await probeDifference(candidate, source, option.covered);
    if (difference < best.difference) best = { ...option, difference };
  }
  return { method: best.method, ...sizes, covered: best.covered };
}

/** How a stored candidate lies over its source; one that is not prepared yet counts as covering all of it. */
export function readAlignment(stored: unknown): Pick<Alignment, "method" | "covered"> {
  const { method, covered } = (stored ?? { method: "stretched", covered: FULL }) as Alignment;
  return { method, covered };
}

const METHOD_WORDS: Record<AlignmentMethod, string> = {
  same: "same size as the source",
  scaled: "scaled to the source",
  cropped: "compared with the centre of the source, as a crop",
  padded: "its borders were left out of the comparison",
  stretched: "stretched to the source's shape",
};

/** A sentence for people: how the candidate was aligned. */
export function describeAlignment(alignment: Alignment): string {
  const { candidate, source, method } = alignment;
  return `${source.width}×${source.height} → ${candidate.width}×${candidate.height}, ${METHOD_WORDS[method]}`;
}
