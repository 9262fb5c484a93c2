import { readFileSync } from "node:fs";
import type { GoldAdvice } from "#lib/stats/index.ts";

export type AnnotatorQualityFixtures = {
  source: string;
  betaQuantile: { alpha: number; beta: number; probability: number; x: number }[];
  betaCdf: { x: number; alpha: number; beta: number; probability: number }[];
  binomialTest: { successes: number; n: number; p: number }[];
  clopperPearson: { successes: number; n: number; low: number; high: number };
  benjaminiHochberg: { source: string; p: number[]; q: number[] };
  positionBias: { source: string; left: number[]; n: number[]; p: number[]; q: number[]; isFlagged: boolean[] };
  goldAccuracy: { right: number; wrong: number; mean: number; low: number; high: number; advice: GoldAdvice }[];
};

/** Values from another implementation and worked by hand; the file names where they come from. */
export const fixtures = JSON.parse(readFileSync(new URL("../fixtures/annotator-quality.json", import.meta.url), "utf8")) as AnnotatorQualityFixtures;
