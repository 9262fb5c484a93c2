import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import { bootstrapRatio, computeQuantile, computeWilsonInterval, type Interval, type RatioObservation } from "#lib/stats/index.ts";
import { fixtures } from "./fixtures.ts";

describe("Wilson interval", () => {
  it.each(fixtures.wilson)("of $successes of $n", ({ successes, n, low, high }) => {
    const interval = computeWilsonInterval(successes, n);
    expect(interval?.low).toBeCloseTo(low, 9);
    expect(interval?.high).toBeCloseTo(high, 9);
  });

  it("is undefined without trials", () => {
    expect(computeWilsonInterval(0, 0)).toBeNull();
  });
});

function observe(values: [number, number, string][]): RatioObservation[] {
  return values.map(([numerator, denominator, cluster]) => ({ numerator, denominator, cluster }));
}

describe("cluster bootstrap of a ratio", () => {
  const options = { seed: 1, replicates: 1_000 };

  it("is 1 without spread where every observation is 1", () => {
    expect(bootstrapRatio(observe([[1, 1, "x"], [1, 1, "x"], [1, 1, "y"], [1, 1, "z"]]), options)).toEqual({ estimate: 1, interval: { low: 1, high: 1 }, clusterCount: 3 });
  });

  it("gives the same interval from the same seed, whatever clusters are called", () => {
    const named = (prefix: string): RatioObservation[] => observe(Array.from({ length: 60 }, (_, index) => [Math.sqrt(index % 17), 1, `${prefix}${index % 20}`]));
    expect(bootstrapRatio(named("a"), options)).toEqual(bootstrapRatio(named("z"), options));
    expect(bootstrapRatio(named("a"), options)).not.toEqual(bootstrapRatio(named("a"), { ...options, seed: 2 }));
  });

  it("is wider when the same answers come in clusters that agree with themselves", () => {
    const answers = Array.from({ length: 200 }, (_, index) => (index < 120 ? 1 : 0));
    const alone = bootstrapRatio(observe(answers.map((answer, index) => [answer, 1, String(index)])), options).interval;
    const tens = bootstrapRatio(observe(answers.map((answer, index) => [answer, 1, String(Math.floor(index / 10))])), options).interval;
    if (!alone || !tens) throw new Error("no interval");
    expect(tens.high - tens.low).toBeGreaterThan(2 * (alone.high - alone.low));
  });

  it("has no interval from one cluster, and no estimate from none", () => {
    expect(bootstrapRatio(observe([[1, 2, "x"]]), options)).toEqual({ estimate: 0.5, interval: null, clusterCount: 1 });
    expect(bootstrapRatio([], options)).toEqual({ estimate: null, interval: null, clusterCount: 0 });
  });

  it("covers the truth in about 95 of 100 clustered samples, where intervals for independent answers do not", () => {
    const random = xoroshiro128plus(7);
    const samples = 300;
    let clustered = 0;
    let independent = 0;
    for (let sample = 0; sample < samples; sample += 1) {
      // Fifty items of ten answers; an item's own share is anything between 0.1 and 0.9, so the truth is 0.5.
      const rows = Array.from({ length: 50 }, (_, item): [number, number, string] => {
        const share = 0.1 + 0.8 * uniformFloat64(random);
        const ones = Array.from({ length: 10 }, () => (uniformFloat64(random) < share ? 1 : 0)).reduce<number>((sum, answer) => sum + answer, 0);
        return [ones, 10, String(item)];
      });
      const covers = (interval: Interval | null): boolean => interval !== null && interval.low <= 0.5 && interval.high >= 0.5;
      if (covers(bootstrapRatio(observe(rows), { seed: sample, replicates: 300 }).interval)) clustered += 1;
      if (covers(computeWilsonInterval(rows.reduce((sum, [ones]) => sum + ones, 0), 500))) independent += 1;
    }
    expect(clustered / samples).toBeGreaterThan(0.91);
    expect(clustered / samples).toBeLessThan(0.98);
    expect(independent / samples).toBeLessThan(0.88);
  });
});

describe("quantile", () => {
  it("lies between neighbours", () => {
    expect(computeQuantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(computeQuantile([], 0.5)).toBeNull();
  });
});
