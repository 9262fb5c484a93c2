import { z } from "zod";
import * as stats from "../stats/index.ts";
import { clusterName, defineMeasure, finite, index, type Measure, probability, requireSameLength, seed, toList } from "./measure.ts";

const human = z.union([z.literal(-1), z.literal(0), z.literal(1)]);
const score = finite.nullable();
const lists = z.object({ x: z.array(finite), y: z.array(finite) }).superRefine((input, context) => requireSameLength({ x: input.x, y: input.y })(context));
const pairs = z.object({ h: z.array(human), m: z.array(score) }).superRefine((input, context) => requireSameLength({ h: input.h, m: input.m })(context));

const zip = (h: readonly (-1 | 0 | 1)[], m: readonly (number | null)[]): stats.ScoredPair[] => h.map((one, at) => ({ human: one, difference: m[at] ?? null }));
const columns = ({ x, y }: z.infer<typeof lists>): [Float64Array, Float64Array] => [Float64Array.from(x), Float64Array.from(y)];

const accuracy = z
  .object({ h: z.array(human), m: z.array(score), task_type: z.array(z.string()), groups: z.record(z.string(), z.array(z.string())).default({}) })
  .superRefine((input, context) => requireSameLength({ h: input.h, m: input.m, task_type: input.task_type })(context));

function describeAccuracy({ h, m, task_type: types, groups }: z.infer<typeof accuracy>) {
  const found = stats.computeScorerAccuracy(zip(h, m).map((pair, at) => ({ ...pair, taskType: types[at]! })), groups);
  return {
    per_task_type: found.perTaskType,
    strict_macro: found.strictMacro,
    strict_micro: found.strictMicro,
    half_credit_macro: found.halfCreditMacro,
    half_credit_micro: found.halfCreditMicro,
    per_group: found.perGroup,
    worst_accuracy: found.worstAccuracy,
    worst_task_types: found.worstTaskTypes,
    coverage: found.coverage,
    n: found.n,
  };
}

const tied = z
  .object({ h: z.array(human).optional(), m: z.array(score).optional(), human_scores: z.array(finite).optional(), metric_scores: z.array(score).optional(), clusters: z.array(clusterName).optional(), folds: z.int().min(2).max(100).default(5), seed })
  .refine(({ h, m, human_scores: first, metric_scores: second }) => (h && m && !first && !second) || (first && second && !h && !m), "give h and m of pairs, or human_scores and metric_scores of candidates")
  .superRefine((input, context) => {
    requireSameLength({ h: input.h, m: input.m, clusters: input.h && input.clusters })(context);
    requireSameLength({ human_scores: input.human_scores, metric_scores: input.metric_scores })(context);
    if (input.clusters && !input.h) context.addIssue({ code: "custom", path: ["clusters"], message: "goes with h and m" });
  });

/** All pairs of a list of candidates. */
function pairUp(first: readonly number[], second: readonly (number | null)[]): stats.ScoredPair[] {
  return first.flatMap((own, i) =>
    first.slice(i + 1).map((other, offset) => {
      const [a, b] = [second[i] ?? null, second[i + 1 + offset] ?? null];
      return { human: Math.sign(own - other) as -1 | 0 | 1, difference: a === null || b === null ? null : a - b };
    }),
  );
}

function describeTies({ h, m, human_scores: first, metric_scores: second, clusters, folds, seed: from }: z.infer<typeof tied>) {
  const given = h && m ? zip(h, m) : pairUp(first ?? [], second ?? []);
  const found = stats.calibrateTies(given);
  const numbered = clusters && stats.numberNames(clusters);
  const crossed = numbered && stats.crossFitTies(given, numbered.index, numbered.count, { folds, seed: from });
  return {
    thresholds: toList(found.thresholds),
    accuracy: toList(found.accuracy),
    best_accuracy: found.bestAccuracy,
    best_epsilon: found.bestEpsilon,
    ...(clusters ? { cross_fitted_accuracy: crossed?.accuracy ?? null, cross_fitted_epsilons: crossed?.epsilons ?? null } : {}),
  };
}

const grouped = z.object({
  groups: z.array(
    z
      .object({ h: z.array(human), m: z.array(score) })
      .superRefine((input, context) => requireSameLength({ h: input.h, m: input.m })(context))
      .refine(({ h }) => stats.countCandidates(h.length) !== null, { path: ["h"], message: "needs all pairs of a group: 1, 3, 6, 10 … entries" }),
  ),
});

const ranked = z.object({ groups: z.array(z.object({ human: z.array(finite).min(2), score: z.array(score) }).superRefine((input, context) => requireSameLength({ human: input.human, score: input.score })(context))) });

const auc = z
  .object({ label: z.array(z.union([z.literal(0), z.literal(1)])).optional(), score: z.array(finite).optional(), h: z.array(human).optional(), m: z.array(finite).optional() })
  .refine((input) => (input.label && input.score && !input.h && !input.m) || (input.h && input.m && !input.label && !input.score), "give label and score, or h and m of pairs")
  .superRefine((input, context) => {
    requireSameLength({ label: input.label, score: input.score })(context);
    requireSameLength({ h: input.h, m: input.m })(context);
  });

const forecasts = z.object({ p: z.array(probability), y: z.array(probability), bins: z.int().min(1).max(1_000).default(10) }).superRefine((input, context) => requireSameLength({ p: input.p, y: input.y })(context));

