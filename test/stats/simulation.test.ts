import { describe, expect, it } from "vitest";
import * as stats from "#lib/stats/index.ts";

/** Worlds drawn per claim. `JUXTA_SIMULATIONS=500` (or more) is the long form, in which coverage must lie within 93-97 %. */
const WORLDS = Number(process.env.JUXTA_SIMULATIONS ?? 60);
const IS_LONG = WORLDS >= 500;
const LONG_TIMEOUT = 600_000;

/** What a share around `expected` may be off by: in the long form the claim itself, else three standard errors more. */
const slack = (expected: number, claimed: number) => claimed + (IS_LONG ? 0 : 3 * Math.sqrt((expected * (1 - expected)) / WORLDS));

function expectCoverage(covered: number): void {
  expect(Math.abs(covered / WORLDS - 0.95)).toBeLessThanOrEqual(slack(0.95, 0.02));
}

/** Normal deviates by Box and Muller. */
function createNormal(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** E σ(x + N(0, sd²)), by the trapezoid rule. */
function averageLogistic(x: number, sd: number): number {
  let [sum, weight] = [0, 0];
  for (let z = -8; z <= 8; z += 0.01) {
    const density = Math.exp(-z * z / 2);
    sum += density * stats.computeLogistic(x + sd * z);
    weight += density;
  }
  return sum / weight;
}

const ITEMS = 200;
const PER_ITEM = 10;

describe("intervals of 95 %", () => {
  it("of a share cover it where votes of an item resemble each other, and do not when taken as independent", { timeout: LONG_TIMEOUT }, () => {
    const random = stats.createRandom(101);
    const normal = createNormal(random);
    const truth = averageLogistic(0.4, 1);
    let [clustered, independent] = [0, 0];
    for (let world = 0; world < WORLDS; world += 1) {
      const votes: stats.RatioObservation[] = [];
      for (let item = 0; item < ITEMS; item += 1) {
        const chance = stats.computeLogistic(0.4 + normal());
        for (let vote = 0; vote < PER_ITEM; vote += 1) votes.push({ numerator: random() < chance ? 1 : 0, denominator: 1, cluster: String(item) });
      }
      const { interval } = stats.bootstrapRatio(votes, { seed: world, replicates: 400 });
      const naive = stats.computeWilsonInterval(votes.reduce((sum, { numerator }) => sum + numerator, 0), votes.length)!;
      if (interval!.low <= truth && truth <= interval!.high) clustered += 1;
      if (naive.low <= truth && truth <= naive.high) independent += 1;
    }
    expectCoverage(clustered);
    expect(independent).toBeLessThan(clustered);
  });

  it("of a difference of strengths cover it, by the cluster sandwich and by resampling items", { timeout: LONG_TIMEOUT }, () => {
    const random = stats.createRandom(102);
    const normal = createNormal(random);
    const planted = [0.8, 0.3, -0.3, -0.8];
    // What Bradley-Terry estimates when items shift strengths: its fit to the expected wins.
    const expected = planted.map((own) => planted.map((other) => (own === other ? 0 : averageLogistic(own - other, 1))));
    const truth = stats.fitBradleyTerry(stats.toPairCounts(expected)).strength!;
    const gap = truth[0]! - truth[3]!;
    let [clustered, model, resampled] = [0, 0, 0];
    const size = planted.length;
    for (let world = 0; world < WORLDS; world += 1) {
      const columns = { winner: new Int32Array(ITEMS * PER_ITEM), loser: new Int32Array(ITEMS * PER_ITEM), cluster: new Int32Array(ITEMS * PER_ITEM) };
      for (let item = 0, at = 0; item < ITEMS; item += 1) {
        const shifted = planted.map((own) => own + normal() / Math.SQRT2);
        for (let vote = 0; vote < PER_ITEM; vote += 1, at += 1) {
          const i = Math.floor(random() * size);
          const j = (i + 1 + Math.floor(random() * (size - 1))) % size;
          const isFirst = random() < stats.computeLogistic(shifted[i]! - shifted[j]!);
          columns.winner[at] = isFirst ? i : j;
          columns.loser[at] = isFirst ? j : i;
          columns.cluster[at] = item;
        }
      }
      const rows = stats.groupJudgments({ size, clusterCount: ITEMS, ...columns });
      const counts = stats.mergeClusters(rows);
      const strength = stats.fitBradleyTerry(counts).strength!;
      const errors = stats.computeStrengthCovariances(counts, strength, { rows })!;
      const off = Math.abs(strength[0]! - strength[3]! - gap);
      const isWithin = (covariance: stats.SymmetricMatrix) => off <= stats.Z_95 * stats.takeDifferenceErrors(covariance, size)[0]![3]!;
      if (isWithin(errors.cluster!)) clustered += 1;
      if (isWithin(errors.model)) model += 1;
      const { draws } = stats.bootstrapBradleyTerry(rows, strength, { seed: world, replicates: 300 });
      const differences = Float64Array.from({ length: 300 }, (_, replicate) => draws[replicate * size]! - draws[replicate * size + 3]!);
      const interval = stats.takePercentiles(differences)!;
      if (interval.low <= gap && gap <= interval.high) resampled += 1;
    }
    expectCoverage(clustered);
    expectCoverage(resampled);
    expect(model).toBeLessThanOrEqual(clustered);
  });
});

describe("consensus of unequal annotators", () => {
  it("is right more often by their reliabilities than by majority", { timeout: LONG_TIMEOUT }, () => {
    const random = stats.createRandom(103);
    const [itemCount, annotatorCount, overlap] = [300, 20, 5];
    let [modelRight, majorityRight, better] = [0, 0, 0];
    for (let world = 0; world < WORLDS; world += 1) {
      const accuracy = Array.from({ length: annotatorCount }, (_, at) => (at % 4 === 0 ? 0.95 : 0.45 + 0.25 * random()));
      const truth = Array.from({ length: itemCount }, () => (random() < 0.5 ? 0 : 2));
      const columns = { item: new Int32Array(itemCount * overlap), annotator: new Int32Array(itemCount * overlap), label: new Uint8Array(itemCount * overlap) };
      const votes = truth.map(() => 0);
      for (let item = 0, at = 0; item < itemCount; item += 1) {
        const first = Math.floor(random() * annotatorCount);
        for (let vote = 0; vote < overlap; vote += 1, at += 1) {
          const person = (first + vote * 7) % annotatorCount;
          const label = random() < accuracy[person]! ? truth[item]! : 2 - truth[item]!;
          columns.item[at] = item;
          columns.annotator[at] = person;
          columns.label[at] = label;
          votes[item]! += label === truth[item] ? 1 : -1;
        }
      }
      const { posterior } = stats.fitVerdictModel(stats.groupLabels({ itemCount, annotatorCount, classCount: 3 }, columns));
      const own = truth.filter((one, item) => posterior[3 * item + one]! > 0.5).length;
      const plain = votes.filter((value) => value > 0).length;
      modelRight += own;
      majorityRight += plain;
      if (own > plain) better += 1;
    }
    expect(modelRight / WORLDS / itemCount).toBeGreaterThan(majorityRight / WORLDS / itemCount + 0.03);
    expect(better / WORLDS).toBeGreaterThan(0.9);
  });
});

describe("stopping early", () => {
  it.each([0.65, 0.75, 0.9])("errs no more often than it says, at an accuracy of %f", { timeout: LONG_TIMEOUT }, (accuracy) => {
    const random = stats.createRandom(104);
    const alpha = 0.05;
    const comparisons = WORLDS * 10;
    let [wrong, decided, answersGiven] = [0, 0, 0];
    for (let comparison = 0; comparison < comparisons; comparison += 1) {
      const answers: stats.WeighedAnswer[] = [];
      for (let decision: string | null = null; decision === null && answers.length < 200; ) {
        answers.push({ choice: random() < accuracy ? "A" : "B", accuracy });
        ({ decision } = stats.runSequentialTest(answers, { alpha, beta: alpha }));
        if (decision === null) continue;
        decided += 1;
        if (decision === "B") wrong += 1;
      }
      answersGiven += answers.length;
    }
    expect(decided / comparisons).toBeGreaterThan(0.99);
    expect(wrong / decided).toBeLessThanOrEqual(alpha);
    const lead = stats.computeSequentialLead(accuracy, { alpha, beta: alpha });
    // At least three answers are asked for, which a lead of two does not need.
    if (lead >= 3) expect(answersGiven / comparisons / stats.computeLeadCost(accuracy, lead).expectedAnswers).toBeCloseTo(1, 0);
  });
});

describe("the side coefficient", () => {
  it("recovers a planted bias, covers it, and leaves strengths as they are", { timeout: LONG_TIMEOUT }, () => {
    const random = stats.createRandom(105);
    const planted = [0.7, 0, -0.7];
    const bias = 0.4;
    const votes = 1_500;
    let [sum, covered, strengths] = [0, 0, 0];
    for (let world = 0; world < WORLDS; world += 1) {
      const rows = { first: new Int32Array(votes), second: new Int32Array(votes), firstWins: new Float64Array(votes), secondWins: new Float64Array(votes), cluster: new Int32Array(votes), covariates: new Float64Array(votes) };
      for (let at = 0; at < votes; at += 1) {
        const i = Math.floor(random() * 3);
        const j = (i + 1 + Math.floor(random() * 2)) % 3;
        const side = random() < 0.5 ? 1 : -1;
        rows.first[at] = i;
        rows.second[at] = j;
        rows.covariates[at] = side;
        rows.cluster[at] = at % 300;
        const isFirst = random() < stats.computeLogistic(planted[i]! - planted[j]! + bias * side);
        rows.firstWins[at] = isFirst ? 1 : 0;
        rows.secondWins[at] = isFirst ? 0 : 1;
      }
      const found = stats.fitBradleyTerryWithCovariates({ size: 3, clusterCount: 300, covariateCount: 1, ...rows })!;
      sum += found.coefficient[0]!;
      strengths += found.strength[0]!;
      if (Math.abs(found.coefficient[0]! - bias) <= stats.Z_95 * found.coefficientError![0]!) covered += 1;
    }
    expect(Math.abs(sum / WORLDS - bias)).toBeLessThan(0.03);
    expect(Math.abs(strengths / WORLDS - 0.7)).toBeLessThan(0.03);
    expectCoverage(covered);
  });
});
