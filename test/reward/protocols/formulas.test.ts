import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { combineFourScores, FORMULAS } from "#lib/reward/protocols/combine-four-scores.ts";
import { combineMinima } from "#lib/reward/protocols/combine-minima.ts";
import { combineOrders, computeConsistencyRate, type OrderedAnswer, toPoints, toVerdict } from "#lib/reward/protocols/combine-orders.ts";
import { expectDigit } from "#lib/reward/protocols/expect-digit.ts";
import { scaleScore } from "#lib/reward/protocols/scale-score.ts";
import { computeYesProbability } from "#lib/reward/protocols/yes-probability.ts";

const NEVER = Number.NEGATIVE_INFINITY;

describe("the expected digit", () => {
  it("is 0.5 for equal logits, whatever they are, with the entropy of not knowing", () => {
    for (const logit of [0, -3.7, 41, -1_000]) {
      const result = expectDigit(Array.from({ length: 6 }, () => logit));
      expect(result?.unit).toBeCloseTo(0.5, 12);
      expect(result?.expectation).toBeCloseTo(2.5, 12);
      expect(result?.entropy).toBeCloseTo(Math.log(6), 12);
    }
  });

  it("is 1 for all weight on 5 and 0 for all weight on 0, with no entropy", () => {
    expect(expectDigit([NEVER, NEVER, NEVER, NEVER, NEVER, 0])).toMatchObject({ unit: 1, expectation: 5, entropy: 0 });
    expect(expectDigit([-0.1, NEVER, NEVER, NEVER, NEVER, NEVER])).toMatchObject({ unit: 0, expectation: 0, entropy: 0 });
  });

  it("weighs digits by their probability", () => {
    const result = expectDigit([NEVER, NEVER, NEVER, Math.log(0.25), Math.log(0.75), NEVER]);
    expect(result?.expectation).toBeCloseTo(3.75, 12);
    expect(result?.unit).toBeCloseTo(0.75, 12);
    expect(result?.entropy).toBeCloseTo(0.25 * Math.log(4) + 0.75 * Math.log(4 / 3), 12);
  });

  it("is nothing without six values of which one is finite", () => {
    expect(expectDigit([0, 0, 0, 0, 0])).toBeNull();
    expect(expectDigit([NEVER, NEVER, NEVER, NEVER, NEVER, NEVER])).toBeNull();
    expect(expectDigit([0, 0, Number.NaN, 0, 0, 0])).toBeNull();
    expect(expectDigit([0, 0, Number.POSITIVE_INFINITY, 0, 0, 0])).toBeNull();
  });

  it("does not move with a common offset, stays within its range, and shares sum to 1", () => {
    const logit = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(logit, logit, logit, logit, logit, logit), fc.double({ min: -200, max: 200, noNaN: true }), (logits, offset) => {
        const plain = expectDigit(logits);
        const moved = expectDigit(logits.map((value) => value + offset));
        expect(moved?.unit).toBeCloseTo(plain?.unit ?? Number.NaN, 9);
        expect(plain?.unit).toBeGreaterThanOrEqual(0);
        expect(plain?.unit).toBeLessThanOrEqual(1 + 1e-12);
        expect(plain?.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        expect(plain?.entropy).toBeLessThanOrEqual(Math.log(6) + 1e-12);
      }),
    );
  });
});

describe("the probability of yes", () => {
  it("is 0.5 for equal logits and a logistic of their difference", () => {
    expect(computeYesProbability(-7, -7)).toBe(0.5);
    expect(computeYesProbability(1, 0)).toBeCloseTo(1 / (1 + Math.exp(-1)), 12);
    expect(computeYesProbability(0, NEVER)).toBe(1);
    expect(computeYesProbability(NEVER, 0)).toBe(0);
    expect(computeYesProbability(NEVER, NEVER)).toBeNull();
  });
});

