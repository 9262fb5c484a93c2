import type { LabelData } from "./label-data.ts";
import { type Estimate, fitLabelModel, type LabelModelFit, type LabelModelOptions } from "./label-model.ts";

export type OneCoinFit = LabelModelFit & { /** How often each annotator names the class, 0..1; null where nothing tells. */ accuracy: (number | null)[] };

export type OneCoinOptions = LabelModelOptions & {
  /** Answers' worth of the average annotator added to each: shrinkage. */
  priorCount?: number;
  /** Classes that are mirror images of each other and so have one prior: 0 and 2 for A, TIE, B. */
  mirrored?: readonly [number, number];
};

/**
 * Annotators with one number each: right with probability s, otherwise any other class alike, (1 − s)/(K − 1). For people with
 * too few answers for a confusion matrix. Swap-symmetric by nature once mirrored classes share their prior.
 */
export function fitOneCoin(data: LabelData, { priorCount = 4, mirrored, ...options }: OneCoinOptions = {}): OneCoinFit {
  const K = data.classCount;
  let accuracy: (number | null)[] = [];
  const estimate: Estimate = ({ count, mass, itemCount }, confusion, prior) => {
    const right = new Float64Array(data.annotatorCount);
    const n = new Float64Array(data.annotatorCount);
    for (let cell = 0; cell < count.length; cell += 1) {
      const annotator = Math.floor(cell / (K * K));
      n[annotator]! += count[cell]!;
      if (Math.floor(cell / K) % K === cell % K) right[annotator]! += count[cell]!;
    }
    const total = n.reduce((sum, value) => sum + value, 0);
    const average = total > 0 ? right.reduce((sum, value) => sum + value, 0) / total : null;
    accuracy = Array.from(n, (own, at) => (average === null || own + priorCount === 0 ? null : (right[at]! + priorCount * average) / (own + priorCount)));
    for (let cell = 0; cell < confusion.length; cell += 1) {
      const own = accuracy[Math.floor(cell / (K * K))] ?? 1 / K;
      confusion[cell] = Math.floor(cell / K) % K === cell % K ? own : (1 - own) / (K - 1);
    }
    for (let c = 0; c < K; c += 1) prior[c] = itemCount > 0 ? mass[c]! / itemCount : 1 / K;
    if (mirrored) prior[mirrored[0]] = prior[mirrored[1]] = (prior[mirrored[0]]! + prior[mirrored[1]]!) / 2;
  };
  const fit = fitLabelModel(data, estimate, options);
  return { ...fit, accuracy };
}
