import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as stats from "#lib/stats/index.ts";
import { FIXED_RUNS } from "./properties.ts";

const single = (length: number) => Int32Array.from({ length }, (_, at) => at);

describe("several tests at once", () => {
  it("Holm's p-values keep their order, never fall below the plain ones, and follow their tests", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (p) => {
        const adjusted = stats.adjustHolm(p);
        for (const [at, own] of p.entries()) {
          expect(adjusted[at]!).toBeGreaterThanOrEqual(own);
          expect(adjusted[at]!).toBeLessThanOrEqual(Math.min(1, own * p.length) + Math.max(...p) * 1);
          for (const [other, value] of p.entries()) if (own < value) expect(adjusted[at]!).toBeLessThanOrEqual(adjusted[other]!);
        }
        expect(stats.adjustHolm(p.toReversed())).toEqual(adjusted.toReversed());
      }),
      FIXED_RUNS,
    );
    expect(stats.adjustHolm([null, 0.01])).toEqual([null, 0.01]);
  });

  it("combines p-values by Fisher's rule", () => {
    expect(stats.combineFisher([0.03]).p).toBeCloseTo(0.03, 12);
    expect(stats.combineFisher([0, 0.5])).toEqual({ statistic: Infinity, p: 0 });
    expect(stats.combineFisher([1, 1]).p).toBe(1);
  });
});

describe("binomial test against any probability", () => {
  it("adds up all outcomes that are no likelier", () => {
    // 3 of 10 at 0.2: outcomes 0, 3 … 10 are no likelier than 3; 1 and 2 are.
    const chance = (k: number) => ([1, 10, 45, 120, 210, 252, 210, 120, 45, 10, 1][k] ?? 0) * 0.2 ** k * 0.8 ** (10 - k);
    const expected = [0, 3, 4, 5, 6, 7, 8, 9, 10].reduce((sum, k) => sum + chance(k), 0);
    expect(stats.computeBinomialTestAgainst(3, 10, 0.2)).toBeCloseTo(expected, 10);
    expect(stats.computeBinomialTestAgainst(7, 10, 0.5)).toBeCloseTo(0.34375, 12);
    expect(stats.computeBinomialTestAgainst(0, 0, 0.3)).toBeNull();
    expect(stats.computeBinomialTestAgainst(10, 10, 1)).toBe(1);
    expect(stats.computeBinomialTestAgainst(9, 10, 1)).toBe(0);
  });
});

describe("paired differences", () => {
  it("turn round with their signs and do not depend on order or unit", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 5 })), { minLength: 1, maxLength: 20 }), (rows) => {
        const run = (times: number, order: typeof rows) => stats.testSignFlip(Float64Array.from(order, ([value]) => value * times), Int32Array.from(order, ([, cluster]) => cluster), 6)!;
        const found = run(1, rows);
        expect(run(7, rows)).toMatchObject({ pOneSided: found.pOneSided, pTwoSided: found.pTwoSided });
        expect(run(-1, rows).pTwoSided).toBe(found.pTwoSided);
        expect(run(1, rows.toReversed())).toMatchObject({ pOneSided: found.pOneSided });
        expect(found.isExact).toBe(true);
      }),
      { ...FIXED_RUNS, numRuns: 50 },
    );
  });

  it("beyond twenty clusters are flipped at random, close to the exact answer", () => {
    const differences = Float64Array.from({ length: 60 }, (_, at) => (at % 3 === 0 ? -1 : 1));
    const triples = stats.testSignFlip(differences, Int32Array.from({ length: 60 }, (_, at) => at % 20), 20)!;
    const random = stats.testSignFlip(differences, single(60), 60)!;
    expect(triples.isExact).toBe(true);
    expect(random.isExact).toBe(false);
    // 40 against 20 of 60 fair coins.
    expect(random.pTwoSided).toBeCloseTo(stats.computeBinomialTest(40, 60)!, 2);
    expect(stats.testSignFlip(new Float64Array(0), single(0), 0)).toBeNull();
  });

  it("resampled by cluster, copies of the same items tell no more", () => {
    const random = stats.createRandom(12);
    const x = Float64Array.from({ length: 100 }, () => (random() < 0.7 ? 1 : 0));
    const y = Float64Array.from({ length: 100 }, () => (random() < 0.6 ? 1 : 0));
    const twice = (values: Float64Array) => Float64Array.from({ length: 200 }, (_, at) => values[at % 100]!);
    const options = { seed: 1, replicates: 1_000 };
    const found = stats.bootstrapDifference(x, y, single(100), 100, options)!;
    expect(stats.bootstrapDifference(twice(x), twice(y), Int32Array.from({ length: 200 }, (_, at) => at % 100), 100, options)!.interval).toEqual(found.interval);
    expect(stats.bootstrapDifference(y, x, single(100), 100, options)!.difference).toBeCloseTo(-found.difference, 12);
    expect(found.interval!.low).toBeLessThan(found.difference);
    expect(stats.bootstrapDifference(x, y, new Int32Array(100), 1, options)).toMatchObject({ interval: null, p: null });
  });
});

describe("two scorers against people", () => {
  const random = stats.createRandom(13);
  const human = Float64Array.from({ length: 300 }, () => random());
  const near = human.map((value) => value + 0.1 * random());
  const far = human.map((value) => value + 3 * random());

  it.each(["pearson", "kendall"] as const)("differ where they do, by %s, in any unit", (statistic) => {
    const options = { statistic, permutations: statistic === "pearson" ? 2_000 : 200 };
    const found = stats.permuteBoth(human, near, far, single(300), 300, options);
    expect(found.pTwoSided).toBe(1 / (options.permutations + 1));
    expect(stats.permuteBoth(human, near.map((value) => 9 * value + 4), far, single(300), 300, options).pTwoSided).toBe(found.pTwoSided);
    expect(stats.permuteBoth(human, far, near, single(300), 300, options)).toMatchObject({ pTwoSided: found.pTwoSided, pOneSided: 1 });
  });

  it("do not where they are the same, and are undefined where one is constant", () => {
    expect(stats.permuteBoth(human, near, near, single(300), 300, { permutations: 500 })).toMatchObject({ difference: 0, pTwoSided: 1 });
    expect(stats.permuteBoth(human, near, new Float64Array(300), single(300), 300)).toMatchObject({ difference: null, pTwoSided: null });
  });
});

describe("a batch that links everybody", () => {
  it("is a tree of the pairs that tell most, and a forest where some tell nothing", () => {
    expect(stats.planSpanningBatch([[0, 0, 0], [0.5, 0, 0], [0.2, 0.4, 0]])).toEqual({ edges: [[0, 1], [1, 2]], totalWeight: 4.5 });
    expect(stats.planSpanningBatch([[0, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 2], [0, 0, 0, 0]])).toEqual({ edges: [[0, 1], [2, 3]], totalWeight: 1.5 });
    expect(stats.planSpanningBatch([])).toEqual({ edges: [], totalWeight: 0 });
  });
});
