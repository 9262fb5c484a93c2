import { numpyMean } from "../stats/numpy-mean.ts";
import type { PassResult, ScoreDimension } from "./scorer.ts";

/** `average_last` averages each dimension over passes; `average_first` computes `overall` from averaged parts, which leaves consistency out. */
export type Reduction = "average_last" | "average_first";

export type CombinedScore = {
  /** Only dimensions that every used pass has; empty when no pass gave numbers. */
  values: Partial<Record<ScoreDimension, number>>;
  /** Population standard deviation of `overall` over passes; null below two passes. */
  spread: number | null;
  passesUsed: number;
  failures: { pass: number; code: string; message: string }[];
};

type GoodPass = Extract<PassResult, { ok: true }>;
const DIMENSIONS: ScoreDimension[] = ["prompt_following", "consistency", "visual_quality", "overall"];

function meanOf(passes: GoodPass[], read: (pass: GoodPass) => number | undefined): number | undefined {
  const values = passes.map(read).filter((value) => value !== undefined);
  return values.length > 0 && values.length === passes.length ? numpyMean(values) : undefined;
}

/** In batch there are no sub-scores, and the smaller of both stands in for prompt following. */
function overallOfMeans(passes: GoodPass[]): number | undefined {
  const followed = meanOf(passes, ({ values, extra }) => values.prompt_following ?? extra.semantic_consistency);
  const quality = meanOf(passes, ({ values }) => values.visual_quality);
  return followed === undefined || quality === undefined ? undefined : Math.sqrt(followed * quality);
}

function spreadOf(overalls: number[]): number | null {
  if (overalls.length < 2) return null;
  const mean = numpyMean(overalls);
  return Math.sqrt(numpyMean(overalls.map((value) => (value - mean) ** 2)));
}

/** The passes of one edit as one score. Failed passes are counted and named, never filled in. */
export function combinePasses(results: PassResult[], reduction: Reduction): CombinedScore {
  const used = results.filter((result) => result.ok);
  const failures = results.flatMap((result) => (result.ok ? [] : [{ pass: result.pass, ...result.error }]));
  const values: CombinedScore["values"] = {};
  for (const dimension of DIMENSIONS) {
    const mean = meanOf(used, (pass) => pass.values[dimension]);
    if (mean !== undefined) values[dimension] = mean;
  }
  if (reduction === "average_first") {
    const overall = overallOfMeans(used);
    if (overall !== undefined) values.overall = overall;
  }
  return { values, spread: spreadOf(used.flatMap(({ values: { overall } }) => (overall === undefined ? [] : [overall]))), passesUsed: used.length, failures };
}
