import { JuxtaError } from "../../lib/errors.ts";
import type { ScoreDimension } from "../../lib/reward/scorer.ts";
import type { ScorerManifest, ScorerOutput } from "./scorer-manifest.ts";

const BEST = 10;
/** Rounding of 32-bit floats may carry a number this far over the end of its range; of the range's width. */
const SLACK = 1e-5;

export type ReadScore = { values: Partial<Record<ScoreDimension, number>>; /** What the model itself said, by dimension. */ raw: Record<string, number> };

function convert(raw: number, { activation, range, outside }: ScorerOutput): number {
  const value = activation === "sigmoid" ? 1 / (1 + Math.exp(-raw)) : raw;
  const share = (value - range.min) / (range.max - range.min);
  if (outside === "fail" && (share < -SLACK || share > 1 + SLACK)) {
    throw new JuxtaError("score_out_of_range", `The model said ${value}, outside of ${range.min} to ${range.max}.`, { status: 422 });
  }
  return BEST * Math.min(1, Math.max(0, share));
}

/** `overall` of 0..10 values by the formula of a manifest. */
export function combineOverall(formula: NonNullable<ScorerManifest["overall"]>, values: number[]): number {
  if (formula === "minimum") return Math.min(...values);
  if (formula === "mean") return values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((product, value) => product * value, 1) ** (1 / values.length);
}

/** One row of a model's outputs as 0..10 by dimension, or why there is none: `score_not_finite`, `score_out_of_range`. */
export function readOutputs(manifest: ScorerManifest, outputs: Float32Array[], row: number): ReadScore | { error: JuxtaError } {
  const score: ReadScore = { values: {}, raw: {} };
  try {
    for (const [at, output] of manifest.outputs.entries()) {
      for (const [column, dimension] of output.dimensions.entries()) {
        if (dimension === null) continue;
        const raw = outputs[at]![row * output.dimensions.length + column]!;
        if (!Number.isFinite(raw)) throw new JuxtaError("score_not_finite", "The model gave no number for this picture.", { status: 422 });
        score.raw[`raw_${dimension}`] = raw;
        score.values[dimension] = convert(raw, output);
      }
    }
  } catch (error) {
    if (error instanceof JuxtaError) return { error };
    throw error;
  }
  if (manifest.overall !== undefined) score.values.overall = combineOverall(manifest.overall, Object.values(score.values));
  return score;
}
