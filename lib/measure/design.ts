import { z } from "zod";
import * as stats from "../stats/index.ts";
import { count, defineMeasure, index, type Measure, probability, square } from "./measure.ts";

const positive = z.number().positive();
const risk = z.number().gt(0).lt(0.5).default(0.05);
const clamp = z.tuple([z.number().gt(0).lt(1), z.number().gt(0).lt(1)]).refine(([low, high]) => low <= high, "the first must not exceed the second");

const sequence = z
  .object({ accuracy: z.array(probability), verdicts: z.array(z.enum(["A", "B", "TIE", "BOTH_BAD"])), alpha: risk, beta: risk, min_judgments: index.default(stats.SEQUENTIAL_DEFAULTS.minimum), clamp: clamp.default([0.55, 0.95]) })
  .refine(({ accuracy, verdicts }) => accuracy.length === verdicts.length, { path: ["accuracy"], message: "needs one entry for each verdict" });

function describeSequence({ accuracy, verdicts, alpha, beta, min_judgments: minimum, clamp: bounds }: z.infer<typeof sequence>) {
  const answers = verdicts.map((choice, at) => ({ choice: choice === "BOTH_BAD" ? ("TIE" as const) : choice, accuracy: accuracy[at]! }));
  const options = { alpha, beta, minimum, clamp: bounds };
  const found = stats.runSequentialTest(answers, options);
  const at = answers.findIndex((_, last) => stats.runSequentialTest(answers.slice(0, last + 1), options).decision !== null);
  return { log_likelihood_ratio: found.logLikelihoodRatios, threshold: found.threshold, tie_posterior: found.tiePosterior, decision: found.decision, stop_after: at < 0 ? null : at + 1 };
}

const model = { prior_variance: positive.default(stats.STRENGTH_MODEL.priorVariance), noise_variance: positive.default(stats.STRENGTH_MODEL.noiseVariance), update_noise_variance: positive.optional() };
const gains = z
  .object({ mean: z.array(z.number()).optional(), variance: z.array(positive).optional(), wins: square.optional(), exact: z.boolean().default(false), ...model })
  .refine((input) => Boolean(input.wins) !== Boolean(input.mean && input.variance), "give either wins or mean and variance")
  .refine((input) => !input.exact || input.wins, { path: ["exact"], message: "needs wins" })
  .refine((input) => !input.mean || input.mean.length === input.variance?.length, { path: ["variance"], message: "needs as many entries as mean" });

function describeGains({ mean, variance, wins, exact, ...rest }: z.infer<typeof gains>) {
  const options = { priorVariance: rest.prior_variance, noiseVariance: rest.noise_variance, updateNoiseVariance: rest.update_noise_variance };
  const belief = wins ? stats.computeStrengthPosterior(wins, options) : { mean: mean ?? [], variance: variance ?? [] };
  const pairs = belief.mean.flatMap((_, i) => belief.mean.slice(i + 1).map((_, offset) => [i, i + 1 + offset] as const));
  const each = pairs.map(([i, j]) => (exact && wins ? stats.computeExactInformationGain(wins, i, j, options) : stats.computeInformationGain(belief, i, j, options)));
  const best = each.reduce((most, { gain }) => Math.max(most, gain), -Infinity);
  return { pairs, probability: each.map((one) => one.probability), gain: each.map((one) => one.gain), best_pair: pairs[each.findIndex(({ gain }) => gain === best)] ?? null };
}

export const designMeasures: Record<string, Measure> = {
  "design.sprt": defineMeasure("the sequential test over answers in order", sequence, describeSequence),
  "design.sprt_lead": defineMeasure("the lead that decides where everybody is as accurate", z.object({ accuracy: z.number().gt(0.5).lt(1), alpha: risk, beta: risk }), ({ accuracy, ...risks }) => {
    const lead = stats.computeSequentialLead(accuracy, risks);
    const { expectedAnswers, rightShare } = stats.computeLeadCost(accuracy, lead);
    return { lead, expected_judgments: expectedAnswers, probability_correct: rightShare };
  }),
  "design.posterior": defineMeasure("what is believed of strengths after wins[i][j]", z.object({ wins: square, prior_variance: model.prior_variance, noise_variance: model.noise_variance }), ({ wins, ...rest }) => stats.computeStrengthPosterior(wins, { priorVariance: rest.prior_variance, noiseVariance: rest.noise_variance })),
  "design.information_gain": defineMeasure("what one more judgment of each pair would tell, in nats", gains, describeGains),
  "design.spanning_batch": defineMeasure("a batch of pairs that links everybody", z.object({ gain: z.array(z.array(count)) }), ({ gain }) => {
    const { edges, totalWeight } = stats.planSpanningBatch(gain);
    return { edges, total_weight: totalWeight };
  }),
};
