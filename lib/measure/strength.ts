import { z } from "zod";
import * as stats from "../stats/index.ts";
import { clusterName, count, defineMeasure, index, type Measure, replicates, seed, square, toList } from "./measure.ts";

const names = z.array(z.string()).optional();
const penalty = z.number().nonnegative().default(0);
const judgment = z.tuple([index, index, clusterName]).refine(([winner, loser]) => winner !== loser, "winner and loser must differ");
const judgments = z.array(judgment).min(1);

const refineTies = (input: { wins: number[][]; ties?: number[][] }, context: z.core.$RefinementCtx): void => {
  const { wins, ties } = input;
  if (wins.some((row, i) => row[i] !== 0)) context.addIssue({ code: "custom", path: ["wins"], message: "nobody plays against themselves: the diagonal must be 0" });
  if (!ties) return;
  if (ties.length !== wins.length) context.addIssue({ code: "custom", path: ["ties"], message: `has ${ties.length} rows, but wins has ${wins.length}` });
  else if (ties.some((row, i) => row.some((value, j) => value !== ties[j]![i]))) context.addIssue({ code: "custom", path: ["ties"], message: "must be symmetric: ties[i][j] = ties[j][i]" });
};

const winTable = z.object({ names, wins: square, lambda: penalty }).superRefine(refineTies);
const tieTable = z.object({ names, wins: square, ties: square, lambda: penalty }).superRefine(refineTies);
/** Either shape of the same thing; with judgments, clusters are known. */
const winsOrJudgments = z
  .object({ names, wins: square.optional(), judgments: judgments.optional(), lambda: penalty })
  .refine(({ wins, judgments: rows }) => Boolean(wins) !== Boolean(rows), "give either wins or judgments");

type Judged = { rows: stats.ClusteredPairCounts | undefined; counts: stats.PairCounts };

function readJudgments(rows: readonly (readonly [number, number, string | number])[]): stats.ClusteredPairCounts {
  const { index: cluster, count: clusterCount } = stats.numberNames(rows.map(([, , name]) => name));
  const size = 1 + rows.reduce((most, [winner, loser]) => Math.max(most, winner, loser), 0);
  return stats.groupJudgments({ size, clusterCount, winner: Int32Array.from(rows, ([winner]) => winner), loser: Int32Array.from(rows, ([, loser]) => loser), cluster });
}

function readWins({ wins, judgments: given }: { wins?: number[][]; judgments?: [number, number, string | number][] }): Judged {
  if (wins) return { rows: undefined, counts: stats.toPairCounts(wins) };
  const rows = readJudgments(given ?? []);
  return { rows, counts: stats.mergeClusters(rows) };
}

function describeFit(fit: stats.BradleyTerryFit) {
  const { strength } = fit;
  return {
    log_strength: strength && toList(strength),
    scale_1000: strength && toList(strength).map(stats.toScale1000),
    log_likelihood: fit.logLikelihood,
    mle_exists: fit.hasMaximum,
    weak_components: fit.weakComponents,
    strong_components: fit.strongComponents,
  };
}

function describeErrors({ rows, counts }: Judged, lambda: number) {
  const fit = stats.fitBradleyTerry(counts, { penalty: lambda });
  const errors = fit.strength && stats.computeStrengthCovariances(counts, fit.strength, { penalty: lambda, rows });
  const describe = (name: string, covariance: stats.SymmetricMatrix | null | undefined) => ({
    [`se_${name}`]: covariance ? stats.takeErrors(covariance, counts.size) : null,
    [`difference_se_${name}`]: covariance ? stats.takeDifferenceErrors(covariance, counts.size) : null,
  });
  return { ...describeFit(fit), ...describe("model", errors?.model), ...describe("sandwich", errors?.sandwich), ...describe("cluster", errors?.cluster) };
}

function describeBootstrap(given: [number, number, string | number][], lambda: number, options: stats.BootstrapOptions) {
  const rows = readJudgments(given);
  const fit = stats.fitBradleyTerry(stats.mergeClusters(rows), { penalty: lambda });
  if (!fit.strength) return { ...describeFit(fit), low: null, high: null, rank: null };
  const { intervals } = stats.bootstrapBradleyTerry(rows, fit.strength, { ...options, penalty: lambda });
  return { ...describeFit(fit), low: intervals.map(({ low }) => low), high: intervals.map(({ high }) => high), rank: stats.computeRankIntervals(intervals) };
}

function describeTieFit(fit: stats.TieModelFit, name: "nu" | "theta") {
  return { log_strength: fit.strength && toList(fit.strength), [name]: fit.tie, log_likelihood: fit.logLikelihood, mle_exists: fit.hasMaximum };
}

function describeCrowd(rows: readonly (readonly [number, number, string | number])[], lambda: number) {
  const { index: cluster, count: clusterCount } = stats.numberNames(rows.map(([, , annotator]) => annotator));
  const size = 1 + rows.reduce((most, [winner, loser]) => Math.max(most, winner, loser), 0);
  const fit = stats.fitCrowd({ size, clusterCount, winner: Int32Array.from(rows, ([winner]) => winner), loser: Int32Array.from(rows, ([, loser]) => loser), cluster }, { penalty: lambda });
  const annotators = [...new Set(rows.map(([, , annotator]) => annotator))];
  return { log_strength: toList(fit.strength), annotators, accuracy: toList(fit.accuracy), rounds: fit.rounds, converged: fit.isConverged };
}

