import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeBestOfN, computePoolCurves, type RatedCandidate } from "#lib/stats/index.ts";
import { createSeeded } from "./seeded.ts";

const round = (value: number | null): number | null => (value === null ? null : Math.round(value * 1e10) / 1e10);

/** Every subset of size n, its most rewarded picked; equal ones share. */
function averageOverSubsets(candidates: readonly RatedCandidate[], n: number): number {
  const worth: number[] = [];
  for (let mask = 0; mask < 2 ** candidates.length; mask += 1) {
    const drawn = candidates.filter((_, at) => (mask >> at) & 1);
    if (drawn.length !== n) continue;
    const best = Math.max(...drawn.map(({ reward }) => reward ?? Number.NEGATIVE_INFINITY));
    const tied = drawn.filter(({ reward }) => (reward ?? Number.NEGATIVE_INFINITY) === best);
    worth.push(tied.reduce((sum, { quality }) => sum + quality, 0) / tied.length);
  }
  return worth.reduce((sum, value) => sum + value, 0) / worth.length;
}

const candidate = fc.record({ reward: fc.option(fc.integer({ min: 0, max: 4 }), { nil: null }), quality: fc.double({ min: 0, max: 1, noNaN: true }) });

describe("best of n", () => {
  it("gives the worked example: the scorer's favourite is not the people's, so the curve falls at 3", () => {
    const { points } = computeBestOfN([{ cluster: "a", candidates: [{ reward: 0.1, quality: 0.2 }, { reward: 0.5, quality: 0.9 }, { reward: 0.9, quality: 0.4 }] }], 3);
    expect(points.map(({ scorer }) => round(scorer))).toEqual([0.5, 0.5666666667, 0.4]);
    expect(points.map(({ oracle }) => round(oracle))).toEqual([0.5, 0.7333333333, 0.9]);
    expect(points.map(({ gainRatio }) => round(gainRatio))).toEqual([null, 0.2857142857, -0.25]);
    expect(points.map(({ random }) => round(random))).toEqual([0.5, 0.5, 0.5]);
    expect(points.every(({ scorerInterval }) => scorerInterval === null)).toBe(true);
  });

  it("is the mean over every subset, equal and missing rewards included where all are alike", () => {
    fc.assert(
      fc.property(fc.array(candidate, { minLength: 1, maxLength: 8 }), (candidates) => {
        const { scorer, oracle } = computePoolCurves(candidates);
        const byQuality = candidates.map(({ quality }) => ({ reward: quality, quality }));
        for (let n = 1; n <= candidates.length; n += 1) expect(oracle[n - 1]).toBeCloseTo(averageOverSubsets(byQuality, n), 9);
        // A draw of tied candidates shares their mean over all draws, so sharing before or after drawing is the same.
        for (let n = 1; n <= candidates.length; n += 1) expect(scorer[n - 1]).toBeCloseTo(averageOverSubsets(candidates, n), 9);
      }),
    );
  });

  it("stays between the worst and the best, never above the oracle, and rises with n for the oracle", () => {
    fc.assert(
      fc.property(fc.array(candidate, { minLength: 2, maxLength: 40 }), (candidates) => {
        const { scorer, oracle } = computePoolCurves(candidates);
        for (const [at, value] of scorer.entries()) expect(value).toBeLessThanOrEqual((oracle[at] ?? 0) + 1e-9);
        for (let at = 1; at < oracle.length; at += 1) expect(oracle[at]).toBeGreaterThanOrEqual((oracle[at - 1] ?? 0) - 1e-9);
        expect(oracle.at(-1)).toBeCloseTo(Math.max(...candidates.map(({ quality }) => quality)), 9);
      }),
    );
  });

  it("does not overflow with a thousand candidates", () => {
    const candidates = Array.from({ length: 1000 }, (_, at) => ({ reward: at, quality: at / 999 }));
    const { scorer } = computePoolCurves(candidates);
    expect(scorer[0]).toBeCloseTo(0.5, 9);
    // Expected maximum of n of 0..999 without replacement: (n(M+1)/(n+1) − 1)/(M − 1).
    for (const n of [2, 16, 500, 1000]) expect(scorer[n - 1]).toBeCloseTo(((n * 1001) / (n + 1) - 1) / 999, 9);
  });

  it("compares the same pools at every n and counts those that are smaller", () => {
    const big = { cluster: "a", candidates: [1, 2, 3].map((value) => ({ reward: value, quality: value })) };
    const small = { cluster: "b", candidates: [{ reward: 1, quality: 9 }] };
    expect(computeBestOfN([big, small], 3)).toMatchObject({ poolCount: 1, clusterCount: 1, smallerCount: 1, points: [{ scorer: expect.closeTo(2, 9) }, {}, { scorer: expect.closeTo(3, 9) }] });
    expect(computeBestOfN([small], 2)).toEqual({ points: [], poolCount: 0, clusterCount: 0, smallerCount: 1 });
    expect(computeBestOfN([], 0).points).toEqual([]);
  });
});

describe("the interval of the curve", () => {
  it("is the same for the same seed, and the same when every pool of a cluster is doubled", () => {
    const seeded = createSeeded(5);
    const pools = Array.from({ length: 30 }, (_, at) => ({ cluster: `${at}`, candidates: Array.from({ length: 4 }, () => ({ reward: seeded.int(0, 9), quality: seeded.int(0, 9) })) }));
    const once = computeBestOfN(pools, 4);
    expect(computeBestOfN(pools, 4)).toEqual(once);
    const doubled = computeBestOfN(pools.flatMap((pool) => [pool, pool]), 4);
    for (const [at, point] of once.points.entries()) {
      expect(doubled.points[at]?.scorerInterval?.low).toBeCloseTo(point.scorerInterval?.low ?? Number.NaN, 9);
      expect(doubled.points[at]?.scorerInterval?.high).toBeCloseTo(point.scorerInterval?.high ?? Number.NaN, 9);
      expect(point.scorerInterval?.low).toBeLessThanOrEqual(point.scorer);
      expect(point.gainRatioInterval === null).toBe(at === 0);
    }
  });

  it("covers the truth about as often as it says, pools of one source being alike", () => {
    const seeded = createSeeded(11);
    const uniform = () => seeded.int(0, 1_000_000) / 1_000_000;
    const trials = 200;
    let covered = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const pools = Array.from({ length: 40 }, (_, source) => {
        const level = uniform();
        return Array.from({ length: 3 }, () => ({ cluster: `${source}`, candidates: Array.from({ length: 4 }, () => uniform()).map((value) => ({ reward: value, quality: level + value })) }));
      }).flat();
      // Truth: E[level] + E[max of 4 uniform] = 0.5 + 0.8.
      const interval = computeBestOfN(pools, 4, { seed: trial, replicates: 200 }).points[3]?.scorerInterval;
      if (interval && interval.low <= 1.3 && 1.3 <= interval.high) covered += 1;
    }
    expect(covered / trials).toBeGreaterThan(0.88);
    expect(covered / trials).toBeLessThan(0.99);
  });
});
