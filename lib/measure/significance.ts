import { z } from "zod";
import * as stats from "../stats/index.ts";
import { clusterName, defineMeasure, finite, index, type Measure, probability, replicates, requireSameLength, seed } from "./measure.ts";

const trials = z.object({ successes: index, n: index }).refine(({ successes, n }) => successes <= n, { path: ["successes"], message: "must not exceed n" });
const confidence = z.number().gt(0).lt(1).default(stats.CONFIDENCE);
const shares = trials.safeExtend({ confidence });
const permutations = z.int().min(1).max(1_000_000).default(10_000);
const pValues = z.array(probability);

/** Each observation its own cluster, unless clusters are named. */
function numberClusters(clusters: readonly (string | number)[] | undefined, length: number): { index: Int32Array; count: number } {
  return clusters ? stats.numberNames(clusters) : { index: Int32Array.from({ length }, (_, at) => at), count: length };
}

const flips = z.object({ differences: z.array(finite), clusters: z.array(clusterName).optional(), permutations, seed }).superRefine((input, context) => requireSameLength({ differences: input.differences, clusters: input.clusters })(context));
const paired = z.object({ x: z.array(finite), y: z.array(finite), clusters: z.array(clusterName).optional(), confidence, replicates, seed }).superRefine((input, context) => requireSameLength({ x: input.x, y: input.y, clusters: input.clusters })(context));
const both = z
  .object({ human: z.array(finite), x: z.array(finite), y: z.array(finite), clusters: z.array(clusterName).optional(), statistic: z.enum(["pearson", "kendall"]).default("pearson"), permutations, seed })
  .superRefine((input, context) => requireSameLength({ human: input.human, x: input.x, y: input.y, clusters: input.clusters })(context));

function describeFlips({ differences, clusters, ...options }: z.infer<typeof flips>) {
  const numbered = numberClusters(clusters, differences.length);
  const found = stats.testSignFlip(Float64Array.from(differences), numbered.index, numbered.count, options);
  return { difference: found?.difference ?? null, p_one_sided: found?.pOneSided ?? null, p_two_sided: found?.pTwoSided ?? null, exact: found?.isExact ?? null, clusters: numbered.count };
}

function describePaired({ x, y, clusters, ...options }: z.infer<typeof paired>) {
  const numbered = numberClusters(clusters, x.length);
  const found = stats.bootstrapDifference(Float64Array.from(x), Float64Array.from(y), numbered.index, numbered.count, options);
  return { difference: found?.difference ?? null, low: found?.interval?.low ?? null, high: found?.interval?.high ?? null, p_two_sided: found?.p ?? null, clusters: numbered.count };
}

function describeBoth({ human, x, y, clusters, ...options }: z.infer<typeof both>) {
  const numbered = numberClusters(clusters, human.length);
  const found = stats.permuteBoth(Float64Array.from(human), Float64Array.from(x), Float64Array.from(y), numbered.index, numbered.count, options);
  return { difference: found.difference, p_one_sided: found.pOneSided, p_two_sided: found.pTwoSided, permutations: found.permutations };
}

const orNull = (interval: stats.Interval | null) => interval ?? { low: null, high: null };

export const significanceMeasures: Record<string, Measure> = {
  "interval.wilson": defineMeasure("Wilson's interval of a share", shares, ({ successes, n, confidence: level }) => orNull(stats.computeWilsonInterval(successes, n, level === stats.CONFIDENCE ? undefined : stats.computeNormalQuantile((1 + level) / 2)))),
  "interval.clopper_pearson": defineMeasure("the exact interval of a share", shares, ({ successes, n, confidence: level }) => orNull(stats.computeClopperPearsonInterval(successes, n, level))),
  "test.binomial": defineMeasure("exact binomial test against a probability", trials.safeExtend({ null: probability.default(0.5) }), ({ successes, n, null: chance }) => ({ p_two_sided: stats.computeBinomialTestAgainst(successes, n, chance) })),
  "test.mcnemar": defineMeasure("exact McNemar test of discordant pairs", z.object({ b: index, c: index }), ({ b, c }) => ({ p_two_sided: stats.computeMcNemar(b, c) })),
  "test.sign_flip": defineMeasure("paired differences with the signs of clusters flipped", flips, describeFlips),
  "test.cluster_bootstrap": defineMeasure("the difference of two lists, resampling clusters", paired, describePaired),
  "test.perm_both": defineMeasure("the difference of two correlations with people, swapping scorers by cluster", both, describeBoth),
  "test.holm": defineMeasure("p-values adjusted by Holm", z.object({ p: pValues }), ({ p }) => ({ adjusted: stats.adjustHolm(p) })),
  "test.benjamini_hochberg": defineMeasure("q-values by Benjamini and Hochberg", z.object({ p: pValues }), ({ p }) => ({ q: stats.computeBenjaminiHochberg(p) })),
  "test.fisher_combine": defineMeasure("independent p-values combined by Fisher", z.object({ p: pValues.min(1) }), ({ p }) => {
    const { statistic, p: combined } = stats.combineFisher(p);
    return { statistic: Number.isFinite(statistic) ? statistic : null, p: combined };
  }),
};
