import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as stats from "#lib/stats/index.ts";
import { FIXED_RUNS } from "./properties.ts";

const human = fc.constantFrom<-1 | 0 | 1>(-1, 0, 1);
const pair = fc.record({ human, difference: fc.option(fc.integer({ min: -6, max: 6 }).map((value) => value / 8), { freq: 8 }), taskType: fc.constantFrom("x", "y", "z") });
const pairs = fc.array(pair, { minLength: 1, maxLength: 40 });
const negate = (value: number): number => (value === 0 ? 0 : -value);
const swap = (given: stats.TypedPair[]) => given.map((one) => ({ ...one, human: negate(one.human) as -1 | 0 | 1, difference: one.difference === null ? null : negate(one.difference) }));
const scale = (given: stats.TypedPair[], times: number) => given.map((one) => ({ ...one, difference: one.difference === null ? null : one.difference * times }));

describe("accuracy", () => {
  it("does not change when sides are swapped, scores rescaled, pairs shuffled or said twice", () => {
    fc.assert(
      fc.property(pairs, (given) => {
        const found = stats.computeScorerAccuracy(given, { all: ["x", "y"] });
        expect(stats.computeScorerAccuracy(swap(given), { all: ["x", "y"] })).toEqual(found);
        expect(stats.computeScorerAccuracy(scale(given, 0.1), { all: ["x", "y"] })).toEqual(found);
        const { n, ...shares } = stats.computeScorerAccuracy([...given, ...given], { all: ["x", "y"] });
        expect({ ...shares, n: n / 2 }).toEqual(found);
        expect(stats.computeScorerAccuracy(given.toReversed()).strictMicro).toEqual(found.strictMicro);
      }),
      FIXED_RUNS,
    );
  });
});

describe("accuracy with a threshold for ties", () => {
  const direct = (given: stats.ScoredPair[], epsilon: number) => given.filter((one) => one.difference !== null && (Math.abs(one.difference) <= epsilon ? one.human === 0 : one.human * one.difference > 0)).length / given.length;

  it("looks at every threshold as counting does, and takes the smallest best one", () => {
    fc.assert(
      fc.property(pairs, (given) => {
        const found = stats.calibrateTies(given);
        expect(Array.from(found.thresholds)).toEqual([...new Set([0, ...given.flatMap(({ difference }) => (difference === null ? [] : [Math.abs(difference)]))])].sort((a, b) => a - b));
        for (const [at, epsilon] of found.thresholds.entries()) expect(found.accuracy[at]).toBeCloseTo(direct(given, epsilon), 12);
        expect(found.bestAccuracy).toBeCloseTo(Math.max(...found.accuracy), 12);
        expect(found.bestEpsilon).toBe(found.thresholds[found.accuracy.indexOf(found.bestAccuracy!)]);
        expect(given.filter((one) => stats.isRightWithTies(one, found.bestEpsilon!)).length / given.length).toBeCloseTo(found.bestAccuracy!, 12);
      }),
      FIXED_RUNS,
    );
  });

  it("does not depend on sides or on the unit of scores", () => {
    fc.assert(
      fc.property(pairs, (given) => {
        const found = stats.calibrateTies(given);
        expect(stats.calibrateTies(swap(given))).toEqual(found);
        const scaled = stats.calibrateTies(scale(given, 3));
        expect(scaled.accuracy).toEqual(found.accuracy);
        expect(scaled.bestEpsilon).toBeCloseTo(3 * found.bestEpsilon!, 10);
      }),
      FIXED_RUNS,
    );
  });

  it("takes differences that differ in the last digit alone as equal", () => {
    const found = stats.calibrateTies([{ human: 0, difference: 0.3 - 0.2 }, { human: 0, difference: 0.2 - 0.1 }, { human: 1, difference: 0.1 + 0.2 - 0.3 }]);
    expect(found.thresholds).toHaveLength(2);
    expect(Array.from(found.accuracy)).toEqual([0, 2 / 3]);
  });

  it("is fitted on other items than it is judged by, and then is no better than in-sample", () => {
    const random = stats.createRandom(8);
    const given = Array.from({ length: 400 }, () => {
      const truth = random() * 2 - 1;
      return { human: (Math.abs(truth) < 0.3 ? 0 : Math.sign(truth)) as -1 | 0 | 1, difference: truth + (random() - 0.5) };
    });
    const cluster = Int32Array.from(given.keys(), (at) => at >> 2);
    const crossed = stats.crossFitTies(given, cluster, 100)!;
    expect(crossed.epsilons).toHaveLength(5);
    expect(crossed.accuracy).toBeLessThanOrEqual(stats.calibrateTies(given).bestAccuracy!);
    expect(crossed.accuracy).toBeGreaterThan(stats.computeAccuracy(given).strict! * 0.7);
    expect(stats.crossFitTies(given, cluster, 100)).toEqual(crossed);
    expect(stats.crossFitTies(given, new Int32Array(400), 1)).toBeNull();
  });
});

