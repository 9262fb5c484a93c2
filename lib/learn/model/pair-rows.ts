import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { fitDavidson, type PairRow } from "./fit-davidson.ts";
import type { LearnJudgment } from "./training-set.ts";

export type GroupedRow = PairRow & { group: number };

/** The smallest scale of the starter: where its judgments say nothing, the head still orders as it does. */
const LEAST_SCALE = 0.05;
const SCALE_PENALTY = 0.01;

/** Judgments of the same comparison in one row, each answer by the weight of its annotator. */
export function toPairRows(judgments: readonly LearnJudgment[], weightOf: (annotator: number) => number, inputs: readonly Float64Array[]): GroupedRow[] {
  const rows = new Map<number, GroupedRow>();
  for (const { comparison, a, b, annotator, group, outcome } of judgments) {
    let row = rows.get(comparison);
    if (!row) {
      const other = inputs[b]!;
      row = { inputs: inputs[a]!.map((value, at) => value - other[at]!), a: 0, b: 0, tie: 0, group };
      rows.set(comparison, row);
    }
    const weight = weightOf(annotator);
    if (outcome === 1) row.a += weight;
    else if (outcome === -1) row.b += weight;
    else row.tie += weight;
  }
  return [...rows.values()];
}

/** The first `width` inputs of every row. */
export function narrow(rows: readonly GroupedRow[], width: number): GroupedRow[] {
  return rows.map((row) => ({ ...row, inputs: row.inputs.subarray(0, width) }));
}

/** At most `most` rows, drawn by seed. */
export function sampleRows(rows: readonly GroupedRow[], most: number, seed: number): GroupedRow[] {
  if (rows.length <= most) return [...rows];
  return shuffle(rows, seed).slice(0, most);
}

/** A seeded permutation. */
export function shuffle<Value>(values: readonly Value[], seed: number): Value[] {
  const random = xoroshiro128plus(seed);
  const shuffled = [...values];
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    const other = Math.floor(((random.next() >>> 0) / 2 ** 32) * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other]!, shuffled[at]!];
  }
  return shuffled;
}

/** Where the weights are pulled to: the starter's own log-odds in one dimension, scaled to these answers, and nothing else. */
export function starterPrior(rows: readonly GroupedRow[], width: number, starterColumn: number): Float64Array {
  const alone = rows.map((row) => ({ ...row, inputs: row.inputs.subarray(starterColumn, starterColumn + 1) }));
  const { weights } = fitDavidson(alone, { prior: Float64Array.of(1), penalties: Float64Array.of(SCALE_PENALTY) });
  const prior = new Float64Array(width);
  prior[starterColumn] = Math.max(LEAST_SCALE, weights[0]!);
  return prior;
}
