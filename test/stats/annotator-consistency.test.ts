import { describe, expect, it } from "vitest";
import { type CandidateVerdict, computeHumanCeiling, computeLeaveOneOutCredits, computeRepeatConsistency, computeWilsonInterval, type LeaveOneOutAnswer, type RepeatedVerdict } from "#lib/stats/index.ts";
import { fixtures } from "./fixtures.ts";
import { createSeeded } from "./seeded.ts";

const VERDICTS: readonly CandidateVerdict[] = ["A", "B", "TIE", "BOTH_BAD", "SKIP"];
const RELABELLED: Record<CandidateVerdict, CandidateVerdict> = { A: "B", B: "A", TIE: "TIE", BOTH_BAD: "BOTH_BAD", SKIP: "SKIP" };
const MIRRORED = { a: "b", b: "a", neither: "neither" } as const;

function answer(comparison: string, choice: LeaveOneOutAnswer["choice"], isExcluded = false): LeaveOneOutAnswer {
  return { comparison, choice, isExcluded };
}

function repeat(first: CandidateVerdict, second: CandidateVerdict): RepeatedVerdict {
  return { first, second };
}

describe("repeat consistency", () => {
  it("gives the worked example", () => {
    const repeats = [repeat("A", "A"), repeat("A", "B"), repeat("TIE", "BOTH_BAD"), repeat("SKIP", "A")];
    expect(computeRepeatConsistency(repeats)).toEqual({ same: 1, reversed: 1, n: 3, skipped: 1, share: 1 / 3, interval: computeWilsonInterval(1, 3) });
  });

  it("does not call two skips the same answer", () => {
    expect(computeRepeatConsistency([repeat("SKIP", "SKIP")])).toEqual({ same: 0, reversed: 0, n: 0, skipped: 1, share: null, interval: null });
  });

  it("does not depend on order, on which answer came first, or on which candidate is A", () => {
    const seeded = createSeeded(7);
    for (let sample = 0; sample < 100; sample += 1) {
      const repeats = Array.from({ length: seeded.int(0, 30) }, () => repeat(seeded.pick(VERDICTS), seeded.pick(VERDICTS)));
      const result = computeRepeatConsistency(repeats);
      expect(computeRepeatConsistency(seeded.shuffle(repeats))).toEqual(result);
      expect(computeRepeatConsistency(repeats.map(({ first, second }) => repeat(second, first)))).toEqual(result);
      expect(computeRepeatConsistency(repeats.map(({ first, second }) => repeat(RELABELLED[first], RELABELLED[second])))).toEqual(result);
    }
  });
});

describe("one answer against the others", () => {
  it("earns 1 with the majority, 0 against it, one half where the others are split", () => {
    expect(computeLeaveOneOutCredits([answer("x", "a"), answer("x", "a"), answer("x", "b")])).toEqual([0.5, 0.5, 0]);
    expect(computeLeaveOneOutCredits([answer("y", "b"), answer("y", "b"), answer("y", "b")])).toEqual([1, 1, 1]);
  });

  it("earns one half against a single answer that prefers neither, which earns nothing itself", () => {
    expect(computeLeaveOneOutCredits([answer("x", "a"), answer("x", "neither")])).toEqual([0.5, null]);
  });

  it("is undefined where nobody else answered", () => {
    expect(computeLeaveOneOutCredits([answer("x", "a"), answer("y", "b")])).toEqual([null, null]);
  });

  it("measures excluded people without letting them measure others", () => {
    const answers = [answer("x", "a"), answer("x", "a"), answer("x", "b", true), answer("x", "b", true), answer("x", "b", true)];
    expect(computeLeaveOneOutCredits(answers)).toEqual([1, 1, 0, 0, 0]);
    expect(computeLeaveOneOutCredits([answer("x", "a"), answer("x", "b", true)])).toEqual([null, 0]);
  });

  it("averages over comparisons to the human ceiling of the worked example", () => {
    const { verdicts, ceiling } = fixtures.humanCeiling;
    const answers = verdicts.flatMap((row, index) => row.map((value) => answer(String(index), value === "A" ? "a" : "b")));
    const credits = computeLeaveOneOutCredits(answers).map((credit) => credit ?? Number.NaN);
    expect(credits.reduce((sum, credit) => sum + credit, 0) / credits.length).toBeCloseTo(ceiling, 9);
  });

  it("averages within and over comparisons to the human ceiling, whoever answered what", () => {
    const seeded = createSeeded(8);
    for (let sample = 0; sample < 100; sample += 1) {
      const answers = Array.from({ length: 60 }, () => answer(String(seeded.int(0, 15)), seeded.pick(["a", "b", "neither"] as const)));
      const credits = computeLeaveOneOutCredits(answers);
      const byComparison = [...Map.groupBy(answers.map(({ comparison, choice }, index) => ({ comparison, choice, credit: credits[index] ?? null })), (row) => row.comparison).values()];
      const means = byComparison.map((rows) => rows.flatMap(({ credit }) => credit ?? [])).filter((own) => own.length > 0).map((own) => own.reduce((sum, credit) => sum + credit, 0) / own.length);
      const counts = byComparison.map((rows) => ({ a: rows.filter(({ choice }) => choice === "a").length, b: rows.filter(({ choice }) => choice === "b").length, neither: rows.filter(({ choice }) => choice === "neither").length }));
      const { ceiling, n } = computeHumanCeiling(counts);
      expect(means).toHaveLength(n);
      expect(means.reduce((sum, mean) => sum + mean, 0) / means.length).toBeCloseTo(ceiling ?? Number.NaN, 12);
    }
  });

  it("follows the answers when they are permuted, and does not care which candidate is A", () => {
    const seeded = createSeeded(9);
    for (let sample = 0; sample < 100; sample += 1) {
      const answers = Array.from({ length: 40 }, () => answer(String(seeded.int(0, 9)), seeded.pick(["a", "b", "neither"] as const), seeded.int(0, 4) === 0));
      const credits = computeLeaveOneOutCredits(answers);
      const order = seeded.shuffle(answers.map((_, index) => index));
      expect(computeLeaveOneOutCredits(order.flatMap((index) => answers[index] ?? []))).toEqual(order.map((index) => credits[index]));
      expect(computeLeaveOneOutCredits(answers.map((own) => ({ ...own, choice: MIRRORED[own.choice] })))).toEqual(credits);
    }
  });
});
