import { describe, expect, it } from "vitest";
import { computeLongestRun, computeMedian, computeRunChance, computeSpeed, computeSpeedLimit, computeSpeeds, computeStraightLine, type ShownAnswer, type TimedJudgment } from "#lib/stats/index.ts";
import { createSeeded } from "./seeded.ts";

const ANSWERS: readonly ShownAnswer[] = ["LEFT", "RIGHT", "TIE", "BOTH_BAD", "SKIP"];
const SWAPPED: Record<ShownAnswer, ShownAnswer> = { LEFT: "RIGHT", RIGHT: "LEFT", TIE: "TIE", BOTH_BAD: "BOTH_BAD", SKIP: "SKIP" };

describe("speed", () => {
  it("allows down to a second, and down to a quarter of the comparison's median", () => {
    expect(computeSpeedLimit(2_000)).toBe(1_000);
    expect(computeSpeedLimit(20_000)).toBe(5_000);
    expect(computeMedian([9, 1, 5])).toBe(5);
    expect(computeMedian([9, 1, 5, 6])).toBe(5.5);
    expect(computeMedian([])).toBeNull();
  });

  it("counts what is faster, not what is exactly as fast", () => {
    const own = [4_999, 5_000, 5_001, 900].map((durationMs) => ({ durationMs, comparisonMedianMs: 20_000 }));
    expect(computeSpeed(own)).toEqual({ tooFast: 2, n: 4, share: 0.5, medianMs: 4_999.5, isFlagged: false });
    expect(computeSpeed([])).toBeNull();
  });

  it("flags more than a fifth of at least thirty", () => {
    const measure = (fast: number, n: number): boolean | undefined =>
      computeSpeed(Array.from({ length: n }, (_, index) => ({ durationMs: index < fast ? 500 : 8_000, comparisonMedianMs: 8_000 })))?.isFlagged;
    expect([measure(6, 30), measure(7, 30), measure(29, 29)]).toEqual([false, true, false]);
  });

  it("takes each comparison's median over everybody", () => {
    const judgments = ["ann", "ben", "cem"].flatMap((annotator, person): TimedJudgment[] => [
      { annotator, comparison: "hard", durationMs: [4_000, 20_000, 30_000][person] ?? 0 },
      { annotator, comparison: "easy", durationMs: [4_000, 3_000, 5_000][person] ?? 0 },
    ]);
    const speeds = computeSpeeds([...judgments, { annotator: "ben", comparison: "alone", durationMs: 1_200 }]);
    expect(speeds.get("ann")).toMatchObject({ tooFast: 1, n: 2 });
    expect(speeds.get("ben")).toMatchObject({ tooFast: 0, n: 3, medianMs: 3_000 });
  });

  it("depends on neither the order of judgments nor on names", () => {
    const seeded = createSeeded(5);
    const judgments = Array.from({ length: 400 }, (_, index): TimedJudgment => ({ annotator: String(index % 10), comparison: String(Math.floor(index / 10)), durationMs: seeded.int(200, 20_000) }));
    const speeds = computeSpeeds(judgments);
    expect(computeSpeeds(seeded.shuffle(judgments))).toEqual(speeds);
    const renamed = computeSpeeds(judgments.map((judgment) => ({ ...judgment, annotator: `x${judgment.annotator}`, comparison: `y${judgment.comparison}` })));
    for (const [annotator, speed] of speeds) expect(renamed.get(`x${annotator}`)).toEqual(speed);
  });
});

describe("straight line", () => {
  it("finds the longest run, passing over what is unknown", () => {
    expect(computeLongestRun(["x", "x", null, "x", "y"])).toBe(3);
    expect(computeLongestRun([null, null])).toBe(0);
  });

  it("ends a run of one side at an equal, not at a skip", () => {
    const of = (answers: ShownAnswer[]): number => computeStraightLine(answers.map((answer) => [answer])).sideRun;
    expect(of(["LEFT", "LEFT", "SKIP", "LEFT", "RIGHT"])).toBe(3);
    expect(of(["LEFT", "LEFT", "TIE", "LEFT", "RIGHT"])).toBe(2);
    expect(of(["TIE", "TIE", "BOTH_BAD"])).toBe(0);
  });

  it("flags twelve of one side in one dimension, and twelve times the same answers in all", () => {
    const oneSide = (count: number): ShownAnswer[][] => Array.from({ length: count }, (_, index) => [index % 2 === 0 ? "LEFT" : "RIGHT", "RIGHT"]);
    expect(computeStraightLine(oneSide(11))).toMatchObject({ sideRun: 11, answerRun: 1, n: 11, isFlagged: false });
    expect(computeStraightLine(oneSide(12))).toMatchObject({ sideRun: 12, answerRun: 1, isFlagged: true });
    const ties = Array.from({ length: 12 }, (): ShownAnswer[] => ["TIE", "BOTH_BAD"]);
    expect(computeStraightLine(ties)).toEqual({ sideRun: 0, sideRunChance: 1, answerRun: 12, n: 12, isFlagged: true });
    expect(computeStraightLine([])).toEqual({ sideRun: 0, sideRunChance: 1, answerRun: 0, n: 0, isFlagged: false });
  });

  it("does not flag somebody who skipped twelve times", () => {
    expect(computeStraightLine(Array.from({ length: 12 }, () => ["SKIP", "SKIP"]))).toMatchObject({ answerRun: 0, isFlagged: false });
  });

  it("gives the same when sides are swapped, when dimensions change places, and when the order is reversed", () => {
    const seeded = createSeeded(6);
    for (let sample = 0; sample < 100; sample += 1) {
      const judgments = Array.from({ length: seeded.int(0, 40) }, () => [seeded.pick(ANSWERS), seeded.pick(ANSWERS.slice(0, 2))]);
      const result = computeStraightLine(judgments);
      expect(computeStraightLine(judgments.map((answers) => answers.map((answer) => SWAPPED[answer])))).toEqual(result);
      expect(computeStraightLine(judgments.map((answers) => answers.toReversed()))).toEqual(result);
      expect(computeStraightLine(judgments.toReversed())).toEqual(result);
    }
  });

  it("knows the chance of a run among fair coins: all outcomes of up to 12 coins", () => {
    for (let n = 0; n <= 12; n += 1) {
      const longest = Array.from({ length: 2 ** n }, (_, outcome) => computeLongestRun(Array.from({ length: n }, (_, coin) => String((outcome >> coin) & 1))));
      for (let length = 1; length <= n + 1; length += 1) expect(computeRunChance(length, n)).toBeCloseTo(longest.filter((run) => run >= length).length / 2 ** n, 12);
    }
  });

  it("tells a long run in long work from one in short work", () => {
    const chance = (length: number): number => computeStraightLine([...Array.from({ length: 12 }, (): ShownAnswer[] => ["LEFT"]), ...Array.from({ length }, (_, index): ShownAnswer[] => [index % 2 === 0 ? "RIGHT" : "LEFT"])]).sideRunChance;
    expect(chance(0)).toBeCloseTo(2 ** -11, 12);
    expect(chance(2_000)).toBeGreaterThan(0.3);
  });
});
