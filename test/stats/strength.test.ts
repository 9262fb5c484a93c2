import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as stats from "#lib/stats/index.ts";
import { FIXED_RUNS } from "./properties.ts";

type Table = number[][];
const size = fc.integer({ min: 2, max: 6 });
const cells = (n: number, max: number) => fc.array(fc.array(fc.integer({ min: 0, max }), { minLength: n, maxLength: n }), { minLength: n, maxLength: n });
/** Any wins, and one win around the circle so that a maximum exists. */
const connected = size.chain((n) => cells(n, 6).map((rows): Table => rows.map((row, i) => row.map((value, j) => (i === j ? 0 : value + (j === (i + 1) % n ? 1 : 0))))));
const anyTable = size.chain((n) => cells(n, 2).map((rows): Table => rows.map((row, i) => row.map((value, j) => (i === j ? 0 : value)))));
const symmetric = (rows: Table): Table => rows.map((row, i) => row.map((value, j) => (i === j ? 0 : value + rows[j]![i]!)));
const withTies = size.chain((n) => fc.tuple(cells(n, 5), cells(n, 2))).map(([wins, ties]) => {
  const n = wins.length;
  return { wins: wins.map((row, i) => row.map((value, j) => (i === j ? 0 : value + (j === (i + 1) % n ? 1 : 0)))), ties: symmetric(ties).map((row, i) => row.map((value, j) => value + (i + j === 1 ? 1 : 0))) };
});
const fit = (wins: Table, penalty = 0) => stats.fitBradleyTerry(stats.toPairCounts(wins), { penalty });
const permute = (table: Table, order: number[]): Table => order.map((i) => order.map((j) => table[i]![j]!));
const transpose = (table: Table): Table => table.map((_, i) => table.map((row) => row[i]!));
const scale = (table: Table, times: number): Table => table.map((row) => row.map((value) => value * times));
const reverse = (table: Table) => [...table.keys()].reverse();

function expectNear(actual: ArrayLike<number> | null, expected: ArrayLike<number> | null, digits = 7): void {
  expect(actual === null).toBe(expected === null);
  for (let at = 0; at < (expected?.length ?? 0); at += 1) expect(actual![at]).toBeCloseTo(expected![at]!, digits);
}

