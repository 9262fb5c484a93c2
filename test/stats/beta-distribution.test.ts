import { describe, expect, it } from "vitest";
import { computeBetaCdf, computeBetaQuantile, computeBinomialTest } from "#lib/stats/index.ts";
import { fixtures } from "./annotator-quality-fixtures.ts";
import { createSeeded } from "./seeded.ts";

const ERROR = 1e-12;

function expectNear(actual: number | null, expected: number, error = ERROR): void {
  expect(actual).not.toBeNull();
  expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThan(error);
}

describe("beta distribution", () => {
  it.each(fixtures.betaCdf)("gives I_$x($alpha, $beta)", ({ x, probability, ...shape }) => {
    expectNear(computeBetaCdf(x, shape), probability);
  });

  it.each(fixtures.betaQuantile)("gives the quantile $probability of Beta($alpha, $beta)", ({ x, probability, ...shape }) => {
    expectNear(computeBetaQuantile(probability, shape), x);
  });

  it("gives the exact interval of 7 of 10", () => {
    const { successes, n, low, high } = fixtures.clopperPearson;
    expectNear(computeBetaQuantile(0.025, { alpha: successes, beta: n - successes + 1 }), low, 1e-8);
    expectNear(computeBetaQuantile(0.975, { alpha: successes + 1, beta: n - successes }), high, 1e-8);
  });

  it("is x itself for the flat shape, and a power for a shape with one end 1", () => {
    for (const x of [0.001, 0.2, 0.5, 0.9, 0.999]) {
      expectNear(computeBetaCdf(x, { alpha: 1, beta: 1 }), x);
      expectNear(computeBetaCdf(x, { alpha: 7, beta: 1 }), x ** 7);
      expectNear(computeBetaQuantile(x, { alpha: 1, beta: 4 }), 1 - (1 - x) ** 0.25);
    }
  });

  it("ends at 0 and 1", () => {
    const shape = { alpha: 3, beta: 2 };
    expect([-1, 0, 1, 2].map((x) => computeBetaCdf(x, shape))).toEqual([0, 0, 1, 1]);
    expect([0, 1].map((probability) => computeBetaQuantile(probability, shape))).toEqual([0, 1]);
  });

  it("mirrors, and its quantile undoes its distribution", () => {
    const seeded = createSeeded(1);
    for (let sample = 0; sample < 500; sample += 1) {
      const shape = { alpha: seeded.int(1, 4_000) / 8, beta: seeded.int(1, 4_000) / 8 };
      const probability = seeded.int(1, 999) / 1_000;
      const x = computeBetaQuantile(probability, shape);
      expectNear(computeBetaCdf(x, shape), probability, 1e-10);
      expectNear(computeBetaCdf(1 - x, { alpha: shape.beta, beta: shape.alpha }), 1 - probability, 1e-10);
    }
  });
});

describe("exact binomial test", () => {
  it.each(fixtures.binomialTest)("of $successes of $n", ({ successes, n, p }) => {
    expectNear(computeBinomialTest(successes, n), p);
  });

  it("is the sum of all outcomes at least as uneven, for every outcome of up to 40 trials", () => {
    for (let n = 1; n <= 40; n += 1) {
      const chances = [2 ** -n];
      for (let k = 1; k <= n; k += 1) chances.push(((chances[k - 1] ?? 0) * (n - k + 1)) / k);
      for (let successes = 0; successes <= n; successes += 1) {
        const uneven = chances.filter((_, k) => Math.abs(2 * k - n) >= Math.abs(2 * successes - n)).reduce((sum, chance) => sum + chance, 0);
        expectNear(computeBinomialTest(successes, n), uneven);
      }
    }
  });

  it("does not care which side is counted, and is undefined without trials", () => {
    for (const [successes, n] of [[3, 17], [480, 1_000], [0, 9]] as const) expect(computeBinomialTest(successes, n)).toBe(computeBinomialTest(n - successes, n));
    expect(computeBinomialTest(0, 0)).toBeNull();
  });
});
