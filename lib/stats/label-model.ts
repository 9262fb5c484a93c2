import type { LabelData } from "./label-data.ts";

export type LabelModelOptions = {
  /** The known class of each item, −1 where it is not known. */
  gold?: Int8Array;
  /** `exact`: until no posterior moves by 1e-10. `display`: until the log-likelihood gains less than 1e-6. */
  stop?: "exact" | "display";
  rounds?: number;
};

/** What an M-step sees: count[w·K² + c·K + l] = Σ over items of q(c) where w said l, and mass[c] = Σ q(c). */
export type Expected = { count: Float64Array; mass: Float64Array; itemCount: number };

/** Fills both with probabilities: confusion[w·K² + c·K + l], the chance that w says l of class c, and prior[c]. */
export type Estimate = (expected: Expected, confusion: Float64Array, prior: Float64Array) => void;

export type LabelModelFit = {
  /** posterior[item·K + class]. An item without answers has the prior. */
  posterior: Float64Array;
  classPrior: Float64Array;
  confusion: Float64Array;
  /** Of all answers, under the last posterior's parameters. */
  logLikelihood: number;
  /** The largest loss of log-likelihood in any round, 0 or above: EM without shrinkage never loses more than rounding. */
  largestFall: number;
  rounds: number;
  isConverged: boolean;
};

const ROUNDS = 5_000;
const EXACT = 1e-10;
const DISPLAY = 1e-6;

/** Shares of the answers, smoothed by nothing: where EM starts. */
function startPosterior({ itemCount, classCount, offsets, label }: LabelData): Float64Array {
  const posterior = new Float64Array(itemCount * classCount);
  for (let item = 0; item < itemCount; item += 1) {
    const n = offsets[item + 1]! - offsets[item]!;
    for (let c = 0; c < classCount && n === 0; c += 1) posterior[item * classCount + c] = 1 / classCount;
    for (let at = offsets[item]!; at < offsets[item + 1]!; at += 1) posterior[item * classCount + label[at]!]! += 1 / n;
  }
  return posterior;
}

function clampGold(posterior: Float64Array, classCount: number, gold: Int8Array | undefined): void {
  if (!gold) return;
  for (let item = 0; item < gold.length; item += 1) {
    if (gold[item]! < 0) continue;
    posterior.fill(0, item * classCount, (item + 1) * classCount);
    posterior[item * classCount + gold[item]!] = 1;
  }
}

function countExpected(data: LabelData, posterior: Float64Array, expected: Expected): void {
  const { itemCount, classCount, offsets, annotator, label } = data;
  const { count, mass } = expected;
  count.fill(0);
  mass.fill(0);
  const square = classCount * classCount;
  let answered = 0;
  for (let item = 0; item < itemCount; item += 1) {
    const base = item * classCount;
    const end = offsets[item + 1]!;
    if (end === offsets[item]!) continue;
    answered += 1;
    for (let c = 0; c < classCount; c += 1) mass[c]! += posterior[base + c]!;
    for (let at = offsets[item]!; at < end; at += 1) {
      let cell = annotator[at]! * square + label[at]!;
      for (let c = 0; c < classCount; c += 1, cell += classCount) count[cell]! += posterior[base + c]!;
    }
  }
  expected.itemCount = answered;
}

/** One E-step in the log domain; returns the log-likelihood and how far any posterior moved. */
function updatePosterior(data: LabelData, logConfusion: Float64Array, logPrior: Float64Array, posterior: Float64Array, gold: Int8Array | undefined): { logLikelihood: number; moved: number } {
  const { itemCount, classCount, offsets, annotator, label } = data;
  const square = classCount * classCount;
  const logs = new Float64Array(classCount);
  let logLikelihood = 0;
  let moved = 0;
  for (let item = 0; item < itemCount; item += 1) {
    for (let c = 0; c < classCount; c += 1) logs[c] = logPrior[c]!;
    const end = offsets[item + 1]!;
    for (let at = offsets[item]!; at < end; at += 1) {
      let cell = annotator[at]! * square + label[at]!;
      for (let c = 0; c < classCount; c += 1, cell += classCount) logs[c]! += logConfusion[cell]!;
    }
    const known = gold ? gold[item]! : -1;
    if (known >= 0) {
      if (end > offsets[item]!) logLikelihood += logs[known]!;
      continue;
    }
    let highest = logs[0]!;
    for (let c = 1; c < classCount; c += 1) if (logs[c]! > highest) highest = logs[c]!;
    let sum = 0;
    for (let c = 0; c < classCount; c += 1) sum += logs[c] = Math.exp(logs[c]! - highest);
    if (end > offsets[item]!) logLikelihood += highest + Math.log(sum);
    for (let c = 0; c < classCount; c += 1) {
      const next = logs[c]! / sum;
      const gap = Math.abs(next - posterior[item * classCount + c]!);
      if (gap > moved) moved = gap;
      posterior[item * classCount + c] = next;
    }
  }
  return { logLikelihood, moved };
}

/**
 * EM for models in which annotators answer independently given an item's class (Dawid and Skene 1979, Appl. Stat. 28, 20-28).
 * Starts from the shares of the answers; 0·log 0 is 0; gold is clamped after each E-step. `estimate` is the M-step.
 * O(rounds·(answers·K + annotators·K²)).
 */
export function fitLabelModel(data: LabelData, estimate: Estimate, { gold, stop = "display", rounds = ROUNDS }: LabelModelOptions = {}): LabelModelFit {
  const { classCount, annotatorCount } = data;
  const posterior = startPosterior(data);
  clampGold(posterior, classCount, gold);
  const confusion = new Float64Array(annotatorCount * classCount * classCount);
  const classPrior = new Float64Array(classCount);
  const expected: Expected = { count: new Float64Array(confusion.length), mass: new Float64Array(classCount), itemCount: 0 };
  let last = -Infinity;
  let largestFall = 0;
  for (let round = 1; round <= rounds; round += 1) {
    countExpected(data, posterior, expected);
    estimate(expected, confusion, classPrior);
    const { logLikelihood, moved } = updatePosterior(data, confusion.map(Math.log), classPrior.map(Math.log), posterior, gold);
    largestFall = Math.max(largestFall, last - logLikelihood);
    const isConverged = stop === "exact" ? moved < EXACT : logLikelihood - last < DISPLAY;
    last = logLikelihood;
    if (isConverged || round === rounds) return { posterior, classPrior, confusion, logLikelihood, largestFall, rounds: round, isConverged };
  }
  return { posterior, classPrior, confusion, logLikelihood: last, largestFall, rounds, isConverged: false };
}
