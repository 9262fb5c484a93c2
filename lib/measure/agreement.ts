import { z } from "zod";
import * as stats from "../stats/index.ts";
import { clusterName, count, defineMeasure, index, type Measure, replicates, seed, square } from "./measure.ts";

const value = z.union([z.number(), z.string()]);
const ratings = z.array(z.array(value.nullable()));
const counts = z.array(z.array(count)).refine((rows) => rows.every((row) => row.length === rows[0]!.length), "every row needs the same number of columns");
const level = z.enum(["nominal", "ordinal", "interval", "ratio"]);

const shape = { ratings: ratings.optional(), counts: counts.optional(), categories: z.array(value).min(1).optional() };
const isEither = (input: { ratings?: unknown; counts?: unknown }) => Boolean(input.ratings) !== Boolean(input.counts);
const EITHER = "give either ratings or counts";

type Given = { ratings?: (string | number | null)[][]; counts?: number[][]; categories?: (string | number)[] };
type Read = { table: stats.CategoryTable; /** The numbers of the categories, or none where they are words. */ values: number[] };

/** Order of verdicts: equal lies between; words of any other kind keep the order of `categories`, numbers their own. */
const VERDICT_ORDER = ["B", "TIE", "A"];

function orderCategories(found: readonly (string | number)[]): (string | number)[] {
  if (found.every((one) => typeof one === "number")) return [...found].sort((a, b) => Number(a) - Number(b));
  if (found.every((one) => VERDICT_ORDER.includes(String(one)))) return VERDICT_ORDER.filter((one) => found.includes(one));
  return [...found].sort((a, b) => (String(a) < String(b) ? -1 : 1));
}

function read({ ratings: rows, counts: given, categories }: Given): Read {
  const toNumbers = (all: readonly (string | number)[]) => (all.every((one) => typeof one === "number") ? all.map(Number) : []);
  if (given) return { table: stats.toCategoryTable(given), values: toNumbers(categories ?? []) };
  const found = [...new Set((rows ?? []).flat().filter((one) => one !== null))];
  const order = categories ?? orderCategories(found);
  const table = stats.toCategoryTable((rows ?? []).map((row) => order.map((category) => row.filter((one) => one === category).length)), order.length);
  return { table, values: toNumbers(order) };
}

const refineCategories = (input: Given, context: z.core.$RefinementCtx): void => {
  const { categories } = input;
  if (!categories) return;
  const unknown = input.ratings?.flat().find((one) => one !== null && !categories.includes(one));
  if (unknown !== undefined) context.addIssue({ code: "custom", path: ["categories"], message: `lacks ${String(unknown)}, which the ratings hold` });
  if (input.counts?.[0] && input.counts[0].length !== categories.length) context.addIssue({ code: "custom", path: ["categories"], message: `has ${categories.length} entries, but counts has ${input.counts[0].length} columns` });
};

const tabled = z.object(shape).refine(isEither, EITHER).superRefine(refineCategories);

const krippendorff = z
  .object({ ...shape, levels: z.array(level).min(1).default(["nominal"]), bootstrap: z.object({ replicates, seed, clusters: z.array(clusterName).optional() }).optional() })
  .refine(isEither, EITHER)
  .superRefine(refineCategories)
  .superRefine((input, context) => {
    const units = (input.ratings ?? input.counts ?? []).length;
    if (input.bootstrap?.clusters && input.bootstrap.clusters.length !== units) context.addIssue({ code: "custom", path: ["bootstrap", "clusters"], message: `has ${input.bootstrap.clusters.length} entries, but there are ${units} units` });
    const isNumeric = (input.categories ?? input.ratings?.flat().filter((one) => one !== null))?.every((one) => typeof one === "number") ?? false;
    if (!isNumeric && input.levels.some((one) => one === "interval" || one === "ratio")) context.addIssue({ code: "custom", path: ["levels"], message: "interval and ratio need categories that are numbers" });
    const isOrdered = isNumeric || Boolean(input.categories) || Boolean(input.counts) || (input.ratings?.flat().every((one) => one === null || VERDICT_ORDER.includes(String(one))) ?? false);
    if (!isOrdered && input.levels.includes("ordinal")) context.addIssue({ code: "custom", path: ["categories"], message: "ordinal needs the order of the categories" });
  });

