import type { Sharp } from "sharp";

const SIDE = 32;
const KEPT = 8;

const COSINES = Float64Array.from({ length: KEPT * SIDE }, (_, index) => Math.cos((Math.PI * Math.floor(index / SIDE) * (2 * (index % SIDE) + 1)) / (2 * SIDE)));

/** Lowest 8×8 coefficients of the two-dimensional DCT-II of a 32×32 grey picture. */
function lowFrequencies(grey: Uint8Array): Float64Array {
  const rows = new Float64Array(KEPT * SIDE);
  for (let v = 0; v < KEPT; v += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      let sum = 0;
      for (let y = 0; y < SIDE; y += 1) sum += COSINES[v * SIDE + y]! * grey[y * SIDE + x]!;
      rows[v * SIDE + x] = sum;
    }
  }
  const result = new Float64Array(KEPT * KEPT);
  for (let v = 0; v < KEPT; v += 1) {
    for (let u = 0; u < KEPT; u += 1) {
      let sum = 0;
      for (let x = 0; x < SIDE; x += 1) sum += COSINES[u * SIDE + x]! * rows[v * SIDE + x]!;
      result[v * KEPT + u] = sum;
    }
  }
  return result;
}

/**
 * 64 bits: whether each low-frequency DCT coefficient lies above their median. Near-duplicates differ in few bits.
 * Returned as a signed integer, the way PostgreSQL stores it.
 */
export async function computePerceptualHash(picture: Sharp): Promise<bigint> {
  const grey = await picture.clone().flatten({ background: "#808080" }).resize(SIDE, SIDE, { fit: "fill" }).greyscale().raw().toBuffer();
  const coefficients = lowFrequencies(grey);
  // The constant term says only how bright the picture is.
  const sorted = coefficients.slice(1).sort();
  const median = sorted[Math.floor(sorted.length / 2)]!;
  let bits = 0n;
  for (const coefficient of coefficients) bits = (bits << 1n) | (coefficient > median ? 1n : 0n);
  return BigInt.asIntN(64, bits);
}

/** Number of differing bits, 0..64. */
export function hammingDistance(left: bigint, right: bigint): number {
  let difference = BigInt.asUintN(64, left ^ right);
  let count = 0;
  for (; difference > 0n; difference &= difference - 1n) count += 1;
  return count;
}
