import { readFileSync } from "node:fs";

export type StatisticsFixtures = {
  wilson: { successes: number; n: number; low: number; high: number }[];
  krippendorff: { source: string; ratings?: (number | null)[][]; counts?: number[][]; alpha?: number; pairableCount?: number; percentAgreement?: number }[];
  humanCeiling: { verdicts: ("A" | "B")[][]; perComparison: number[]; ceiling: number };
  accuracy: { human: (-1 | 0 | 1)[]; difference: (number | null)[]; taskType: string[]; strict: number; halfCredit: number; macroStrict: number; macroHalfCredit: number; coverage: number; n: number };
};

/** Published and hand-worked values; each set names where it comes from. */
export const fixtures = JSON.parse(readFileSync(new URL("../fixtures/statistics.json", import.meta.url), "utf8")) as StatisticsFixtures;
