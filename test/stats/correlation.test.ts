import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as stats from "#lib/stats/index.ts";
import { FIXED_RUNS } from "./properties.ts";

const lists = fc.array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 })), { minLength: 2, maxLength: 40 });
const columns = (rows: [number, number][]) => [Float64Array.from(rows, ([x]) => x), Float64Array.from(rows, ([, y]) => y)] as const;

function countPairs(x: Float64Array, y: Float64Array): { concordant: number; discordant: number; tiesFirstOnly: number; tiesSecondOnly: number; tiesBoth: number } {
  const counts = { concordant: 0, discordant: 0, tiesFirstOnly: 0, tiesSecondOnly: 0, tiesBoth: 0 };
  for (let i = 0; i < x.length; i += 1) {
    for (let j = i + 1; j < x.length; j += 1) {
      const [dx, dy] = [Math.sign(x[i]! - x[j]!), Math.sign(y[i]! - y[j]!)];
      if (dx === 0 && dy === 0) counts.tiesBoth += 1;
      else if (dx === 0) counts.tiesFirstOnly += 1;
      else if (dy === 0) counts.tiesSecondOnly += 1;
      else counts[dx === dy ? "concordant" : "discordant"] += 1;
    }
  }
  return counts;
}

function expectSame(actual: number | null, expected: number | null): void {
  if (actual === null || expected === null) expect(actual).toBe(expected);
  else expect(actual).toBeCloseTo(expected, 10);
}

describe("sorting", () => {
  it("puts many numbers in the order of comparing them, equal ones as they came", () => {
    const random = stats.createRandom(1);
    const special = [0, -0, Infinity, -Infinity, Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE, 1e-300];
    const values = Float64Array.from({ length: 20_000 }, (_, at) => (at % 50 === 0 ? special[(at / 50) % special.length]! : at % 3 === 0 ? Math.round(random() * 9) : (random() - 0.5) * 10 ** Math.round(random() * 40 - 20)));
    const expected = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
    expect(Array.from(stats.sortOrder(values))).toEqual(expected);
    const start = Uint32Array.from(values.keys()).reverse();
    const backwards = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || b - a);
    expect(Array.from(stats.sortOrder(values, start))).toEqual(backwards);
  });

  it("gives equal values their mean rank", () => {
    expect(Array.from(stats.computeRanks(Float64Array.of(12, 2, 1, 12, 2)))).toEqual([4.5, 2.5, 1, 4.5, 2.5]);
  });
});

describe("Kendall", () => {
  it("counts what looking at all pairs counts", () => {
    fc.assert(
      fc.property(lists, (rows) => {
        expect(stats.computeKendall(...columns(rows))).toMatchObject(countPairs(...columns(rows)));
      }),
      FIXED_RUNS,
    );
    const random = stats.createRandom(2);
    const x = Float64Array.from({ length: 5_000 }, () => Math.round(random() * 200));
    const y = x.map((value) => value + Math.round(random() * 300));
    expect(stats.computeKendall(x, y)).toMatchObject(countPairs(x, y));
  });

  it("is the same both ways round, for any order and unit, and turns with the sign", () => {
    fc.assert(
      fc.property(lists, (rows) => {
        const [x, y] = columns(rows);
        const found = stats.computeKendall(x, y);
        for (const other of [stats.computeKendall(y, x), stats.computeKendall(x.toReversed(), y.toReversed()), stats.computeKendall(x.map((value) => 3 * value + 1), y.map((value) => value ** 3))]) {
          expectSame(other.tauB, found.tauB);
          expectSame(other.tauC, found.tauC);
          expectSame(other.p, found.p);
        }
        expectSame(stats.computeKendall(x.map((value) => -value), y).tauB, found.tauB === null ? null : -found.tauB);
      }),
      FIXED_RUNS,
    );
  });
});

describe("Pearson and Spearman", () => {
  it("are the same both ways round, for any order and unit, and when everything is said twice", () => {
    fc.assert(
      fc.property(lists, (rows) => {
        const [x, y] = columns(rows);
        for (const compute of [stats.computePearson, stats.computeSpearman]) {
          const { r } = compute(x, y);
          expectSame(compute(y, x).r, r);
          expectSame(compute(x.toReversed(), y.toReversed()).r, r);
          expectSame(compute(x.map((value) => 5 * value - 7), y).r, r);
          expectSame(compute(columns([...rows, ...rows])[0], columns([...rows, ...rows])[1]).r, r);
        }
        expectSame(stats.computeSpearman(x.map((value) => value ** 3), y).r, stats.computeSpearman(x, y).r);
      }),
      FIXED_RUNS,
    );
  });

  it("are undefined for a constant list, also where its mean is rounded", () => {
    expect(stats.computePearson(new Float64Array(7).fill(0.1), Float64Array.of(1, 2, 3, 4, 5, 6, 7))).toEqual({ r: null, p: null, n: 7 });
    expect(stats.computePearson(Float64Array.of(1, 2), Float64Array.of(2, 4))).toEqual({ r: expect.closeTo(1, 12), p: null, n: 2 });
    expect(stats.computePearson(Float64Array.of(1, 2, 3), Float64Array.of(2, 4, 6))).toEqual({ r: expect.closeTo(1, 12), p: expect.closeTo(0, 6), n: 3 });
    expect(stats.computeFisherMean([null, 0.5])).toEqual({ mean: Math.tanh(Math.atanh(0.5)), n: 1 });
    expect(stats.computeFisherMean([1, -1]).mean).toBeNull();
  });

  it("have the p-values of t, whose quantiles are known", () => {
    // t of 1, 2 and 10 degrees of freedom at their two-sided 5 % points.
    for (const [t, degrees] of [[12.706204736432095, 1], [4.302652729696142, 2], [2.2281388519649385, 10]] as const) expect(stats.computeStudentTest(t, degrees)).toBeCloseTo(0.05, 10);
    for (const probability of [1e-9, 0.025, 0.5, 0.8, 0.975, 1 - 1e-9]) expect(stats.computeNormalQuantile(probability)).toBeCloseTo(-stats.computeNormalQuantile(1 - probability), 6);
    expect(stats.computeNormalQuantile(0.975)).toBeCloseTo(stats.Z_95, 12);
  });
});
