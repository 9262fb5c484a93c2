import { describe, expect, it } from "vitest";
import { computeAccuracy, computeMacroAccuracy, computePlurality, type ScoredPair } from "#lib/stats/index.ts";
import { fixtures } from "./fixtures.ts";

describe("plurality", () => {
  it("takes the most frequent answer with its share of all that count", () => {
    expect(computePlurality({ a: 2, b: 1, tie: 1, bothBad: 0, skip: 3 })).toEqual({ consensus: "A", share: 0.5, margin: 0.25, n: 4 });
  });

  it("counts both bad as equal", () => {
    expect(computePlurality({ a: 1, b: 0, tie: 1, bothBad: 1, skip: 0 })).toMatchObject({ consensus: "TIE", share: 2 / 3, n: 3 });
  });

  it("leaves equal leaders undecided", () => {
    expect(computePlurality({ a: 1, b: 1, tie: 0, bothBad: 0, skip: 0 })).toMatchObject({ consensus: "UNDECIDED", share: 0.5, margin: 0 });
    expect(computePlurality({ a: 1, b: 0, tie: 0, bothBad: 1, skip: 0 }).consensus).toBe("UNDECIDED");
  });

  it("is undefined when all skipped", () => {
    expect(computePlurality({ a: 0, b: 0, tie: 0, bothBad: 0, skip: 2 })).toEqual({ consensus: null, share: null, margin: null, n: 0 });
  });
});

describe("accuracy", () => {
  const { human, difference, taskType, ...expected } = fixtures.accuracy;
  const pairs = human.map((sign, index): ScoredPair => ({ human: sign, difference: difference[index] ?? null }));

  it("gives the worked example", () => {
    const { strict, halfCredit, n, coverage } = expected;
    expect(computeAccuracy(pairs)).toEqual({ strict, halfCredit, n, coverage });
  });

  it("averages over task types", () => {
    const groups = new Map<string, ScoredPair[]>();
    for (const [index, pair] of pairs.entries()) groups.set(taskType[index] ?? "", [...(groups.get(taskType[index] ?? "") ?? []), pair]);
    expect(computeMacroAccuracy(groups)).toEqual({ strict: expected.macroStrict, halfCredit: expected.macroHalfCredit, groupCount: 2 });
  });

  it("is undefined without decisive pairs", () => {
    expect(computeAccuracy([{ human: 0, difference: 1 }])).toEqual({ strict: null, halfCredit: null, n: 0, coverage: 1 });
    expect(computeAccuracy([])).toEqual({ strict: null, halfCredit: null, n: 0, coverage: null });
    expect(computeMacroAccuracy(new Map())).toEqual({ strict: null, halfCredit: null, groupCount: 0 });
  });
});
