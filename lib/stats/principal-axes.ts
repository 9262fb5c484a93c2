import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { dot } from "./dot.ts";

const ROUNDS = 10;

/** Gram-Schmidt, in place. */
function orthonormalise(basis: Float64Array[]): void {
  for (const [index, vector] of basis.entries()) {
    for (const earlier of basis.slice(0, index)) {
      const share = dot(vector, earlier);
      for (let at = 0; at < vector.length; at += 1) vector[at]! -= share * earlier[at]!;
    }
    const norm = Math.sqrt(dot(vector, vector)) || 1;
    for (let at = 0; at < vector.length; at += 1) vector[at]! /= norm;
  }
}

/** The leading principal axes of centred rows, unit vectors, by subspace iteration from a seeded start. At most as many as rows. */
export function findPrincipalAxes(rows: readonly Float64Array[], count: number, seed: number): Float64Array[] {
  const width = rows[0]?.length ?? 0;
  const random = xoroshiro128plus(seed);
  let basis = Array.from({ length: Math.min(count, rows.length, width) }, () => Float64Array.from({ length: width }, () => (random.next() >>> 0) / 2 ** 31 - 1));
  orthonormalise(basis);
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = basis.map(() => new Float64Array(width));
    for (const row of rows) {
      for (const [index, axis] of basis.entries()) {
        const share = dot(row, axis);
        const sum = next[index]!;
        for (let at = 0; at < width; at += 1) sum[at]! += share * row[at]!;
      }
    }
    orthonormalise(next);
    basis = next;
  }
  return basis;
}
