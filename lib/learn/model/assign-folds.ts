import { createHash } from "node:crypto";

/**
 * Divides members into folds of about equal weight: in an order drawn by seed and key, each goes where least is so far. The
 * same keys, weights and seed give the same folds, whatever the order of the members. Members without weight go along.
 */
export function assignFolds(keys: readonly string[], weights: readonly number[], foldCount: number, seed: number): number[] {
  const drawn = keys.map((key, index) => ({ index, key, rank: createHash("sha256").update(`${seed}\n${key}`).digest("hex") }));
  drawn.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  const load = new Float64Array(foldCount);
  const folds: number[] = Array.from({ length: keys.length }, () => 0);
  for (const { index } of drawn) {
    let lightest = 0;
    for (let fold = 1; fold < foldCount; fold += 1) if (load[fold]! < load[lightest]!) lightest = fold;
    folds[index] = lightest;
    // A tiny share of its own keeps members without weight from all going to one fold.
    load[lightest]! += (weights[index] ?? 0) + 1e-6;
  }
  return folds;
}