function describeKrippendorff(input: z.infer<typeof krippendorff>) {
  const { table, values } = read(input);
  const each = input.levels.map((one) => [one, stats.computeKrippendorff(table, one, values)] as const);
  const clusters = input.bootstrap?.clusters && stats.numberNames(input.bootstrap.clusters);
  const options = input.bootstrap && { ...input.bootstrap, values, cluster: clusters?.index, clusterCount: clusters?.count };
  return {
    ...Object.fromEntries(each.map(([one, { alpha }]) => [one, alpha])),
    pairable_values: each[0]![1].pairableCount,
    ...(options ? { interval: Object.fromEntries(input.levels.map((one) => [one, stats.bootstrapKrippendorff(table, one, options)])) } : {}),
  };
}

function describeGwet(input: Given) {
  const { table, values } = read(input);
  const numbers = values.length === table.categoryCount ? values : undefined;
  const plain = stats.computeGwet(table);
  const weighted = (["linear", "quadratic", "ordinal"] as const).map((kind) => [kind, stats.computeGwet(table, kind, numbers).coefficient]);
  return { pa: plain.observed, pe: plain.expected, ac1: plain.coefficient, ac2: Object.fromEntries(weighted) };
}

const sides = z
  .object({ left: z.array(index), n: z.array(index) })
  .superRefine(({ left, n }, context) => {
    if (left.length !== n.length) context.addIssue({ code: "custom", path: ["n"], message: `has ${n.length} entries, but left has ${left.length}` });
    else if (left.some((own, at) => own > n[at]!)) context.addIssue({ code: "custom", path: ["left"], message: "must not exceed n" });
  });

const verdict = z.enum(["A", "B", "TIE", "BOTH_BAD", "SKIP"]);

function describeCeiling(rows: readonly (readonly (z.infer<typeof verdict> | null)[])[]) {
  const tally = rows.map((row) => {
    const times = (one: string) => row.filter((own) => own === one).length;
    return { a: times("A"), b: times("B"), neither: times("TIE") + times("BOTH_BAD") };
  });
  const { ceiling, n } = stats.computeHumanCeiling(tally);
  return { per_comparison: tally.map(stats.computeLeaveOneOut), noise_ceiling: ceiling, n };
}

export const agreementMeasures: Record<string, Measure> = {
  "agreement.percent": defineMeasure("mean pairwise agreement over units", tabled, (input) => {
    const { table } = read(input);
    const { observed } = stats.computeFleiss(table);
    return { pa: observed };
  }),
  "agreement.cohen": defineMeasure("two people: Cohen's kappa, Scott's pi, AC1, from table[i][j]", z.object({ table: square }), ({ table }) => {
    const found = stats.computeTwoRaterAgreement(table);
    return { po: found?.observed ?? null, pe: found?.expected ?? null, kappa: found?.kappa ?? null, scott_pi: found?.scottPi ?? null, ac1: found?.ac1 ?? null };
  }),
  "agreement.fleiss": defineMeasure("Fleiss' kappa", tabled, (input) => {
    const { observed, expected, coefficient } = stats.computeFleiss(read(input).table);
    return { pa: observed, pe: expected, kappa: coefficient };
  }),
  "agreement.krippendorff": defineMeasure("Krippendorff's alpha", krippendorff, describeKrippendorff),
  "agreement.gwet": defineMeasure("Gwet's AC1 and AC2", tabled, describeGwet),
  "agreement.repeats": defineMeasure("how often a person gives the same verdict again, from pairs [first, second]", z.object({ repeats: z.array(z.tuple([verdict, verdict])) }), ({ repeats }) => stats.computeRepeatConsistency(repeats.map(([first, second]) => ({ first, second })))),
  "agreement.noise_ceiling": defineMeasure("each decisive verdict against the majority of the others", z.object({ verdicts: z.array(z.array(verdict.nullable())) }), ({ verdicts }) => describeCeiling(verdicts)),
  "agreement.position_bias": defineMeasure("who prefers a side of the screen", sides, ({ left, n }) => {
    const people = stats.computePositionBias(left.map((own, at) => ({ left: own, n: n[at]! })));
    return { share: people.map(({ leftShare }) => leftShare), p: people.map(({ p }) => p), q: people.map(({ q }) => q), flagged: people.map(({ isFlagged }) => isFlagged) };
  }),
};
