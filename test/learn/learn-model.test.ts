import { expect, test } from "vitest";
import type { BuiltSet } from "#lib/learn/build-training-set.ts";
import { shuffleOutcomes } from "#lib/learn/build-training-set.ts";
import { learn } from "#lib/learn/learn.ts";
import { assignFolds } from "#lib/learn/model/assign-folds.ts";
import { planFolds } from "#lib/learn/model/cross-fit.ts";
import { chancesAt, fitDavidson, pairLoss } from "#lib/learn/model/fit-davidson.ts";
import { groupSources } from "#lib/learn/model/group-sources.ts";
import { applyHead } from "#lib/learn/model/head.ts";
import type { LearnCandidate, LearnJudgment, TrainingSet } from "#lib/learn/model/training-set.ts";
import { createSeeded } from "../stats/seeded.ts";

const DIMENSIONS = ["prompt_following", "consistency", "visual_quality", "overall"];
const SEED = 11;
const [GROUPS, CANDIDATES, PEOPLE] = [40, 4, 6];

/**
 * People who prefer by consistency what the starter calls overall by something else; the last person answers at random. Features
 * are noise but for the first, which says a little of the rest of their taste.
 */
function makeSet(): TrainingSet {
  const random = createSeeded(SEED);
  const share = () => random.int(0, 1_000_000) / 1_000_000;
  const candidates: LearnCandidate[] = [];
  const taste: number[] = [];
  for (let group = 0; group < GROUPS; group += 1) {
    for (let one = 0; one < CANDIDATES; one += 1) {
      const [kept, other] = [share(), share()];
      candidates.push({ plain: Float32Array.from({ length: 6 }, (_, index) => (index === 0 ? other : share())), pooled: Float32Array.from({ length: 30 }, share), starter: [10 * share(), 10 * (0.8 * kept + 0.2 * share()), 10 * share(), 10 * (0.3 * kept + 0.7 * share())], stacked: [], group });
      taste.push(kept + 0.3 * other);
    }
  }
  const judgments: LearnJudgment[] = [];
  for (let group = 0; group < GROUPS; group += 1) {
    for (let a = 0; a < CANDIDATES; a += 1) {
      for (let b = a + 1; b < CANDIDATES; b += 1) {
        const pair = { comparison: judgments.length, a: group * CANDIDATES + a, b: group * CANDIDATES + b, group };
        const lead = taste[pair.a]! - taste[pair.b]!;
        for (const annotator of random.shuffle(Array.from({ length: PEOPLE }, (_, index) => index)).slice(0, 3)) {
          const seen = annotator === PEOPLE - 1 ? share() - 0.5 : lead + 0.4 * (share() - 0.5);
          judgments.push({ ...pair, annotator, outcome: Math.abs(seen) < 0.05 ? 0 : seen > 0 ? 1 : -1 });
        }
      }
    }
  }
  return { candidates, annotatorCount: PEOPLE, groupKeys: Array.from({ length: GROUPS }, (_, index) => `group ${index}`), annotatorKeys: Array.from({ length: PEOPLE }, (_, index) => `person ${index}`), starterDimensions: DIMENSIONS, stacked: [], judgments: new Map([["overall", judgments]]), mainDimension: "overall" };
}

const build = (set: TrainingSet): BuiltSet => ({ set, scorers: [], pseudonyms: [...set.annotatorKeys], simulatedCount: 0, leftOut: 0 });
const names = { plainNames: ["one", "two", "three", "four", "five", "six"], starterVersion: "starter" };
const options = { seed: SEED, isControl: false, progress: async () => {} };

test("a head beats the starter where people have another taste, on sources and people that it never saw", async () => {
  const ticks: number[] = [];
  const { report, head } = await learn(build(makeSet()), names, { ...options, progress: async (_stage, done, total) => void ticks.push(done / total) });
  const [overall] = report.dimensions;
  expect(report.verdict).toBe("better");
  expect(overall!.difference.interval!.low).toBeGreaterThan(0);
  expect(overall!.learned.accuracy! - overall!.starter.accuracy!).toBeCloseTo(overall!.difference.value!, 10);
  expect(overall!.learned).toMatchObject({ n: expect.any(Number), groupCount: GROUPS });
  expect(report.method).toMatchObject({ sourceFolds: 5, peopleFolds: 3, isConverged: true });
  expect(Math.max(...ticks)).toBe(1);
  // Whoever answers at random counts least.
  const weights = report.annotators.map(({ weight }) => weight);
  expect(Math.min(...weights)).toBe(weights.at(-1));
  expect(report.curve.map(({ share }) => share)).toEqual([0.1, 0.25, 0.5, 0.75, 1]);
  expect(report.curve.at(-1)!.accuracy).toBe(overall!.learned.accuracy);
  expect(overall!.calibration.error).toBeLessThan(0.1);
  // Scores keep the starter's range, and the order of the utilities.
  const outputs = makeSet().candidates.map((candidate) => applyHead(head, candidate));
  expect(outputs.every(({ scores }) => scores[0]! > 0 && scores[0]! < 10)).toBe(true);
  const order = (pick: (index: number) => number) => outputs.map((_, index) => index).sort((x, y) => pick(x) - pick(y));
  expect(order((index) => outputs[index]!.scores[0]!)).toEqual(order((index) => outputs[index]!.utilities[0]!));
});