describe("Bradley-Terry", () => {
  it("follows its labels, turns round with its winners, and ignores how often the same is said", () => {
    fc.assert(
      fc.property(connected, (wins) => {
        const strength = fit(wins).strength!;
        const order = reverse(wins);
        expectNear(fit(permute(wins, order)).strength, order.map((at) => strength[at]!));
        expectNear(fit(transpose(wins)).strength, strength.map((value) => -value));
        expectNear(fit(scale(wins, 3)).strength, strength);
        expect(strength.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
      }),
      FIXED_RUNS,
    );
  });

  it("expects as many wins as were seen", () => {
    fc.assert(
      fc.property(connected, (wins) => {
        const strength = fit(wins).strength!;
        for (const [i, row] of wins.entries()) {
          const expected = wins.reduce((sum, other, j) => sum + (row[j]! + other[i]!) * stats.computeLogistic(strength[i]! - strength[j]!), 0);
          expect(expected).toBeCloseTo(row.reduce((sum, value) => sum + value, 0), 6);
        }
      }),
      FIXED_RUNS,
    );
  });

  it("has a maximum exactly where everybody has beaten everybody, directly or through others", () => {
    fc.assert(
      fc.property(anyTable, (wins) => {
        const reach = wins.map((row, i) => row.map((value, j) => i === j || value > 0));
        for (const k of wins.keys()) for (const i of wins.keys()) for (const j of wins.keys()) if (reach[i]![k] && reach[k]![j]) reach[i]![j] = true;
        const group = (i: number) => [...wins.keys()].filter((j) => reach[i]![j] && reach[j]![i]);
        const groups = [...new Set([...wins.keys()].map((i) => JSON.stringify(group(i))))].map((text) => JSON.parse(text) as number[]);
        const found = fit(wins);
        expect(found.strongComponents).toEqual(groups);
        expect(found.strength === null).toBe(groups.length > 1);
        expect(fit(wins, 0.1).strength).not.toBeNull();
      }),
      FIXED_RUNS,
    );
  });

  it("takes each judgment as a cluster for the sandwich, up to the factor for few clusters", () => {
    fc.assert(
      fc.property(connected, (wins) => {
        const list = wins.flatMap((row, i) => row.flatMap((value, j) => Array.from({ length: value }, () => [i, j] as const)));
        const rows = stats.groupJudgments({ size: wins.length, clusterCount: list.length, winner: Int32Array.from(list, ([i]) => i), loser: Int32Array.from(list, ([, j]) => j), cluster: Int32Array.from(list.keys()) });
        const counts = stats.mergeClusters(rows);
        const strength = stats.fitBradleyTerry(counts).strength!;
        const errors = stats.computeStrengthCovariances(counts, strength, { rows })!;
        expectNear(errors.cluster, errors.sandwich.map((value) => (value * list.length) / (list.length - 1)));
        expectNear(stats.computeStrengthCovariances(stats.toPairCounts(wins), fit(wins).strength!)!.model, errors.model);
      }),
      { ...FIXED_RUNS, numRuns: 40 },
    );
  });

  it("does not care about the order of judgments, and repeats a bootstrap of one seed", () => {
    const random = stats.createRandom(3);
    const count = 400;
    const draw = (most: number) => Int32Array.from({ length: count }, () => Math.floor(random() * most));
    const [winner, step, cluster] = [draw(5), draw(4), draw(30)];
    const loser = winner.map((one, at) => (one + 1 + step[at]!) % 5);
    const rows = stats.groupJudgments({ size: 5, clusterCount: 30, winner, loser, cluster });
    const turned = stats.groupJudgments({ size: 5, clusterCount: 30, winner: winner.toReversed(), loser: loser.toReversed(), cluster: cluster.toReversed() });
    const strength = stats.fitBradleyTerry(stats.mergeClusters(rows)).strength!;
    expectNear(stats.fitBradleyTerry(stats.mergeClusters(turned)).strength, strength);
    const options = { seed: 5, replicates: 300 };
    const first = stats.bootstrapBradleyTerry(rows, strength, options);
    expect(stats.bootstrapBradleyTerry(rows, strength, options)).toEqual(first);
    const errors = stats.takeErrors(stats.computeStrengthCovariances(stats.mergeClusters(rows), strength, { rows })!.cluster!, 5);
    for (const [at, { low, high }] of first.intervals.entries()) {
      expect(low).toBeLessThan(strength[at]!);
      expect(high).toBeGreaterThan(strength[at]!);
      expect((high - low) / (2 * stats.Z_95 * errors[at]!)).toBeGreaterThan(0.7);
      expect((high - low) / (2 * stats.Z_95 * errors[at]!)).toBeLessThan(1.4);
    }
  });

  it("refits a resample that falls apart with the penalty", () => {
    const rows = stats.groupJudgments({ size: 2, clusterCount: 2, winner: Int32Array.of(0, 1), loser: Int32Array.of(1, 0), cluster: Int32Array.of(0, 1) });
    const { draws } = stats.bootstrapBradleyTerry(rows, Float64Array.of(0, 0), { seed: 1, replicates: 50 });
    expect(draws.every(Number.isFinite)).toBe(true);
  });
});

describe("ranks and the first place", () => {
  it("leaves open what intervals leave open", () => {
    expect(stats.computeRankIntervals([{ low: 2, high: 3 }, { low: 1, high: 2.5 }, { low: 0, high: 0.5 }])).toEqual([{ best: 1, worst: 2 }, { best: 1, worst: 2 }, { best: 3, worst: 3 }]);
  });

  it("counts the votes that decide between two", () => {
    expect(stats.findFirstPlaceSupport(stats.toPairCounts([[0, 51], [49, 0]]))).toEqual({ leader: 0, challenger: 1, count: 3, share: 0.03, removed: [{ winner: 0, loser: 1, count: 3 }] });
  });

  it("finds the fewest that trying out every subset finds, and nothing where nobody is compared", () => {
    const found = stats.findFirstPlaceSupport(stats.toPairCounts([[0, 30, 20], [28, 0, 18], [5, 8, 0]]))!;
    expect(found.leader).toBe(0);
    expect(found.challenger).toBe(1);
    expect(found.count).toBe(5);
    expect(stats.findFirstPlaceSupport(stats.toPairCounts([[0]]))).toBeNull();
  });
});

describe("models of ties", () => {
  it.each([["Davidson", stats.fitDavidson], ["Rao and Kupper", stats.fitRaoKupper]] as const)("%s follows labels, turns round, and ignores repetition", (_, model) => {
    fc.assert(
      fc.property(withTies, ({ wins, ties }) => {
        const found = model(stats.toPairCounts(wins, ties));
        const order = reverse(wins);
        const turned = model(stats.toPairCounts(permute(wins, order), permute(ties, order)));
        expect(found.hasMaximum).toBe(true);
        expectNear(turned.strength, order.map((at) => found.strength![at]!), 6);
        expectNear(model(stats.toPairCounts(transpose(wins), ties)).strength, found.strength!.map((value) => -value), 6);
        expectNear(model(stats.toPairCounts(scale(wins, 2), scale(ties, 2))).strength, found.strength, 6);
        expect(turned.tie).toBeCloseTo(found.tie!, 6);
      }),
      { ...FIXED_RUNS, numRuns: 40 },
    );
  });

  it.each([["Davidson", stats.fitDavidson, 2 / 3, 0], ["Rao and Kupper", stats.fitRaoKupper, 5 / 3, 1]] as const)("%s gives known values for two equal candidates, and is Bradley-Terry without ties", (_, model, tie, none) => {
    const found = model(stats.toPairCounts([[0, 3], [3, 0]], [[0, 2], [2, 0]]));
    expect(found.tie).toBeCloseTo(tie, 8);
    expectNear(found.strength, [0, 0]);
    const plain = model(stats.toPairCounts([[0, 2], [1, 0]]));
    expectNear(plain.strength, [Math.LN2 / 2, -Math.LN2 / 2]);
    expect(plain.tie).toBe(none);
  });

  it.each([["Davidson", stats.fitDavidson], ["Rao and Kupper", stats.fitRaoKupper]] as const)("%s is undefined where the likelihood only rises", (_, model) => {
    const counts = (wins: Table, ties: Table) => stats.toPairCounts(wins, ties);
    // One never loses but ties: spreading both while ties grow always fits better.
    expect(model(counts([[0, 3], [0, 0]], [[0, 2], [2, 0]]))).toMatchObject({ strength: null, tie: null, hasMaximum: false });
    expect(model(counts([[0, 0], [0, 0]], [[0, 2], [2, 0]]))).toMatchObject({ strength: null, hasMaximum: false });
    expect(model(counts([[0, 0], [0, 0]], [[0, 2], [2, 0]]), { penalty: 0.1 }).strength).toBeNull();
    // Three that tie all round, and one win between two of them: the bounds contradict each other only together.
    expect(model(counts([[0, 2, 0], [1, 0, 0], [0, 0, 0]], [[0, 1, 1], [1, 0, 1], [1, 1, 0]])).hasMaximum).toBe(true);
    expect(model(counts([[0, 3], [0, 0]], [[0, 2], [2, 0]]), { penalty: 0.1 }).strength?.every(Number.isFinite)).toBe(true);
  });

  it("compresses the scale where a tie counts as half a win each way", () => {
    const counts = stats.toPairCounts([[0, 8], [2, 0]], [[0, 10], [10, 0]]);
    const half = stats.fitBradleyTerry(stats.countTiesAsHalfWins(counts)).strength!;
    expect(half[0]).toBeCloseTo(Math.log(13 / 7) / 2, 8);
    expect(half[0]!).toBeLessThan(stats.fitDavidson(counts).strength![0]!);
  });
});

describe("covariates", () => {
  it("without any are Bradley-Terry", () => {
    const rows = { size: 3, clusterCount: 3, covariateCount: 0, first: Int32Array.of(0, 1, 2), second: Int32Array.of(1, 2, 0), firstWins: Float64Array.of(5, 4, 2), secondWins: Float64Array.of(2, 3, 6), cluster: Int32Array.of(0, 1, 2), covariates: new Float64Array(0) };
    const plain = fit([[0, 5, 6], [2, 0, 4], [2, 3, 0]]);
    const found = stats.fitBradleyTerryWithCovariates(rows)!;
    expectNear(found.strength, plain.strength);
    expect(found.logLikelihood).toBeCloseTo(plain.logLikelihood!, 9);
  });

  it("is undefined for a covariate that says the same as the strengths, or everything", () => {
    const rows = (covariates: number[]) => ({ size: 2, clusterCount: 2, covariateCount: 1, first: Int32Array.of(0, 0), second: Int32Array.of(1, 1), firstWins: Float64Array.of(3, 1), secondWins: Float64Array.of(1, 3), cluster: Int32Array.of(0, 1), covariates: Float64Array.from(covariates) });
    expect(stats.fitBradleyTerryWithCovariates(rows([1, 1]))).toBeNull();
    expect(stats.fitBradleyTerryWithCovariates(rows([1, -1]))?.coefficient[0]).toBeCloseTo(Math.log(3), 8);
    expect(stats.fitBradleyTerryWithCovariates({ ...rows([1, -1]), firstWins: Float64Array.of(4, 0), secondWins: Float64Array.of(0, 4) })).toBeNull();
  });
});

describe("Crowd-BT", () => {
  it("finds the one who answers against the others, and keeps what is known of somebody", () => {
    const random = stats.createRandom(4);
    const planted = [1.2, 0.4, -0.4, -1.2];
    const accuracy = [0.95, 0.95, 0.9, 0.15];
    const winner: number[] = [];
    const loser: number[] = [];
    const cluster: number[] = [];
    for (let at = 0; at < 2_000; at += 1) {
      const i = Math.floor(random() * 4);
      const j = (i + 1 + Math.floor(random() * 3)) % 4;
      const person = at % 4;
      const isFirst = random() < stats.computeLogistic(planted[i]! - planted[j]!) === random() < accuracy[person]!;
      winner.push(isFirst ? i : j);
      loser.push(isFirst ? j : i);
      cluster.push(person);
    }
    const judgments = { size: 4, clusterCount: 4, winner: Int32Array.from(winner), loser: Int32Array.from(loser), cluster: Int32Array.from(cluster) };
    const found = stats.fitCrowd(judgments);
    expect(found.isConverged).toBe(true);
    expect([...found.strength].sort((a, b) => b - a)).toEqual([...found.strength]);
    for (const [at, own] of accuracy.entries()) expect(Math.abs(found.accuracy[at]! - own)).toBeLessThan(0.12);
    expect(stats.fitCrowd(judgments, { knownAccuracy: Float64Array.of(Number.NaN, Number.NaN, Number.NaN, 0.2) }).accuracy[3]).toBe(0.2);
  });
});
