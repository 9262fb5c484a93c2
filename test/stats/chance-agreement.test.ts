import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as stats from "#lib/stats/index.ts";
import { FIXED_RUNS } from "./properties.ts";

type Rows = number[][];
const rows = fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 20 });
const reversed = (given: Rows): Rows => given.map((row) => row.toReversed());
const alpha = (given: Rows, level: stats.MeasurementLevel = "nominal", values?: number[]) => stats.computeKrippendorff(stats.toCategoryTable(given), level, values).alpha;

function expectSame(actual: number | null, expected: number | null): void {
  if (expected === null || actual === null) expect(actual).toBe(expected);
  else expect(actual).toBeCloseTo(expected, 9);
}

describe("agreement beyond chance", () => {
  it("of names does not depend on their order or on the order of units", () => {
    fc.assert(
      fc.property(rows, (given) => {
        for (const compute of [stats.computeFleiss, stats.computeGwet] as const) {
          const { coefficient } = compute(stats.toCategoryTable(given));
          expectSame(compute(stats.toCategoryTable(reversed(given))).coefficient, coefficient);
          expectSame(compute(stats.toCategoryTable(given.toReversed())).coefficient, coefficient);
          expectSame(compute(stats.toCategoryTable([...given, ...given])).coefficient, coefficient);
        }
        expectSame(alpha(reversed(given)), alpha(given));
        expectSame(alpha(given.toReversed()), alpha(given));
        // Turning the whole order round changes no distance.
        expectSame(alpha(reversed(given), "ordinal"), alpha(given, "ordinal"));
      }),
      FIXED_RUNS,
    );
  });

  it("of numbers does not depend on their unit, and interval not on their zero", () => {
    fc.assert(
      fc.property(rows, (given) => {
        expectSame(alpha(given, "interval", [10, 20, 30, 40]), alpha(given, "interval", [1, 2, 3, 4]));
        expectSame(alpha(given, "interval", [101, 102, 103, 104]), alpha(given, "interval", [1, 2, 3, 4]));
        expectSame(alpha(given, "ratio", [10, 20, 30, 40]), alpha(given, "ratio", [1, 2, 3, 4]));
        const gwet = (values: number[]) => stats.computeGwet(stats.toCategoryTable(given), "quadratic", values).coefficient;
        expectSame(gwet([10, 20, 30, 40]), gwet([1, 2, 3, 4]));
      }),
      FIXED_RUNS,
    );
  });

  it("is the alpha of nominal counts that reports already use", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { alpha: known, pairableCount } = stats.computeKrippendorffAlpha(given);
        const found = stats.computeKrippendorff(stats.toCategoryTable(given));
        expectSame(found.alpha, known);
        expect(found.pairableCount).toBe(pairableCount);
        expectSame(stats.computeFleiss(stats.toCategoryTable(given)).observed, stats.computePercentAgreement(given));
      }),
      FIXED_RUNS,
    );
  });

  it("counts columns and rows alike", () => {
    const unit = Int32Array.of(0, 1, 0, 2, 1, 0);
    const category = Uint8Array.of(1, 0, 1, 2, 2, 0);
    expect(stats.countCategories(unit, category, 3, 3)).toEqual(stats.toCategoryTable([[1, 2, 0], [1, 0, 1], [0, 0, 1]]));
  });

  it("is undefined where nothing can be compared or chance alone agrees always", () => {
    expect(alpha([[3, 0], [2, 0]])).toBeNull();
    expect(stats.computeFleiss(stats.toCategoryTable([[3, 0], [2, 0]]))).toEqual({ observed: 1, expected: 1, coefficient: null });
    expect(stats.computeGwet(stats.toCategoryTable([[1, 0], [0, 1]]))).toMatchObject({ observed: null, coefficient: null });
    expect(stats.computeTwoRaterAgreement([[0, 0], [0, 0]])).toBeNull();
    expect(stats.computeTwoRaterAgreement([[5, 0], [0, 0]])).toMatchObject({ observed: 1, kappa: null, scottPi: null, ac1: 1 });
    expect(stats.bootstrapKrippendorff(stats.toCategoryTable([[2, 1]]), "nominal")).toBeNull();
  });

  it("has an interval that knows of clusters", () => {
    const random = stats.createRandom(5);
    const given = Array.from({ length: 120 }, () => {
      const truth = random() < 0.5 ? 0 : 1;
      const row = [0, 0];
      for (let at = 0; at < 3; at += 1) row[random() < 0.85 ? truth : 1 - truth]! += 1;
      return row;
    });
    const table = stats.toCategoryTable(given);
    const options = { seed: 1, replicates: 400 };
    const free = stats.bootstrapKrippendorff(table, "nominal", options)!;
    expect(free.low).toBeLessThan(alpha(given)!);
    expect(free.high).toBeGreaterThan(alpha(given)!);
    // Every unit six times: the same alpha, but no more is known.
    const copies = Array.from({ length: 720 }, (_, unit) => given[unit % 120]!);
    const cluster = Int32Array.from({ length: 720 }, (_, unit) => unit % 120);
    const clustered = stats.bootstrapKrippendorff(stats.toCategoryTable(copies), "nominal", { ...options, cluster, clusterCount: 120 })!;
    const careless = stats.bootstrapKrippendorff(stats.toCategoryTable(copies), "nominal", options)!;
    expect((clustered.high - clustered.low) / (free.high - free.low)).toBeCloseTo(1, 1);
    expect(careless.high - careless.low).toBeLessThan(0.6 * (free.high - free.low));
  });
});
