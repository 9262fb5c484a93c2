import { z } from "zod";
import * as stats from "../stats/index.ts";
import { count, defineMeasure, index, type Measure, probability, toList, toRows } from "./measure.ts";

const label = z.union([z.string(), z.number()]);
const verdict = z.enum(["A", "TIE", "B", "BOTH_BAD", "SKIP"]);
/** Columns of one person: which columns belong together. */
const observers = z.array(index).optional();
const stop = z.enum(["exact", "display"]).default("exact");

type Row = readonly (string | number | null)[];

/** Rows are items, columns annotators or, with `observers`, sittings of them; null is no answer. */
function readLabels(ratings: readonly Row[], classes: readonly (string | number)[], columns: readonly number[] | undefined, toClass: (value: string | number) => number | null): stats.LabelData {
  const item: number[] = [];
  const annotator: number[] = [];
  const labels: number[] = [];
  for (const [row, values] of ratings.entries()) {
    for (const [column, value] of values.entries()) {
      const at = value === null ? null : toClass(value);
      if (at === null) continue;
      item.push(row);
      annotator.push(columns ? (columns[column] ?? column) : column);
      labels.push(at);
    }
  }
  const width = Math.max(0, ...ratings.map((row) => row.length));
  const annotatorCount = columns ? Math.max(0, ...columns) + 1 : width;
  return stats.groupLabels({ itemCount: ratings.length, annotatorCount, classCount: classes.length }, { item: Int32Array.from(item), annotator: Int32Array.from(annotator), label: Uint8Array.from(labels) });
}

/** The likeliest class of each row; null where two are equally likely. */
function pickClasses(posterior: readonly number[][], classes: readonly (string | number)[]): (string | number | null)[] {
  return posterior.map((row) => {
    const most = Math.max(...row);
    const at = row.findIndex((value) => value >= most - 1e-9);
    return row.findLastIndex((value) => value >= most - 1e-9) === at ? (classes[at] ?? null) : null;
  });
}

const labelled = z
  .object({ classes: z.array(label).min(2).max(255), ratings: z.array(z.array(label.nullable())), observers, smoothing: count.default(0.01), gold: z.array(label.nullable()).optional(), stop })
  .superRefine(({ classes, ratings, gold, observers: columns }, context) => {
    const isUnknown = (value: string | number | null) => value !== null && !classes.includes(value);
    for (const [row, values] of ratings.entries()) {
      const at = values.findIndex(isUnknown);
      if (at >= 0) context.addIssue({ code: "custom", path: ["ratings", row, at], message: `${String(values[at])} is not among the classes` });
      if (columns && values.length !== columns.length) context.addIssue({ code: "custom", path: ["ratings", row], message: `has ${values.length} columns, but observers has ${columns.length}` });
    }
    if (gold && gold.length !== ratings.length) context.addIssue({ code: "custom", path: ["gold"], message: `has ${gold.length} entries, but ratings has ${ratings.length}` });
    if (gold?.some(isUnknown)) context.addIssue({ code: "custom", path: ["gold"], message: "holds something that is not among the classes" });
  });

function readGold(gold: readonly (string | number | null)[] | undefined, toClass: (value: string | number) => number | null): Int8Array | undefined {
  return gold && Int8Array.from(gold, (value) => (value === null ? -1 : (toClass(value) ?? -1)));
}

function describeLabels({ classes, ratings, observers: columns, smoothing, gold, stop: until }: z.infer<typeof labelled>) {
  const toClass = (value: string | number) => classes.indexOf(value);
  const fit = stats.fitDawidSkene(readLabels(ratings, classes, columns, toClass), { smoothing, gold: readGold(gold, toClass), stop: until });
  const K = classes.length;
  const posterior = toRows(fit.posterior, K);
  return { posterior, consensus: pickClasses(posterior, classes), class_prior: toList(fit.classPrior), confusion: toRows(fit.confusion, K * K).map((matrix) => toRows(matrix, K)), log_likelihood: fit.logLikelihood, rounds: fit.rounds, converged: fit.isConverged };
}

