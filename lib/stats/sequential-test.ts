/** One answer that prefers a candidate or neither, with the accuracy that its annotator is taken to have, 0..1. */
export type WeighedAnswer = { choice: "A" | "B" | "TIE"; accuracy: number };

export type SequentialOptions = {
  /** Chance of deciding for the wrong side, each way. */
  alpha: number;
  beta: number;
  /** Answers needed before A or B can be decided. */
  minimum: number;
  /** Answers needed, and posterior of a tie, before a tie is decided. */
  tieMinimum: number;
  tiePosterior: number;
  /** Accuracies are taken to lie in here: nobody decides alone, and nobody against themselves. */
  clamp: readonly [number, number];
};

export const SEQUENTIAL_DEFAULTS: SequentialOptions = { alpha: 0.05, beta: 0.05, minimum: 3, tieMinimum: 5, tiePosterior: 0.9, clamp: [0.55, 0.95] };

export type SequentialTest = {
  /** Σ ± ln(accuracy / (1 − accuracy)) after each answer; ties add nothing. */
  logLikelihoodRatios: number[];
  /** ln((1 − β) / α): where A or B is decided. */
  threshold: number;
  /** Probability of a tie after all answers, A, B and a tie being equally likely before. Null without answers. */
  tiePosterior: number | null;
  /** Null while it is open. */
  decision: "A" | "B" | "TIE" | null;
};

function computeTiePosterior(answers: readonly WeighedAnswer[]): number | null {
  if (answers.length === 0) return null;
  const logs = (["A", "B", "TIE"] as const).map((truth) => answers.reduce((sum, { choice, accuracy }) => sum + Math.log(choice === truth ? accuracy : (1 - accuracy) / 2), 0));
  const highest = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - highest));
  return weights[2]! / weights.reduce((sum, weight) => sum + weight, 0);
}

/**
 * Wald's sequential probability ratio test over the answers to one comparison, whose decision may change as answers come:
 * A or B once the ratio passes the threshold, a tie once its posterior does. Source: A. Wald, Sequential Analysis (1947).
 */
export function runSequentialTest(answers: readonly WeighedAnswer[], options: Partial<SequentialOptions> = {}): SequentialTest {
  const { alpha, beta, minimum, tieMinimum, tiePosterior: needed, clamp } = { ...SEQUENTIAL_DEFAULTS, ...options };
  const clamped = answers.map(({ choice, accuracy }) => ({ choice, accuracy: Math.min(clamp[1], Math.max(clamp[0], accuracy)) }));
  let sum = 0;
  const logLikelihoodRatios = clamped.map(({ choice, accuracy }) => (sum += choice === "TIE" ? 0 : (choice === "A" ? 1 : -1) * Math.log(accuracy / (1 - accuracy))));
  const threshold = Math.log((1 - beta) / alpha);
  const tiePosterior = computeTiePosterior(clamped);
  const isTie = answers.length >= tieMinimum && (tiePosterior ?? 0) >= needed;
  // Sums of logarithms: an exact hit of the threshold must not depend on the order of the answers.
  const isSide = answers.length >= minimum && Math.abs(sum) >= threshold - 1e-12;
  return { logLikelihoodRatios, threshold, tiePosterior, decision: isSide ? (sum > 0 ? "A" : "B") : isTie ? "TIE" : null };
}

/** How far ahead a side must be when everybody is as accurate, in answers: ⌈threshold / ln(accuracy / (1 − accuracy))⌉. `accuracy` in (0.5, 1). */
export function computeSequentialLead(accuracy: number, { alpha, beta }: Pick<SequentialOptions, "alpha" | "beta"> = SEQUENTIAL_DEFAULTS): number {
  return Math.ceil(Math.log((1 - beta) / alpha) / Math.log(accuracy / (1 - accuracy)));
}

/**
 * What waiting for a lead costs and yields when everybody is as accurate and the better side is drawn by fair chance: the
 * answers until one side leads by `lead`, and how often that side is the better one (the gambler's ruin; Feller 1968, XIV.2).
 * Example: a lead of 2 at 0.9 takes 2.44 answers and is right 98.8 % of the time.
 */
export function computeLeadCost(accuracy: number, lead: number): { expectedAnswers: number; rightShare: number } {
  const ratio = ((1 - accuracy) / accuracy) ** lead;
  return { expectedAnswers: ((lead / (2 * accuracy - 1)) * (1 - ratio)) / (1 + ratio), rightShare: 1 / (1 + ratio) };
}
