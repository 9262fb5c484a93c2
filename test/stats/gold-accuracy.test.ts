import { describe, expect, it } from "vitest";
import { computeGoldAccuracy, GOLD_THRESHOLDS } from "#lib/stats/index.ts";
import { fixtures } from "./annotator-quality-fixtures.ts";

describe("gold accuracy", () => {
  it.each(fixtures.goldAccuracy)("of $right right and $wrong wrong advises $advice", ({ right, wrong, mean, low, high, advice }) => {
    const accuracy = computeGoldAccuracy({ right, wrong });
    expect(accuracy).toMatchObject({ n: right + wrong, advice });
    expect(accuracy.mean).toBeCloseTo(mean, 12);
    expect(accuracy.interval?.low).toBeCloseTo(low, 12);
    expect(accuracy.interval?.high).toBeCloseTo(high, 12);
  });

  it("is undefined without gold answers, and advises nothing", () => {
    expect(computeGoldAccuracy({ right: 0, wrong: 0 })).toEqual({ mean: null, interval: null, n: 0, advice: "ok" });
  });

  it("waits with a pause until enough gold answers are there", () => {
    expect(computeGoldAccuracy({ right: 7, wrong: 7 }).interval?.high).toBeLessThan(GOLD_THRESHOLDS.pauseUpper);
    expect(computeGoldAccuracy({ right: 7, wrong: 7 }).advice).toBe("warn");
    expect(computeGoldAccuracy({ right: 8, wrong: 7 }).advice).toBe("pause");
    expect(computeGoldAccuracy({ right: 7, wrong: 7 }, { ...GOLD_THRESHOLDS, pauseCount: 14 }).advice).toBe("pause");
  });

  it("never warns where the mean is exactly the threshold", () => {
    expect(computeGoldAccuracy({ right: 7, wrong: 1 })).toMatchObject({ mean: 0.8, advice: "ok" });
  });

  it("never gets milder with one more wrong answer, or stricter with one wrong answer turned right", () => {
    const severity = ["ok", "warn", "pause", "block"];
    const measure = (right: number, wrong: number): number => severity.indexOf(computeGoldAccuracy({ right, wrong }).advice);
    for (let right = 0; right <= 40; right += 1) {
      for (let wrong = 0; wrong <= 40; wrong += 1) {
        expect(measure(right, wrong + 1)).toBeGreaterThanOrEqual(measure(right, wrong));
        expect(measure(right + 1, wrong)).toBeLessThanOrEqual(measure(right, wrong + 1));
      }
    }
  });
});
