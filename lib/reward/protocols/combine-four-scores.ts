import { combineMinima } from "./combine-minima.ts";

/** Each 0..10, higher is better: `overedit` 10 means nothing was changed that should have stayed, `artifacts` 10 means none. */
export type FourScores = { edit_success: number; overedit: number; naturalness: number; artifacts: number };

export const FOUR_SCORES = ["edit_success", "overedit", "naturalness", "artifacts"] as const;

/** `earl`: √(min of the first two · min of the last two). The others are what their names say, over all four. */
export const FORMULAS = ["earl", "mean", "geometric_mean", "minimum"] as const;
export type Formula = (typeof FORMULAS)[number];

/** The four sub-scores, the two minima (SC and PQ) and the overall score by the named formula, all 0..10. */
export type CombinedScores = FourScores & { semantic: number; perceptual: number; overall: number; formula: Formula };

function applyFormula(values: number[], earl: number, formula: Formula): number {
  switch (formula) {
    case "earl":
      return earl;
    case "mean":
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    case "geometric_mean":
      return Math.sqrt(Math.sqrt(values.reduce((product, value) => product * value, 1)));
    case "minimum":
      return Math.min(...values);
  }
}

/** One score from four by a named formula. Null when a sub-score is outside 0..10. Example: 8, 5, 7, 9 by `earl` gives √35 ≈ 5.916. */
export function combineFourScores(scores: FourScores, formula: Formula): CombinedScores | null {
  const minima = combineMinima([scores.edit_success, scores.overedit], [scores.naturalness, scores.artifacts]);
  if (!minima) return null;
  const values = FOUR_SCORES.map((name) => scores[name]);
  return { ...scores, semantic: minima.semantic, perceptual: minima.perceptual, overall: applyFormula(values, minima.overall, formula), formula };
}
