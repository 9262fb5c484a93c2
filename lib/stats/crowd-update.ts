import { computeLogistic } from "./bradley-terry.ts";
import { computeLogBeta, computeDigamma } from "./gamma-functions.ts";

/** A normal belief about a strength, and a Beta belief about how often an annotator follows it. */
export type StrengthGaussian = { mean: number; variance: number };
export type AnnotatorBeta = { alpha: number; beta: number };

export type CrowdUpdate = { annotator: AnnotatorBeta; winner: StrengthGaussian; loser: StrengthGaussian; /** Of this outcome, before it was known. */ probability: number };

const LEAST_SHRINK = 1e-4;

/**
 * One judgment of Crowd-BT: an annotator says that `winner` is better (Chen, Bennett, Collins-Thompson and Horvitz 2013, WSDM,
 * 193-202). An annotator is right with an unknown probability η ~ Beta(α, β); both strengths and η move by matched moments.
 */
export function updateCrowd({ alpha, beta }: AnnotatorBeta, winner: StrengthGaussian, loser: StrengthGaussian): CrowdUpdate {
  const p = computeLogistic(winner.mean - loser.mean);
  const right = p + 0.5 * (winner.variance + loser.variance) * p * (1 - p) * (1 - 2 * p);
  const sum = alpha + beta;
  const probability = (right * alpha + (1 - right) * beta) / sum;
  const firstMoment = (alpha * (right * (alpha + 1) + (1 - right) * beta)) / (sum * (sum + 1) * probability);
  const secondMoment = (alpha * (alpha + 1) * (right * (alpha + 2) + (1 - right) * beta)) / (sum * (sum + 1) * (sum + 2) * probability);
  const scale = (firstMoment - secondMoment) / (secondMoment - firstMoment ** 2);
  // αe^w/(αe^w + βe^l): how likely the annotator was right, now that the outcome is known.
  const r = computeLogistic(winner.mean - loser.mean + Math.log(alpha / beta));
  const curve = r * (1 - r) - p * (1 - p);
  const move = ({ mean, variance }: StrengthGaussian, sign: number): StrengthGaussian => ({ mean: mean + sign * variance * (r - p), variance: variance * Math.max(1 + variance * curve, LEAST_SHRINK) });
  return { annotator: { alpha: scale * firstMoment, beta: scale * (1 - firstMoment) }, winner: move(winner, 1), loser: move(loser, -1), probability };
}

function divergeGaussian(after: StrengthGaussian, before: StrengthGaussian): number {
  return 0.5 * (after.variance / before.variance - 1 - Math.log(after.variance / before.variance) + (after.mean - before.mean) ** 2 / before.variance);
}

function divergeBeta(after: AnnotatorBeta, before: AnnotatorBeta): number {
  const [a, b] = [after.alpha - before.alpha, after.beta - before.beta];
  return computeLogBeta(before) - computeLogBeta(after) + a * computeDigamma(after.alpha) + b * computeDigamma(after.beta) - (a + b) * computeDigamma(after.alpha + after.beta);
}

/** What asking this annotator about this pair is expected to tell, in nats: Σ over both outcomes of C·(KL of both strengths + γ·KL of the annotator). Same source. */
export function computeCrowdGain(annotator: AnnotatorBeta, a: StrengthGaussian, b: StrengthGaussian, gamma = 0.1): number {
  const gain = (winner: StrengthGaussian, loser: StrengthGaussian): number => {
    const update = updateCrowd(annotator, winner, loser);
    return update.probability * (divergeGaussian(update.winner, winner) + divergeGaussian(update.loser, loser) + gamma * divergeBeta(update.annotator, annotator));
  };
  return gain(a, b) + gain(b, a);
}
