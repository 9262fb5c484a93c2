import * as stats from "#lib/stats/index.ts";
import type { Figure } from "../../bin/bench.ts";

const JUDGMENTS = 1_000_000;
const COMPARISONS = 250_000;
const ITEMS = 50_000;
const GENERATORS = 100;
const ANNOTATORS = 500;
const BOOTSTRAPS = 1_000;
const ROUNDS = 20;
const PERMUTATIONS = 10_000;
const REPEATS = 3;

type Columns = { comparison: Int32Array; item: Int32Array; winner: Int32Array; loser: Int32Array; annotator: Int32Array; label: Uint8Array };

/** A project as large as any: four judgments a comparison, five comparisons an item, generators of planted strength. */
function makeJudgments(): Columns {
  const random = stats.createRandom(7);
  const strength = Float64Array.from({ length: GENERATORS }, (_, at) => at / 40);
  const columns: Columns = { comparison: new Int32Array(JUDGMENTS), item: new Int32Array(JUDGMENTS), winner: new Int32Array(JUDGMENTS), loser: new Int32Array(JUDGMENTS), annotator: new Int32Array(JUDGMENTS), label: new Uint8Array(JUDGMENTS) };
  for (let at = 0; at < JUDGMENTS; at += 1) {
    const comparison = Math.floor((at * COMPARISONS) / JUDGMENTS);
    const item = Math.floor((comparison * ITEMS) / COMPARISONS);
    // Five comparisons an item among its own few generators, the same pair for all judgments of a comparison.
    const a = (item * 37 + (comparison % 5) * 11) % GENERATORS;
    const b = (a + 1 + ((item * 13 + comparison) % (GENERATORS - 1))) % GENERATORS;
    const isFirst = random() < stats.computeLogistic(strength[a]! - strength[b]!);
    columns.comparison[at] = comparison;
    columns.item[at] = item;
    columns.winner[at] = isFirst ? a : b;
    columns.loser[at] = isFirst ? b : a;
    columns.annotator[at] = Math.floor(random() * ANNOTATORS);
    columns.label[at] = random() < 0.1 ? 1 : isFirst ? 0 : 2;
  }
  return columns;
}

type Timed<Value> = { value: Value; ms: number };

/** The best of a few runs: the first one also compiles. */
function time<Value>(work: () => Value, repeats = REPEATS): Timed<Value> {
  let best: Timed<Value> | null = null;
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const started = performance.now();
    const value = work();
    const ms = performance.now() - started;
    if (!best || ms < best.ms) best = { value, ms };
  }
  return best!;
}

/** Every judgment looked at once and counted by comparison: no measure can do with less. */
function tally({ comparison, label }: Columns): Int32Array {
  const counts = new Int32Array(COMPARISONS * 3);
  for (let at = 0; at < comparison.length; at += 1) counts[comparison[at]! * 3 + label[at]!]! += 1;
  return counts;
}

type Baseline = NonNullable<Figure["baseline"]>;
const limit = (name: string, ms: number, target: number, baseline: Baseline): Figure => ({ name, value: ms, unit: "ms", target, comparison: "at_most", met: ms <= target, baseline });
const ratio = (name: string, ms: number, baseline: Baseline): Figure => ({ name: `${name}, ratio`, value: ms / baseline.value, unit: "× baseline", met: null, baseline });

function measureStrengths(columns: Columns, baseline: Baseline): Figure[] {
  const input = { size: GENERATORS, clusterCount: ITEMS, winner: columns.winner, loser: columns.loser, cluster: columns.item };
  const grouped = time(() => stats.groupJudgments(input));
  const fitted = time(() => {
    const counts = stats.mergeClusters(grouped.value);
    const strength = stats.fitBradleyTerry(counts).strength!;
    return { strength, errors: stats.computeStrengthCovariances(counts, strength, { rows: grouped.value }) };
  });
  const bootstrap = time(() => stats.bootstrapBradleyTerry(grouped.value, fitted.value.strength, { seed: 1, replicates: BOOTSTRAPS }), 1);
  return [
    { name: "group 1 M judgments by item and pair", value: grouped.ms, unit: "ms", met: null, baseline },
    limit("Bradley-Terry, 100 generators, with intervals", fitted.ms, 250, baseline),
    ratio("Bradley-Terry with intervals", fitted.ms, baseline),
    limit("1,000 bootstraps of Bradley-Terry", bootstrap.ms, 5_000, baseline),
    ratio("1,000 bootstraps", bootstrap.ms, baseline),
  ];
}