describe("minima and their root", () => {
  it("gives 6 for (4, 9) and for (9, 4), never a mean", () => {
    expect(combineMinima([4], [9])?.overall).toBe(6);
    expect(combineMinima([9], [4])?.overall).toBe(6);
  });

  it("takes the least of each side", () => {
    expect(combineMinima([9, 4], [9, 10])).toEqual({ semantic: 4, perceptual: 9, overall: 6 });
    expect(combineMinima([0, 10], [10, 10])?.overall).toBe(0);
  });

  it("takes nothing outside 0 to 10, and nothing from nothing", () => {
    for (const value of [-0.1, 10.1, Number.NaN, Number.POSITIVE_INFINITY]) expect(combineMinima([5, value], [5])).toBeNull();
    expect(combineMinima([], [5])).toBeNull();
    expect(combineMinima([5], [])).toBeNull();
  });
});

describe("a score on a judge's own range", () => {
  it("makes 25 of 25 a 10 and refuses 26", () => {
    expect(scaleScore(25, 25)).toBe(10);
    expect(scaleScore(26, 25)).toBeNull();
    expect(scaleScore(-1, 25)).toBeNull();
    expect(scaleScore(Number.NaN, 25)).toBeNull();
  });
});

describe("four sub-scores", () => {
  const scores = { edit_success: 8, overedit: 5, naturalness: 7, artifacts: 9 };

  it("gives 5, 7 and 5.916 for (8, 5, 7, 9) by the formula of EARL", () => {
    const combined = combineFourScores(scores, "earl");
    expect(combined).toMatchObject({ ...scores, semantic: 5, perceptual: 7, formula: "earl" });
    expect(combined?.overall).toBe(Math.sqrt(35));
    expect(combined?.overall).toBeCloseTo(5.916, 3);
  });

  it("names the formula that it used", () => {
    expect(combineFourScores(scores, "mean")).toMatchObject({ overall: 7.25, formula: "mean" });
    expect(combineFourScores(scores, "minimum")).toMatchObject({ overall: 5, formula: "minimum" });
    expect(combineFourScores(scores, "geometric_mean")?.overall).toBeCloseTo((8 * 5 * 7 * 9) ** 0.25, 12);
    for (const formula of FORMULAS) expect(combineFourScores({ edit_success: 6, overedit: 6, naturalness: 6, artifacts: 6 }, formula)?.overall).toBeCloseTo(6, 12);
  });

  it("refuses a sub-score outside its range, by every formula", () => {
    for (const formula of FORMULAS) expect(combineFourScores({ ...scores, artifacts: 11 }, formula)).toBeNull();
  });
});

describe("both orders of a pair", () => {
  it("keeps what both orders say and makes the rest a tie", () => {
    expect(combineOrders("first", "second")).toEqual({ verdict: "left", consistent: true });
    expect(combineOrders("second", "first")).toEqual({ verdict: "right", consistent: true });
    expect(combineOrders("first", "first")).toEqual({ verdict: "tie", consistent: false });
    expect(combineOrders("second", "second")).toEqual({ verdict: "tie", consistent: false });
    expect(combineOrders("tie", "tie")).toEqual({ verdict: "tie", consistent: true });
    expect(combineOrders("tie", "first")).toEqual({ verdict: "tie", consistent: false });
  });

  it("gives the winner the point and halves it in a tie", () => {
    expect(toPoints("left")).toEqual({ left: 1, right: 0 });
    expect(toPoints("right")).toEqual({ left: 0, right: 1 });
    expect(toPoints("tie")).toEqual({ left: 0.5, right: 0.5 });
  });

  it("says 0.8 where 20 of 100 pairs flip", () => {
    const pairs = Array.from({ length: 100 }, (_, index) => combineOrders("first", index < 20 ? "first" : "second"));
    expect(computeConsistencyRate(pairs)).toBe(0.8);
    expect(computeConsistencyRate([])).toBeNull();
  });

  it("mirrors when the candidates change places", () => {
    const answers: OrderedAnswer[] = ["first", "second", "tie"];
    const mirror = { left: "right", right: "left", tie: "tie" } as const;
    for (const plain of answers) {
      for (const swapped of answers) expect(combineOrders(swapped, plain).verdict).toBe(mirror[combineOrders(plain, swapped).verdict]);
      expect(toVerdict(plain, true)).toBe(mirror[toVerdict(plain, false)]);
    }
  });
});