function describeCalibration({ p, y, bins }: z.infer<typeof forecasts>) {
  const found = stats.computeCalibration(Float64Array.from(p), Float64Array.from(y), bins);
  if (!found) return { brier: null, log_loss: null, ece_width: null, ece_mass: null, reliability: [], n: 0 };
  const reliability = found.bins.map(({ low, high, n, meanForecast, meanOutcome }) => ({ low, high, n, mean_p: meanForecast, mean_y: meanOutcome }));
  return { brier: found.brier, log_loss: found.logLoss, ece_width: found.eceWidth, ece_mass: found.eceMass, reliability, n: found.n };
}

const prompt = z.object({ reward: z.array(score), human: z.array(finite) }).superRefine((input, context) => requireSameLength({ reward: input.reward, human: input.human })(context));

function describeBestOfN(prompts: readonly z.infer<typeof prompt>[], max: number | undefined) {
  const pools = prompts.map(({ reward, human: qualities }, at) => ({ cluster: String(at), candidates: reward.map((own, place) => ({ reward: own, quality: qualities[place]! })) }));
  const smallest = pools.reduce((least, { candidates }) => Math.min(least, candidates.length), Infinity);
  const { points, poolCount } = stats.computeBestOfN(pools, max ?? (Number.isFinite(smallest) ? smallest : 0), { seed: 1, replicates: 1 });
  return { curve: points.map((point) => point.scorer), oracle: points.map((point) => point.oracle), gain_ratio: points.map((point) => point.gainRatio), prompts: poolCount };
}

const rewards = z
  .object({ rewards: z.array(z.array(score)), utility: z.array(z.array(score)).optional(), eps: z.number().nonnegative().default(stats.ADVANTAGE_EPSILON), min: finite.default(0), max: finite.default(1) })
  .superRefine((input, context) => requireSameLength({ rewards: input.rewards, utility: input.utility })(context));

function describeGroups({ rewards: given, utility, eps, min, max }: z.infer<typeof rewards>) {
  const found = stats.summariseGroups(given, { epsilon: eps, min, max, utility });
  return {
    mean: found.groups.map((group) => group.mean),
    std: found.groups.map((group) => group.std),
    mean_std: found.meanStd,
    zero_std_share: found.zeroStdShare,
    advantage: found.groups.map((group) => group.advantages),
    unique_score_ratio: found.uniqueScoreRatio,
    saturation_share: found.saturationShare,
    sign_agreement: found.signAgreement,
    within_group_tau: found.withinGroupTau,
    mean_within_group_tau: found.meanWithinGroupTau,
  };
}

export const evaluationMeasures: Record<string, Measure> = {
  "eval.accuracy": defineMeasure("strict and half-credit accuracy, macro and pooled", accuracy, describeAccuracy),
  "eval.acc_eq": defineMeasure("tie-calibrated accuracy; with clusters also cross-fitted", tied, describeTies),
  "eval.group_accuracy": defineMeasure("share of groups of which every pair is right", grouped, ({ groups }) => {
    const found = stats.computeGroupAccuracy(groups.map(({ h, m }) => zip(h, m)));
    return { group_accuracy: found.groupAccuracy, group_count: found.groupCount, pair_accuracy: found.pairAccuracy, coverage: found.coverage };
  }),
  "eval.strict_rank": defineMeasure("share of groups whose whole order, and whose first place, is right", ranked, ({ groups }) => {
    const found = stats.computeRankAccuracy(groups);
    return { strict_rank: found.strictRank, top_one: found.topOne, groups: found.groupCount };
  }),
  "eval.kendall": defineMeasure("Kendall's tau-b and tau-c", lists, (input) => {
    const found = stats.computeKendall(...columns(input));
    return { tau_b: found.tauB, tau_c: found.tauC, concordant: found.concordant, discordant: found.discordant, ties_x_only: found.tiesFirstOnly, ties_y_only: found.tiesSecondOnly, ties_both: found.tiesBoth, p_value: found.p, n: found.n };
  }),
  "eval.spearman": defineMeasure("Spearman's rho", lists, (input) => {
    const { r, p, n } = stats.computeSpearman(...columns(input));
    return { rho: r, p_value: p, n };
  }),
  "eval.pearson": defineMeasure("Pearson's correlation", lists, (input) => {
    const { r, p, n } = stats.computePearson(...columns(input));
    return { r, p_value: p, n };
  }),
  "eval.fisher_z_mean": defineMeasure("the mean of correlations of groups", z.object({ r: z.array(z.number().min(-1).max(1).nullable()) }), ({ r }) => stats.computeFisherMean(r)),
  "eval.auc": defineMeasure("area under the ROC curve; of h and m with every pair both ways round", auc, ({ label, score: scores, h, m }) => ({
    auc: label && scores ? stats.computeAuc(Float64Array.from(scores), Uint8Array.from(label)) : stats.computeMirroredAuc((h ?? []).map((one, at) => ({ human: one, difference: m![at]! }))),
  })),
  "eval.calibration": defineMeasure("Brier score, log loss, calibration error and reliability", forecasts, describeCalibration),
  "eval.temperature": defineMeasure("the temperature T of P(A wins) = sigma(m/T) that fits best", pairs, ({ h, m }) => ({ temperature: stats.fitTemperature(zip(h, m).flatMap(({ human: one, difference }) => (difference === null ? [] : [{ human: one, difference }]))) })),
  "eval.best_of_n": defineMeasure("quality of the best of n by reward, and of the best possible", z.object({ prompts: z.array(prompt), max_n: index.optional() }), ({ prompts, max_n: max }) => describeBestOfN(prompts, max)),
  "eval.grpo": defineMeasure("statistics of reward groups for training", rewards, describeGroups),
};
