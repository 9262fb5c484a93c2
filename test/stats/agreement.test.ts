import { describe, expect, it } from "vitest";
import { computeHumanCeiling, computeKrippendorffAlpha, computeLeaveOneOut, computePercentAgreement, computeUnitAgreement } from "#lib/stats/index.ts";
import { fixtures } from "./fixtures.ts";

/** Ratings 1..5 per annotator as counts per category. */
function toCounts(ratings: (number | null)[][]): number[][] {
  return ratings.map((row) => [1, 2, 3, 4, 5].map((category) => row.filter((value) => value === category).length));
}

describe("agreement", () => {
  it.each(fixtures.krippendorff)("gives the known alpha and percent agreement: $source", ({ ratings, counts, alpha, pairableCount, percentAgreement }) => {
    const units = counts ?? toCounts(ratings ?? []);
    const computed = computeKrippendorffAlpha(units);
    if (alpha !== undefined) expect(computed.alpha).toBeCloseTo(alpha, 8);
    if (pairableCount !== undefined) expect(computed.pairableCount).toBe(pairableCount);
    if (percentAgreement !== undefined) expect(computePercentAgreement(units)).toBeCloseTo(percentAgreement, 12);
  });

  it("is undefined, not 0 or 1, where nothing can be compared", () => {
    expect(computeUnitAgreement([1, 0])).toBeNull();
    expect(computePercentAgreement([[1, 0]])).toBeNull();
    expect(computeKrippendorffAlpha([])).toEqual({ alpha: null, pairableCount: 0 });
    expect(computeKrippendorffAlpha([[3, 0], [2, 0]])).toEqual({ alpha: null, pairableCount: 5 });
  });
});

describe("human ceiling", () => {
  it("gives the worked example", () => {
    const { verdicts, perComparison, ceiling } = fixtures.humanCeiling;
    const counts = verdicts.map((row) => ({ a: row.filter((value) => value === "A").length, b: row.filter((value) => value === "B").length, neither: 0 }));
    for (const [index, comparison] of counts.entries()) expect(computeLeaveOneOut(comparison)).toBeCloseTo(perComparison[index] ?? Number.NaN, 9);
    expect(computeHumanCeiling(counts).ceiling).toBeCloseTo(ceiling, 9);
  });

  it("earns one half against a single answer that prefers neither", () => {
    expect(computeLeaveOneOut({ a: 1, b: 0, neither: 1 })).toBe(0.5);
  });

  it("is undefined for one answer, and without a decisive one", () => {
    expect(computeLeaveOneOut({ a: 1, b: 0, neither: 0 })).toBeNull();
    expect(computeLeaveOneOut({ a: 0, b: 0, neither: 3 })).toBeNull();
    expect(computeHumanCeiling([])).toEqual({ ceiling: null, n: 0 });
  });
});