describe("groups and orders", () => {
  it("ask for the whole group, and take equal scores where people see none better", () => {
    const group = (...given: [-1 | 0 | 1, number | null][]) => given.map(([one, difference]) => ({ human: one, difference }));
    const found = stats.computeGroupAccuracy([group([0, 0]), group([0, 0.1]), group([1, null]), group([1, 1], [1, 1], [0, 0]), group([1, 1], [1, 1], [1, 1], [1, 1], [1, 1], [-1, 1])]);
    expect(found).toMatchObject({ groupAccuracy: { 2: 1 / 3, 3: 1, 4: 0 }, groupCount: { 2: 3, 3: 1, 4: 1 } });
    expect(found.pairAccuracy).toBeCloseTo(7 / 9, 12);
    expect([1, 3, 6, 10, 2, 0].map(stats.countCandidates)).toEqual([2, 3, 4, 5, null, null]);
  });

  it("count whole orders and first places, ties of the scorer being wrong", () => {
    const groups = [
      { human: [3, 2, 1], score: [0.9, 0.5, 0.1] },
      { human: [3, 2, 2], score: [0.9, 0.1, 0.5] },
      { human: [3, 2, 1], score: [0.9, 0.5, 0.5] },
      { human: [3, 3, 1], score: [0.9, 0.9, 0.5] },
      { human: [3, 2, 1], score: [null, 0.5, 0.1] },
      { human: [2, 2], score: [1, 2] },
    ];
    expect(stats.computeRankAccuracy(groups)).toEqual({ strictRank: 3 / 5, topOne: 3 / 5, groupCount: 5 });
  });
});

describe("area under the curve", () => {
  it("is the share of pairs in order, whichever candidate was called A", () => {
    fc.assert(
      fc.property(pairs, fc.infiniteStream(fc.boolean()), (given, coins) => {
        const known = given.flatMap(({ human: one, difference }) => (difference === null ? [] : [{ human: one, difference }]));
        const gains = known.filter((one) => one.human !== 0).map((one) => one.human * one.difference);
        const expected = gains.length === 0 ? null : gains.flatMap((own) => gains.map((other) => (own > -other ? 1 : own === -other ? 0.5 : 0) as number)).reduce((sum, value) => sum + value, 0) / gains.length ** 2;
        const found = stats.computeMirroredAuc(known);
        if (expected === null) expect(found).toBeNull();
        else expect(found).toBeCloseTo(expected, 10);
        const turned = known.map((one) => (coins.next().value ? { human: negate(one.human), difference: negate(one.difference) } : one));
        expect(stats.computeMirroredAuc(turned)).toEqual(found);
      }),
      FIXED_RUNS,
    );
  });
});

describe("calibration", () => {
  it("finds nothing wrong with forecasts that mean what they say", () => {
    const p = Float64Array.from({ length: 100 }, (_, at) => (at < 50 ? 0.2 : 0.8));
    const y = Float64Array.from({ length: 100 }, (_, at) => (at < 10 || (at >= 50 && at < 90) ? 1 : 0));
    const found = stats.computeCalibration(p, y)!;
    expect(found.eceWidth).toBeCloseTo(0, 12);
    expect(found.bins).toHaveLength(2);
    expect(found.bins[0]).toMatchObject({ low: 0.2, n: 50 });
    expect(stats.computeCalibration(new Float64Array(0), new Float64Array(0))).toBeNull();
    expect(stats.computeCalibration(Float64Array.of(0.29), Float64Array.of(1), 100)!.bins[0]!.low).toBeCloseTo(0.29, 12);
    expect(stats.computeCalibration(Float64Array.of(1, 0), Float64Array.of(1, 1))!.logLoss).toBeCloseTo(-Math.log(1e-15) / 2, 6);
  });

  it("recovers a planted temperature, in any unit, and none where there is none", () => {
    const random = stats.createRandom(6);
    const given = Array.from({ length: 20_000 }, () => {
      const difference = random() * 6 - 3;
      return { human: random() < stats.computeLogistic(difference / 1.5) ? 1 : -1, difference };
    });
    const temperature = stats.fitTemperature(given)!;
    expect(Math.abs(temperature - 1.5)).toBeLessThan(0.06);
    expect(stats.fitTemperature(given.map(({ human: one, difference }) => ({ human: one, difference: difference * 100 })))).toBeCloseTo(temperature * 100, 5);
    expect(stats.fitTemperature([{ human: 1, difference: 1 }, { human: -1, difference: -2 }])).toBeNull();
    expect(stats.fitTemperature([{ human: 1, difference: -1 }, { human: 0, difference: 1 }])).toBeNull();
  });
});
