import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as stats from "#lib/stats/index.ts";
import { FIXED_RUNS } from "./properties.ts";

/** Rows are items, columns annotators; a class or null. */
type Ratings = (number | null)[][];
const PEOPLE = 4;
const ratings = fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 2 }), { freq: 5 }), { minLength: PEOPLE, maxLength: PEOPLE }), { minLength: 3, maxLength: 25 });

function read(rows: Ratings): stats.LabelData {
  const cells = rows.flatMap((row, item) => row.flatMap((label, annotator) => (label === null ? [] : [{ item, annotator, label }])));
  const columns = { item: Int32Array.from(cells, (cell) => cell.item), annotator: Int32Array.from(cells, (cell) => cell.annotator), label: Uint8Array.from(cells, (cell) => cell.label) };
  return stats.groupLabels({ itemCount: rows.length, annotatorCount: PEOPLE, classCount: 3 }, columns);
}

const exact = { stop: "exact" as const, rounds: 3_000 };
const mirror = (label: number | null) => (label === null ? null : 2 - label);
const row = (posterior: Float64Array, item: number) => Array.from(posterior.subarray(3 * item, 3 * item + 3));

function expectNear(actual: ArrayLike<number>, expected: ArrayLike<number>, digits = 5): void {
  expect(actual.length).toBe(expected.length);
  for (let at = 0; at < expected.length; at += 1) expect(actual[at]).toBeCloseTo(expected[at]!, digits);
}

describe("the swap-symmetric consensus model", () => {
  it("does not change when A and B are swapped in any comparisons, except for their names", () => {
    fc.assert(
      fc.property(ratings, fc.infiniteStream(fc.boolean()), (rows, coins) => {
        const swapped = rows.map(() => coins.next().value ?? false);
        const found = stats.fitVerdictModel(read(rows), exact);
        const turned = stats.fitVerdictModel(read(rows.map((own, item) => (swapped[item] ? own.map(mirror) : own))), exact);
        for (const item of rows.keys()) expectNear(row(turned.posterior, item), swapped[item] ? row(found.posterior, item).toReversed() : row(found.posterior, item));
        expect(turned.tiePrior).toBeCloseTo(found.tiePrior, 5);
        expect(turned.logLikelihood).toBeCloseTo(found.logLikelihood, 5);
      }),
      { ...FIXED_RUNS, numRuns: 40 },
    );
  });

  it("follows its annotators, and keeps its estimates when everything is said twice by items", () => {
    fc.assert(
      fc.property(ratings, (rows) => {
        const found = stats.fitVerdictModel(read(rows), { ...exact, priorCount: 0 });
        const moved = stats.fitVerdictModel(read(rows.map((own) => own.toReversed())), { ...exact, priorCount: 0 });
        expectNear(moved.posterior, found.posterior);
        const doubled = stats.fitVerdictModel(read([...rows, ...rows]), { ...exact, priorCount: 0 });
        expectNear(doubled.posterior.slice(0, found.posterior.length), found.posterior);
        expect(doubled.logLikelihood).toBeCloseTo(2 * found.logLikelihood, 4);
      }),
      { ...FIXED_RUNS, numRuns: 40 },
    );
  });

  it("never loses likelihood without shrinkage, and neither do the others", () => {
    fc.assert(
      fc.property(ratings, (rows) => {
        const data = read(rows);
        expect(stats.fitVerdictModel(data, { ...exact, priorCount: 0 }).largestFall).toBeLessThan(1e-9);
        expect(stats.fitOneCoin(data, { ...exact, priorCount: 0, mirrored: [0, 2] }).largestFall).toBeLessThan(1e-9);
        expect(stats.fitDawidSkene(data, { ...exact, smoothing: 0 }).largestFall).toBeLessThan(1e-9);
      }),
      { ...FIXED_RUNS, numRuns: 60 },
    );
  });

  it("keeps gold as it is known, and learns from it who is wrong", () => {
    const rows: Ratings = Array.from({ length: 12 }, (_, item) => (item % 2 === 0 ? [0, 2, 2, 2] : [2, 0, 0, 0]));
    const gold = Int8Array.from(rows, (_, item) => (item < 10 ? (item % 2 === 0 ? 0 : 2) : -1));
    const found = stats.fitVerdictModel(read(rows), { ...exact, gold });
    expect(row(found.posterior, 0)).toEqual([1, 0, 0]);
    expect(row(found.posterior, 10)[0]).toBeGreaterThan(0.9);
    expect(found.skills[0]!.decisiveAccuracy!).toBeGreaterThan(found.skills[1]!.decisiveAccuracy!);
    expect(row(stats.fitVerdictModel(read(rows), exact).posterior, 10)[2]).toBeGreaterThan(0.9);
  });

  it("shrinks people with few answers to the average, and knows nothing of those without any", () => {
    const rows: Ratings = [...Array.from({ length: 20 }, (_, item): (number | null)[] => [item % 3, item % 3, null, null]), [0, 0, 2, null]];
    const found = stats.fitVerdictModel(read(rows), exact);
    expect(found.skills[2]!.decisiveAccuracy!).toBeGreaterThan(0.5);
    const plain = stats.fitVerdictModel(read(rows), { ...exact, priorCount: 0 });
    expect(plain.skills[2]!.decisiveAccuracy).toBeLessThan(0.01);
    expect(plain.skills[3]).toEqual({ decisiveAccuracy: null, tieShare: null, tieAccuracy: null });
  });

  it("gives the prior to items without answers", () => {
    const found = stats.fitVerdictModel(read([[0, 0, 0, 0], [1, 1, 1, 1], [null, null, null, null]]), exact);
    expectNear(row(found.posterior, 2), Array.from(found.classPrior));
  });
});

describe("one accuracy a person", () => {
  it("mirrors with its verdicts and follows its annotators", () => {
    fc.assert(
      fc.property(ratings, (rows) => {
        const fit = (own: Ratings) => stats.fitOneCoin(read(own), { ...exact, mirrored: [0, 2] });
        const found = fit(rows);
        const turned = fit(rows.map((own) => own.map(mirror)));
        for (const item of rows.keys()) expectNear(row(turned.posterior, item).toReversed(), row(found.posterior, item));
        expectNear(fit(rows.map((own) => own.toReversed())).accuracy.map(Number), found.accuracy.map(Number).toReversed());
      }),
      { ...FIXED_RUNS, numRuns: 40 },
    );
  });
});

describe("posteriors in closed form", () => {
  it("turn round with the sides, and are sure of nothing without answers", () => {
    for (const [a, b] of [[0, 0], [4, 1], [12, 30]] as const) expect(stats.computeMajorityPosterior(a, b) + stats.computeMajorityPosterior(b, a)).toBeCloseTo(1, 12);
    expect(stats.computeMajorityPosterior(0, 0)).toBeCloseTo(0.5, 12);
    expect(stats.computeIndependentPosterior([])).toBe(0.5);
    expect(stats.computeIndependentPosterior([{ choice: "A", accuracy: 1 }, { choice: "B", accuracy: 1 }])).toBeNull();
    expect(stats.computeIndependentPosterior(Array.from({ length: 2_000 }, () => ({ choice: "A" as const, accuracy: 0.9 })))).toBe(1);
  });
});