test("the same set and seed give the same head and the same figures", async () => {
  const [first, second] = [await learn(build(makeSet()), names, options), await learn(build(makeSet()), names, options)];
  expect(second).toEqual(first);
});

test.each([1, 2, 3])("on shuffled labels it says that it is no better than chance (%i)", async (seed) => {
  const set = makeSet();
  const judgments = new Map([...set.judgments].map(([dimension, list]) => [dimension, shuffleOutcomes(list, seed)]));
  const { report } = await learn(build({ ...set, judgments }), names, { ...options, isControl: true });
  expect(report.verdict).toBe("no_better_than_chance");
  expect(report.isControl).toBe(true);
});

test("it stops where its progress throws", async () => {
  const stop = new Error("enough");
  await expect(learn(build(makeSet()), names, { ...options, progress: async () => Promise.reject(stop) })).rejects.toBe(stop);
});

test("chances are those of Davidson's model, and the loss is the log of what happened", () => {
  const { a, b, tie } = chancesAt(0.8, Math.log(0.6));
  expect(a + b + tie).toBeCloseTo(1, 12);
  expect(a / b).toBeCloseTo(Math.exp(0.8), 12);
  expect(tie / Math.sqrt(a * b)).toBeCloseTo(0.6, 12);
  expect(pairLoss({ a: 2, b: 1, tie: 3 }, 0.8, Math.log(0.6))).toBeCloseTo(-(2 * Math.log(a) + Math.log(b) + 3 * Math.log(tie)), 10);
});

test("a fit finds the weights and the ties that answers were made with, and stays at its prior under a large penalty", () => {
  const random = createSeeded(3);
  const rows = Array.from({ length: 400 }, () => {
    const inputs = Float64Array.of(random.int(-100, 100) / 50, random.int(-100, 100) / 50);
    const { a, b, tie } = chancesAt(1.2 * inputs[0]! - 0.7 * inputs[1]!, Math.log(0.8));
    return { inputs, a: 10 * a, b: 10 * b, tie: 10 * tie };
  });
  const fit = fitDavidson(rows, { prior: new Float64Array(2), penalties: new Float64Array(2).fill(1e-9) });
  expect(fit.isConverged).toBe(true);
  expect(fit.weights[0]).toBeCloseTo(1.2, 4);
  expect(fit.weights[1]).toBeCloseTo(-0.7, 4);
  expect(Math.exp(fit.logTie)).toBeCloseTo(0.8, 3);
  const held = fitDavidson(rows, { prior: Float64Array.of(0.5, 0.1), penalties: new Float64Array(2).fill(1e12) });
  expect(held.weights[0]).toBeCloseTo(0.5, 6);
  expect(held.weights[1]).toBeCloseTo(0.1, 6);
});

test("sources that are the same or nearly so are one group, also over others, and folds follow keys alone", () => {
  const { groupOf, keys } = groupSources(5, [
    { item: 0, sha256: "b", perceptualHash: 0b1111n },
    { item: 1, sha256: "c", perceptualHash: -1n },
    { item: 2, sha256: "b", perceptualHash: 0b1111n },
    { item: 2, sha256: "d", perceptualHash: 0x0f0f_0f0f_0f0fn },
    { item: 3, sha256: "a", perceptualHash: 0x0f0f_0f0f_0f1fn },
  ]);
  expect(groupOf).toEqual([0, 1, 0, 0, 2]);
  expect(keys).toEqual(["a", "c", "item 4"]);
  const names = Array.from({ length: 20 }, (_, index) => `key ${index}`);
  const weights = names.map((_, index) => 1 + (index % 4));
  const folds = assignFolds(names, weights, 4, 9);
  const back = [...names.keys()].reverse();
  expect(assignFolds(back.map((at) => names[at]!), back.map((at) => weights[at]!), 4, 9)).toEqual(back.map((at) => folds[at]!));
  const loads = [0, 1, 2, 3].map((fold) => weights.reduce((sum, weight, index) => sum + (folds[index] === fold ? weight : 0), 0));
  expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(4);
  const { sources, people } = planFolds(makeSet(), SEED);
  expect(new Set(sources).size).toBe(5);
  expect(new Set(people).size).toBe(3);
});
