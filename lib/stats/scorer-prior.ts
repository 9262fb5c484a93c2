import { STRENGTH_MODEL, type StrengthModel } from "./gaussian-strength.ts";
import { computeNormalCdf } from "./normal-distribution.ts";

/** A judged pair: how much higher the scorer rates the first, in standard deviations within items, and how often people preferred each (a tie is half each). */
export type JudgedDifference = { difference: number; firstWins: number; secondWins: number };

const STEP = 0.05;
const MOST = 0.95;
const TINY = 1e-12;

/** Of two candidates whose scores differ by this much: how likely people are to prefer the first when the scorer correlates with strength by `agreement`. */
function probabilityOfFirst(difference: number, agreement: number, { priorVariance, noiseVariance }: StrengthModel): number {
  return computeNormalCdf((agreement * Math.sqrt(priorVariance) * difference) / Math.sqrt(noiseVariance + 2 * priorVariance * (1 - agreement ** 2)));
}

/**
 * Correlation, 0..0.95, of a scorer with people's strengths: the posterior mean on a grid under a uniform prior, with pairs
 * taken as independent. Without pairs 0.475. A scorer that goes against people counts as one that says nothing.
 */
export function estimateAgreement(pairs: readonly JudgedDifference[], model: StrengthModel = STRENGTH_MODEL): number {
  const grid = Array.from({ length: Math.round(MOST / STEP) + 1 }, (_, index) => index * STEP);
  const logs = grid.map((agreement) =>
    pairs.reduce((sum, { difference, firstWins, secondWins }) => {
      const first = probabilityOfFirst(difference, agreement, model);
      return sum + firstWins * Math.log(Math.max(TINY, first)) + secondWins * Math.log(Math.max(TINY, 1 - first));
    }, 0),
  );
  const highest = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return grid.reduce((sum, agreement, index) => sum + (agreement * weights[index]!) / total, 0);
}

/** What is believed of an item's candidates before anybody has judged: `scores` in standard deviations within items. */
export function guessStrengths(scores: readonly number[], agreement: number, model: StrengthModel = STRENGTH_MODEL): { means: number[]; model: StrengthModel } {
  const centre = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
  const means = scores.map((score) => agreement * Math.sqrt(model.priorVariance) * (score - centre));
  return { means, model: { ...model, priorVariance: model.priorVariance * (1 - agreement ** 2) } };
}
