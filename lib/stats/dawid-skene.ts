import type { LabelData } from "./label-data.ts";
import { type Estimate, fitLabelModel, type LabelModelFit, type LabelModelOptions } from "./label-model.ts";

/** Rows divided by their sums; a class that an annotator never met says nothing about them: a flat row. */
function normaliseRows(confusion: Float64Array, classCount: number): void {
  for (let row = 0; row < confusion.length; row += classCount) {
    let sum = 0;
    for (let l = 0; l < classCount; l += 1) sum += confusion[row + l]!;
    for (let l = 0; l < classCount; l += 1) confusion[row + l] = sum > 0 ? confusion[row + l]! / sum : 1 / classCount;
  }
}

/**
 * Dawid and Skene's model for any classes: each annotator has a full confusion matrix, π[c][l] ∝ smoothing + Σ q(c)·[said l],
 * and classes have the prior mean q (1979, Appl. Stat. 28, 20-28). Fewer than three answers an item come out close to plurality.
 */
export function fitDawidSkene(data: LabelData, { smoothing = 0.01, ...options }: LabelModelOptions & { smoothing?: number } = {}): LabelModelFit {
  const estimate: Estimate = ({ count, mass, itemCount }, confusion, prior) => {
    for (let cell = 0; cell < count.length; cell += 1) confusion[cell] = count[cell]! + smoothing;
    normaliseRows(confusion, data.classCount);
    for (let c = 0; c < mass.length; c += 1) prior[c] = itemCount > 0 ? mass[c]! / itemCount : 1 / mass.length;
  };
  return fitLabelModel(data, estimate, options);
}
