import { describe, expect, it } from "vitest";
import { computeInformationGain, computeSequentialLead, computeStrengthPosterior, runSequentialTest, type WeighedAnswer } from "#lib/stats/index.ts";

const answers = (letters: string, accuracy = 0.8): WeighedAnswer[] => [...letters].map((letter) => ({ choice: letter === "T" ? "TIE" : (letter as "A" | "B"), accuracy }));

describe("sequential test", () => {
  it("adds ln(accuracy / (1 − accuracy)) an answer and stops at ln 19", () => {
    const test = runSequentialTest(answers("AA", 0.9), { minimum: 2 });
    expect(test.logLikelihoodRatios.map((value) => Number(value.toFixed(9)))).toEqual([2.197224577, 4.394449155]);
    expect(test.threshold).toBeCloseTo(2.9444389792, 9);
    expect(test.decision).toBe("A");
    expect(runSequentialTest(answers("AA", 0.9)).decision).toBeNull();
  });

  it.each([["AAA", "A"], ["BBB", "B"], ["AAB", null], ["AABA", null], ["AABAA", "A"], ["TTTT", null], ["TTTTT", "TIE"], ["ABTAB", null], ["ABABABABA", null]])("%s is %s at accuracy 0.8", (letters, decision) => {
    expect(runSequentialTest(answers(letters)).decision).toBe(decision);
  });

  it("does not depend on the order of the answers", () => {
    expect(runSequentialTest(answers("ABAAA")).decision).toBe(runSequentialTest(answers("AAAAB")).decision);
  });

  it("lets nobody decide alone or against themselves", () => {
    expect(runSequentialTest([{ choice: "A", accuracy: 1 }], { minimum: 1 }).logLikelihoodRatios[0]).toBeCloseTo(Math.log(19), 9);
    expect(runSequentialTest([{ choice: "A", accuracy: 0 }]).logLikelihoodRatios[0]).toBeCloseTo(Math.log(0.55 / 0.45), 9);
  });

  it.each([[0.9, 2], [0.8, 3], [0.7, 4], [0.6, 8]])("needs a lead at accuracy %d of %d", (accuracy, lead) => {
    expect(computeSequentialLead(accuracy)).toBe(lead);
  });
});

describe("strength of the candidates of an item", () => {
  it("after one judgment is one exact moment match", () => {
    const { mean, variance } = computeStrengthPosterior([[0, 1], [0, 0]]);
    expect(mean[0]).toBeCloseTo(0.2820947918, 6);
    expect(mean[1]).toBeCloseTo(-0.2820947918, 6);
    expect(variance[0]).toBeCloseTo(0.4204225285, 6);
  });

  it("makes the first judgment of a pair tell .17 nats, and later ones less", () => {
    const fresh = computeInformationGain(computeStrengthPosterior([[0, 0], [0, 0]]), 0, 1);
    expect(fresh.gain).toBeCloseTo(0.1733478727, 6);
    expect(fresh.probability).toBeCloseTo(0.5, 9);
    const settled = computeInformationGain(computeStrengthPosterior([[0, 8], [0, 0]]), 0, 1);
    expect(settled.gain).toBeLessThan(fresh.gain / 2);
    expect(settled.probability).toBeGreaterThan(0.8);
  });

  it("expects more of a pair that nobody compared than of one that follows", () => {
    const belief = computeStrengthPosterior([[0, 6, 0, 0], [0, 0, 6, 0], [0, 0, 0, 0], [0, 0, 0, 0]]);
    expect(belief.mean[0]).toBeGreaterThan(belief.mean[1]!);
    expect(belief.mean[1]).toBeGreaterThan(belief.mean[2]!);
    expect(computeInformationGain(belief, 1, 3).gain).toBeGreaterThan(computeInformationGain(belief, 0, 2).gain);
  });

  it("takes half wins for ties, and does not care about names", () => {
    const { mean } = computeStrengthPosterior([[0, 2.5], [1.5, 0]]);
    const mirrored = computeStrengthPosterior([[0, 1.5], [2.5, 0]]);
    expect(mean[0]).toBeGreaterThan(0);
    expect(mirrored.mean[0]).toBeCloseTo(-mean[0]!, 6);
  });
});