const sided = z.object({
  judgments: z.array(z.tuple([index, index, clusterName, z.enum(["left", "right"])])).min(1),
  lambda: penalty,
});

/** Each judgment speaks for its winner, which stood on the side named. */
function describeSide({ judgments: rows, lambda }: z.infer<typeof sided>) {
  const { index: cluster, count: clusterCount } = stats.numberNames(rows.map(([, , name]) => name));
  const fit = stats.fitBradleyTerryWithCovariates(
    {
      size: 1 + rows.reduce((most, [winner, loser]) => Math.max(most, winner, loser), 0),
      clusterCount,
      covariateCount: 1,
      first: Int32Array.from(rows, ([winner]) => winner),
      second: Int32Array.from(rows, ([, loser]) => loser),
      firstWins: new Float64Array(rows.length).fill(1),
      secondWins: new Float64Array(rows.length),
      cluster,
      covariates: Float64Array.from(rows, ([, , , side]) => (side === "left" ? 1 : -1)),
    },
    { penalty: lambda },
  );
  return { log_strength: fit && toList(fit.strength), se_cluster: fit?.strengthError ?? null, left_coefficient: fit?.coefficient[0] ?? null, left_se_cluster: fit?.coefficientError?.[0] ?? null, left_share: fit ? stats.computeLogistic(fit.coefficient[0]!) : null };
}

const gaussian = z.object({ mean: z.number(), variance: z.number().positive() });
const beta = z.object({ alpha: z.number().positive(), beta: z.number().positive() });
const ratingMatch = z.object({ mu: z.number(), sigma: z.number().positive(), beta: z.number().positive(), tau: count, outcome: z.enum(["first_wins", "second_wins", "draw"]) });

export const strengthMeasures: Record<string, Measure> = {
  "strength.bradley_terry": defineMeasure("Bradley-Terry strengths from wins[i][j]; lambda 0 means no penalty", winTable, ({ wins, lambda }) => describeFit(stats.fitBradleyTerry(stats.toPairCounts(wins), { penalty: lambda }))),
  "strength.bradley_terry_se": defineMeasure("the same with model, sandwich and cluster standard errors, from wins or judgments [winner, loser, cluster]", winsOrJudgments, (input) => describeErrors(readWins(input), input.lambda)),
  "strength.bradley_terry_bootstrap": defineMeasure("the same with percentile intervals of strengths and ranks, resampling clusters", z.object({ judgments, lambda: penalty, replicates, seed }), ({ judgments: rows, lambda, ...options }) => describeBootstrap(rows, lambda, options)),
  "strength.bradley_terry_side": defineMeasure("Bradley-Terry with a coefficient for the left side, from [winner, loser, cluster, side of the winner]", sided, describeSide),
  "strength.davidson": defineMeasure("Davidson's model of wins and ties", tieTable, ({ wins, ties, lambda }) => describeTieFit(stats.fitDavidson(stats.toPairCounts(wins, ties), { penalty: lambda }), "nu")),
  "strength.rao_kupper": defineMeasure("Rao and Kupper's model of wins and ties", tieTable, ({ wins, ties, lambda }) => describeTieFit(stats.fitRaoKupper(stats.toPairCounts(wins, ties), { penalty: lambda }), "theta")),
  "strength.half_win": defineMeasure("Bradley-Terry with a tie as half a win each way", tieTable, ({ wins, ties, lambda }) => describeFit(stats.fitBradleyTerry(stats.countTiesAsHalfWins(stats.toPairCounts(wins, ties)), { penalty: lambda }))),
  "strength.components": defineMeasure("which candidates are connected", winTable, ({ wins }) => {
    const counts = stats.toPairCounts(wins);
    const strong = stats.findStrongComponents(counts);
    return { weak_components: stats.findWeakComponents(counts), strong_components: strong, mle_exists: strong.length === 1 };
  }),
  "strength.influence": defineMeasure("how few judgments decide the first place", winTable, ({ wins, lambda }) => {
    const found = stats.findFirstPlaceSupport(stats.toPairCounts(wins), { penalty: lambda });
    return found ?? { leader: null, challenger: null, count: null, share: null, removed: [] };
  }),
  "strength.crowd_bt": defineMeasure("Crowd-BT over all judgments [winner, loser, annotator]", z.object({ judgments, lambda: z.number().positive().default(0.01) }), ({ judgments: rows, lambda }) => describeCrowd(rows, lambda)),
  "strength.crowd_bt_update": defineMeasure("one step of Crowd-BT", z.object({ annotator: beta, winner: gaussian, loser: gaussian }), ({ annotator, winner, loser }) => stats.updateCrowd(annotator, winner, loser)),
  "strength.crowd_bt_information_gain": defineMeasure("what asking an annotator about a pair would tell, in nats", z.object({ annotator: beta, a: gaussian, b: gaussian, gamma: count.default(0.1) }), ({ annotator, a, b, gamma }) => ({ gain: stats.computeCrowdGain(annotator, a, b, gamma) })),
  "strength.openskill": defineMeasure("one match of two equal ratings (Weng and Lin), for a live preview", ratingMatch, ({ mu, sigma, outcome, ...options }) => {
    const [first, second] = stats.updateRatings({ mu, sigma }, { mu, sigma }, outcome, options);
    return { first, second };
  }),
};
