import type { Pixels } from "../../lib/image/align.ts";

/** Measures of one picture by itself, from luma 0..255 at its own resolution. */
export type FineDetail = {
  /** Standard deviation of noise in the flat parts. */
  noise: number;
  /** 95th percentile of the gradient: what the sharpest edges reach. */
  sharpness: number;
  /** Differences across 8-pixel block borders over those elsewhere; 1 without blocks. */
  blockiness: number;
  /** Share of pixels at 0 or 255 in luma. */
  clipped: number;
};

const BAND_COUNT = 5;
const BAND_HEIGHT = 32;
const BLOCK = 8;
/** Gradients below this belong to flat parts. */
const FLAT = 14;

/** Luma (BT.601) of evenly spread bands of rows, each starting at a multiple of 8 so that block borders stay in place. */
function lumaBands({ data, width, height }: Pixels): Float32Array[] {
  const bandCount = Math.max(1, Math.min(BAND_COUNT, Math.floor(height / BAND_HEIGHT)));
  const rows = Math.min(BAND_HEIGHT, height);
  const step = bandCount === 1 ? 0 : (height - rows) / (bandCount - 1);
  return Array.from({ length: bandCount }, (_, band) => {
    const top = Math.floor((band * step) / BLOCK) * BLOCK;
    const luma = new Float32Array(rows * width);
    for (let at = 0, pixel = top * width * 3; at < luma.length; at += 1, pixel += 3) luma[at] = 0.299 * data[pixel]! + 0.587 * data[pixel + 1]! + 0.114 * data[pixel + 2]!;
    return luma;
  });
}

function percentile(histogram: Uint32Array, total: number, share: number): number {
  let seen = 0;
  for (let value = 0; value < histogram.length; value += 1) {
    seen += histogram[value]!;
    if (seen >= share * total) return value;
  }
  return histogram.length - 1;
}

type Totals = { laplacian: number; flat: number; onBorder: number; borders: number; elsewhere: number; others: number; clipped: number; seen: number; gradients: Uint32Array };

function addBand(luma: Float32Array, width: number, totals: Totals): void {
  const rows = luma.length / width;
  for (let y = 1; y < rows - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const here = luma[at]!;
      const left = luma[at - 1]!;
      const right = luma[at + 1]!;
      const above = luma[at - width]!;
      const below = luma[at + width]!;
      const gradient = Math.abs(right - left) + Math.abs(below - above);
      totals.gradients[Math.min(511, (gradient + 0.5) | 0)]! += 1;
      totals.seen += 1;
      if (here < 0.5 || here > 254.5) totals.clipped += 1;
      if (gradient < FLAT) {
        const corners = luma[at - width - 1]! + luma[at - width + 1]! + luma[at + width - 1]! + luma[at + width + 1]!;
        totals.laplacian += Math.abs(4 * here - 2 * (left + right + above + below) + corners);
        totals.flat += 1;
      }
      const isBorder = x % BLOCK === 0;
      const second = Math.abs(here - left);
      if (isBorder) {
        totals.onBorder += second;
        totals.borders += 1;
      } else {
        totals.elsewhere += second;
        totals.others += 1;
      }
    }
  }
}

/**
 * Noise after Immerkær (1996): mean absolute response of a 3 × 3 second-difference mask in flat parts, × √(π/2) / 6;
 * blockiness from differences along rows. Pictures narrower or lower than 3 pixels give zeros.
 */
export function measureFineDetail(picture: Pixels): FineDetail {
  const totals: Totals = { laplacian: 0, flat: 0, onBorder: 0, borders: 0, elsewhere: 0, others: 0, clipped: 0, seen: 0, gradients: new Uint32Array(512) };
  for (const band of lumaBands(picture)) addBand(band, picture.width, totals);
  if (totals.seen === 0) return { noise: 0, sharpness: 0, blockiness: 1, clipped: 0 };
  const border = totals.onBorder / Math.max(1, totals.borders);
  const other = totals.elsewhere / Math.max(1, totals.others);
  return {
    noise: totals.flat === 0 ? 0 : (Math.sqrt(Math.PI / 2) / 6) * (totals.laplacian / totals.flat),
    sharpness: percentile(totals.gradients, totals.seen, 0.95),
    blockiness: (border + 0.5) / (other + 0.5),
    clipped: totals.clipped / totals.seen,
  };
}