function measureConsensus(columns: Columns, baseline: Baseline): Figure[] {
  const counts = { itemCount: COMPARISONS, annotatorCount: ANNOTATORS, classCount: 3 };
  const data = time(() => stats.groupLabels(counts, { item: columns.comparison, annotator: columns.annotator, label: columns.label }));
  const fitted = time(() => stats.fitVerdictModel(data.value, { stop: "exact", rounds: ROUNDS }), 2);
  const full = time(() => stats.fitDawidSkene(data.value, { stop: "exact", rounds: ROUNDS }), 2);
  return [limit("Dawid-Skene, swap-symmetric, 20 rounds", fitted.ms, 2_500, baseline), ratio("Dawid-Skene, swap-symmetric", fitted.ms, baseline), limit("Dawid-Skene, full, 20 rounds", full.ms, 2_500, baseline)];
}

function measureAgreement(columns: Columns, baseline: Baseline): Figure[] {
  const alpha = time(() => {
    const table = stats.countCategories(columns.comparison, columns.label, COMPARISONS, 3);
    return [stats.computeKrippendorff(table, "nominal"), stats.computeKrippendorff(table, "ordinal")];
  });
  return [limit("Krippendorff, nominal and ordinal", alpha.ms, 300, baseline), ratio("Krippendorff", alpha.ms, baseline)];
}

function measureCorrelation(): Figure[] {
  const random = stats.createRandom(9);
  const x = Float64Array.from({ length: JUDGMENTS }, () => random());
  const y = x.map((value) => value + random());
  const coarse = (values: Float64Array) => values.map((value) => Math.round(value * 50));
  const sorted = time(() => Float64Array.from(x).sort());
  const baseline = { name: "Float64Array.sort of 1 M", value: sorted.ms, unit: "ms" };
  const without = time(() => stats.computeKendall(x, y));
  const [roundX, roundY] = [coarse(x), coarse(y)];
  const withTies = time(() => stats.computeKendall(roundX, roundY));
  return [limit("Kendall of 1 M without ties", without.ms, 1_500, baseline), ratio("Kendall", without.ms, baseline), limit("Kendall of 1 M, mostly ties", withTies.ms, 1_500, baseline)];
}

function measurePermutations(baseline: Baseline): Figure[] {
  const random = stats.createRandom(11);
  const make = () => Float64Array.from({ length: PERMUTATIONS }, () => random());
  const [human, x, y] = [make(), make(), make()];
  const cluster = Int32Array.from({ length: PERMUTATIONS }, (_, at) => at);
  const permuted = time(() => stats.permuteBoth(human, x, y, cluster, PERMUTATIONS, { permutations: PERMUTATIONS }), 1);
  const bootstrap = time(() => stats.bootstrapDifference(x, y, cluster, PERMUTATIONS, { seed: 1, replicates: PERMUTATIONS }), 1);
  return [limit("10,000 permutations × 10,000 pairs (PERM-BOTH)", permuted.ms, 1_500, baseline), { name: "10,000 bootstraps × 10,000 pairs", value: bootstrap.ms, unit: "ms", met: null, baseline }];
}

/** Pure computing on a million judgments that lie in memory as columns; one thread, no database. */
export async function run(): Promise<Figure[]> {
  const columns = makeJudgments();
  const counted = time(() => tally(columns));
  const baseline = { name: "counting 1 M judgments once", value: counted.ms, unit: "ms" };
  const figures = [...measureStrengths(columns, baseline), ...measureConsensus(columns, baseline), ...measureAgreement(columns, baseline), ...measureCorrelation(), ...measurePermutations(baseline)];
  const memory = process.memoryUsage().rss / 2 ** 20;
  return [...figures, { name: "memory of the process", value: memory, unit: "MiB", target: 1_024, comparison: "at_most", met: memory <= 1_024 }];
}