const verdicts = z.object({ ratings: z.array(z.array(verdict.nullable())), observers, prior_count: count.default(stats.PRIOR_COUNT), gold: z.array(verdict.nullable()).optional(), stop });

/** BOTH_BAD prefers neither, as TIE does; SKIP is no answer. */
function toVerdictClass(value: string | number): number | null {
  const at = stats.VERDICT_CLASSES.indexOf((value === "BOTH_BAD" ? "TIE" : value) as "A");
  return at < 0 ? null : at;
}

function describeVerdicts({ ratings, observers: columns, prior_count: priorCount, gold, stop: until }: z.infer<typeof verdicts>) {
  const fit = stats.fitVerdictModel(readLabels(ratings, stats.VERDICT_CLASSES, columns, toVerdictClass), { priorCount, gold: readGold(gold, toVerdictClass), stop: until });
  const posterior = toRows(fit.posterior, 3);
  return {
    consensus: pickClasses(posterior, stats.VERDICT_CLASSES),
    posterior,
    decisive_accuracy: fit.skills.map((skill) => skill.decisiveAccuracy),
    tie_share: fit.skills.map((skill) => skill.tieShare),
    tie_accuracy: fit.skills.map((skill) => skill.tieAccuracy),
    tie_prior: fit.tiePrior,
    log_likelihood: fit.logLikelihood,
    rounds: fit.rounds,
    converged: fit.isConverged,
  };
}

function describeOneCoin({ ratings, observers: columns, prior_count: priorCount, gold, stop: until }: z.infer<typeof verdicts>) {
  const fit = stats.fitOneCoin(readLabels(ratings, stats.VERDICT_CLASSES, columns, toVerdictClass), { priorCount, gold: readGold(gold, toVerdictClass), stop: until, mirrored: [0, 2] });
  const posterior = toRows(fit.posterior, 3);
  return { consensus: pickClasses(posterior, stats.VERDICT_CLASSES), posterior, accuracy: fit.accuracy, class_prior: toList(fit.classPrior), log_likelihood: fit.logLikelihood, rounds: fit.rounds, converged: fit.isConverged };
}

const plurality = z.object({ a: index, b: index, tie: index.default(0), both_bad: index.default(0), skip: index.default(0) });
const answers = z
  .object({ accuracy: z.array(probability), verdicts: z.array(z.enum(["A", "B"])) })
  .refine(({ accuracy, verdicts: given }) => accuracy.length === given.length, { path: ["accuracy"], message: "needs one entry for each verdict" });

export const consensusMeasures: Record<string, Measure> = {
  "consensus.plurality": defineMeasure("the most frequent answer; equal leaders are undecided", plurality, ({ a, b, tie, both_bad: bothBad, skip }) => stats.computePlurality({ a, b, tie, bothBad, skip })),
  "consensus.majority_posterior": defineMeasure("how sure a majority is", z.object({ a: index, b: index }), ({ a, b }) => ({ probability: stats.computeMajorityPosterior(a, b) })),
  "consensus.independent_posterior": defineMeasure("the chance that A is better, from answers by people of known accuracy", answers, ({ accuracy, verdicts: given }) => ({ posterior_A: stats.computeIndependentPosterior(given.map((choice, at) => ({ choice, accuracy: accuracy[at]! }))) })),
  "consensus.dawid_skene": defineMeasure("Dawid and Skene's model for any classes", labelled, describeLabels),
  "consensus.dawid_skene_symmetric": defineMeasure("the same for A, TIE, B, with A and B interchangeable and shrinkage", verdicts, describeVerdicts),
  "consensus.one_coin": defineMeasure("one accuracy a person, for A, TIE, B", verdicts, describeOneCoin),
};
