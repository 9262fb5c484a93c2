import type { CategoryTable } from "./category-table.ts";

/** (observed − expected)/(1 − expected); null where chance alone agrees always. */
function correct(observed: number, expected: number): number | null {
  return 1 - expected > 1e-15 ? (observed - expected) / (1 - expected) : null;
}

export type TwoRaterAgreement = {
  /** Share of units with the same category. */
  observed: number;
  /** What two people with these margins would agree on by chance. */
  expected: number;
  kappa: number | null;
  scottPi: number | null;
  ac1: number | null;
};

/**
 * Two people and one table, `table[i][j]` = units that the first put in i and the second in j. Cohen's κ (1960, Educ. Psychol.
 * Meas. 20, 37-46): pe = Σ r_k·c_k. Scott's π (1955): pe = Σ π_k², π the mean of both margins. Gwet's AC1: pe = Σ π_k(1 − π_k)/(q − 1).
 * Null for an empty table.
 */
export function computeTwoRaterAgreement(table: readonly (readonly number[])[]): TwoRaterAgreement | null {
  const q = table.length;
  const n = table.flat().reduce((sum, count) => sum + count, 0);
  if (n === 0) return null;
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0) / n);
  const columns = table.map((_, at) => table.reduce((sum, row) => sum + (row[at] ?? 0), 0) / n);
  const mean = rows.map((row, at) => (row + columns[at]!) / 2);
  const observed = table.reduce((sum, row, at) => sum + (row[at] ?? 0), 0) / n;
  const expected = rows.reduce((sum, row, at) => sum + row * columns[at]!, 0);
  return {
    observed,
    expected,
    kappa: correct(observed, expected),
    scottPi: correct(observed, mean.reduce((sum, share) => sum + share * share, 0)),
    ac1: q < 2 ? null : correct(observed, mean.reduce((sum, share) => sum + share * (1 - share), 0) / (q - 1)),
  };
}

export type ChanceAgreement = { /** Null where no unit has two answers, as is the coefficient. */ observed: number | null; expected: number | null; coefficient: number | null };

export type GwetWeights = "identity" | "linear" | "quadratic" | "ordinal";

function computeWeight(kind: GwetWeights, values: readonly number[], k: number, l: number): number {
  const q = values.length;
  if (k === l) return 1;
  if (kind === "identity") return 0;
  const range = values[q - 1]! - values[0]!;
  const gap = Math.abs(values[k]! - values[l]!);
  if (kind === "linear") return 1 - gap / range;
  if (kind === "quadratic") return 1 - (gap / range) ** 2;
  const steps = Math.abs(k - l) + 1;
  return 1 - (steps * (steps - 1)) / (q * (q - 1));
}

/** Mean share of each category over units with any answer: each unit counts once, however many answered. */
function computeShares({ unitCount, categoryCount: q, counts }: CategoryTable): Float64Array | null {
  const shares = new Float64Array(q);
  let answered = 0;
  for (let unit = 0; unit < unitCount; unit += 1) {
    let n = 0;
    for (let k = 0; k < q; k += 1) n += counts[unit * q + k]!;
    if (n === 0) continue;
    answered += 1;
    for (let k = 0; k < q; k += 1) shares[k]! += counts[unit * q + k]! / n;
  }
  return answered === 0 ? null : shares.map((share) => share / answered);
}

/** Mean over units with two answers of Σ_k r_k(r*_k − 1)/(r(r − 1)), r* = r·W. */
function computeObserved({ unitCount, categoryCount: q, counts }: CategoryTable, weight: (k: number, l: number) => number): number | null {
  const weights = Float64Array.from({ length: q * q }, (_, cell) => weight(Math.floor(cell / q), cell % q));
  let [sum, units] = [0, 0];
  for (let unit = 0; unit < unitCount; unit += 1) {
    let [n, own] = [0, 0];
    for (let k = 0; k < q; k += 1) {
      const count = counts[unit * q + k]!;
      n += count;
      let weighted = 0;
      for (let l = 0; l < q; l += 1) weighted += weights[k * q + l]! * counts[unit * q + l]!;
      own += count * (weighted - 1);
    }
    if (n < 2) continue;
    sum += own / (n * (n - 1));
    units += 1;
  }
  return units === 0 ? null : sum / units;
}

function assemble(observed: number | null, expected: number | null): ChanceAgreement {
  return { observed, expected, coefficient: observed === null || expected === null ? null : correct(observed, expected) };
}

/** Fleiss' κ (1971, Psychol. Bull. 76, 378-382) with unequal numbers of answers: pe = Σ π_k², π the mean share of each unit. */
export function computeFleiss(table: CategoryTable): ChanceAgreement {
  const shares = computeShares(table);
  return assemble(computeObserved(table, (k, l) => (k === l ? 1 : 0)), shares && shares.reduce((sum, share) => sum + share * share, 0));
}

/**
 * Gwet's AC1, and AC2 with weights (Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed.): pe = ΣW/(q(q−1))·Σ π_k(1 − π_k).
 * Steadier than κ and α where one category is rare. Ordinal weights: 1 − C(|k−l|+1, 2)/C(q, 2). `values`: the numbers of the
 * categories for linear and quadratic weights, 0, 1, … by default. The coefficient is null with fewer than two categories.
 */
export function computeGwet(table: CategoryTable, kind: GwetWeights = "identity", values: readonly number[] = Array.from({ length: table.categoryCount }, (_, k) => k)): ChanceAgreement {
  const q = table.categoryCount;
  const shares = computeShares(table);
  const weight = (k: number, l: number) => computeWeight(kind, values, k, l);
  const observed = computeObserved(table, weight);
  if (!shares || q < 2) return { observed, expected: null, coefficient: null };
  let sum = 0;
  for (let k = 0; k < q; k += 1) for (let l = 0; l < q; l += 1) sum += weight(k, l);
  return assemble(observed, (sum / (q * (q - 1))) * shares.reduce((total, share) => total + share * (1 - share), 0));
}
