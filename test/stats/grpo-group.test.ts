import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupStatistics, judgeForCuration, summariseGroups } from "#lib/stats/index.ts";

const rewards = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 24 });

describe("statistics of one group", () => {
  it("uses the population standard deviation and adds 1e-8 to it", () => {
    const { mean, std, advantages, isZeroStd } = groupStatistics([0.2, 0.4, 0.9]);
    expect(mean).toBeCloseTo(0.5, 12);
    expect(std).toBeCloseTo(Math.sqrt(0.26 / 3), 12);
    expect(advantages.map((advantage) => advantage ?? Number.NaN)).toEqual([-0.3, -0.1, 0.4].map((gap) => expect.closeTo(gap / (Math.sqrt(0.26 / 3) + 1e-8), 12)));
    expect(isZeroStd).toBe(false);
  });

  it("gives a flat group no advantage, even where equal rewards have a last digit of their own", () => {
    expect(groupStatistics([0.1, 0.1, 0.1], { epsilon: 0 })).toMatchObject({ isZeroStd: true, advantages: [0, 0, 0] });
    expect(groupStatistics([0.3, 0.1 + 0.2, 0.3], { epsilon: 0 })).toMatchObject({ isZeroStd: true, advantages: [0, 0, 0] });
    expect(groupStatistics([0.7])).toMatchObject({ n: 1, std: 0, isZeroStd: true, advantages: [0] });
  });

  it("leaves a failed element out and marks it", () => {
    const whole = groupStatistics([0, 1]);
    expect(groupStatistics([0, null, 1, Number.NaN])).toEqual({ ...whole, advantages: [whole.advantages[0], null, whole.advantages[1], null] });
    expect(groupStatistics([null])).toEqual({ n: 0, mean: null, std: null, isZeroStd: null, keptByPaper: null, keptByCode: null, advantages: [null] });
  });

  it.each([
    { group: [0.96, 0.98, 1, 0.97], paper: false, code: false },
    { group: [0.1, 0.1, 0.1, 0.1], paper: true, code: false },
    { group: [0.2, 0.8, 0.5, 0.4], paper: true, code: true },
    { group: [1, 1, 1, 0.65], paper: true, code: false },
  ])("filters $group by both rules of Edit-R1", ({ group, paper, code }) => {
    expect(groupStatistics(group)).toMatchObject({ keptByPaper: paper, keptByCode: code });
  });

  it("filters by other thresholds", () => {
    const thresholds = { paper: { mean: 0.3, variance: 1 }, code: { std: 0.31, mean: 0.9 } };
    expect(groupStatistics([0.2, 0.8], { thresholds })).toMatchObject({ keptByPaper: false, keptByCode: false });
  });

  it("centres advantages, whatever the unit of the rewards", () => {
    fc.assert(
      fc.property(rewards, fc.double({ min: 0.5, max: 40, noNaN: true }), (group, factor) => {
        const { advantages, isZeroStd, std } = groupStatistics(group, { epsilon: 0 });
        const scaled = groupStatistics(group.map((reward) => reward * factor), { epsilon: 0 });
        fc.pre(isZeroStd === true || (std ?? 0) > 1e-6);
        expect(advantages.reduce<number>((sum, advantage) => sum + (advantage ?? 0), 0)).toBeCloseTo(0, 6);
        if (!isZeroStd) for (const [at, advantage] of advantages.entries()) expect(scaled.advantages[at]).toBeCloseTo(advantage ?? 0, 6);
      }),
    );
  });
});

describe("many groups", () => {
  it("gives the worked example", () => {
    const summary = summariseGroups([[0, 1], [0.5, 0.5]], { epsilon: 0, min: 0, max: 1, utility: [[0.2, 0.8], [0.1, 0.3]] });
    expect(summary.groups.map(({ mean, std, advantages }) => ({ mean, std, advantages }))).toEqual([{ mean: 0.5, std: 0.5, advantages: [-1, 1] }, { mean: 0.5, std: 0, advantages: [0, 0] }]);
    expect(summary).toMatchObject({ meanStd: 0.25, zeroStdShare: 0.5, uniqueScoreRatio: 0.75, saturationShare: 0.5, signAgreement: 1, withinGroupTau: [1, null], meanWithinGroupTau: 1 });
  });

  it("has nothing to say of no groups", () => {
    expect(summariseGroups([], { min: 0, max: 1 })).toEqual({ groups: [], meanStd: null, zeroStdShare: null, uniqueScoreRatio: null, saturationShare: null, signAgreement: null, withinGroupTau: [], meanWithinGroupTau: null });
  });
});

describe("EditScore's curation of a group", () => {
  const thresholds = { minBest: 6, minStd: 1 };
  it("drops a group that nobody managed and one with nothing to learn", () => {
    expect(judgeForCuration([2, 7, 9, 4, 5], thresholds)).toEqual({ kept: true });
    expect(judgeForCuration([1, 5.9, 2, 4, 3], thresholds)).toEqual({ kept: false, reasons: ["best_too_low"] });
    expect(judgeForCuration([8, 8.1, 8, 8.2, 8], thresholds)).toEqual({ kept: false, reasons: ["std_too_low"] });
    expect(judgeForCuration([1, 1, 1, null, 1], thresholds)).toEqual({ kept: false, reasons: ["best_too_low", "std_too_low"] });
    expect(judgeForCuration([null], thresholds)).toEqual({ kept: false, reasons: ["no_scores"] });
  });

  it("keeps what stands at the thresholds", () => {
    expect(judgeForCuration([4, 6], thresholds)).toEqual({ kept: true });
  });
});
