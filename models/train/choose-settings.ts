import { evaluateRanking, type Ranking } from "./evaluate-scores.ts";
import { DIMENSIONS, type Example } from "./example.ts";
import { evaluateMatched } from "./matched-pairs.ts";
import { applyHead, type HeadSettings, trainHead } from "./train-head.ts";

const FOLDS = 3;
const BASE: HeadSettings = { components: 24, hidden: 32, decay: 1, pairWeight: 3, epochs: 40, members: 1 };
const CANDIDATES: HeadSettings[] = [{ ...BASE, hidden: 1, components: 8 }, BASE, { ...BASE, hidden: 64 }, { ...BASE, hidden: 64, pairWeight: 10 }];
/** The chosen settings are trained again with this many members, whose outputs are averaged. */
const MEMBERS = 4;

export type SettingsTrial = { settings: HeadSettings; meanAccuracy: number };

/** Scores of every example by a head that never saw its photograph as the scene; three folds of whole photographs. */
export function crossValidate(examples: readonly Example[], settings: HeadSettings, seed: number): Ranking {
  const photographs = [...new Set(examples.map(({ photograph }) => photograph))].sort();
  const foldOf = ({ photograph }: Example) => photographs.indexOf(photograph) % FOLDS;
  const scores = new Map<string, number[]>();
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const head = trainHead(examples.filter((example) => foldOf(example) !== fold), settings, seed);
    for (const example of examples) if (foldOf(example) === fold) scores.set(nameOf(example), applyHead(head, example));
  }
  return (example) => scores.get(nameOf(example)) ?? [];
}

const nameOf = ({ item, generator }: Example) => `${item}/${generator}`;

/** Mean of pairwise accuracies, four dimensions and the pairs of matched size. */
function tryOut(examples: readonly Example[], settings: HeadSettings, seed: number): number {
  const rank = crossValidate(examples, settings, seed);
  const accuracies = evaluateRanking(examples, rank);
  return (DIMENSIONS.reduce((sum, name) => sum + accuracies[name].accuracy, 0) + evaluateMatched(examples, rank).accuracy) / (DIMENSIONS.length + 1);
}

/** Chooses among a few settings on the training photographs alone, by three-fold cross-validation over scenes. */
export function chooseSettings(examples: readonly Example[], seed: number): { settings: HeadSettings; trials: SettingsTrial[] } {
  const trials = CANDIDATES.map((settings) => ({ settings, meanAccuracy: tryOut(examples, settings, seed) }));
  const best = trials.reduce((winner, trial) => (trial.meanAccuracy > winner.meanAccuracy ? trial : winner));
  return { settings: { ...best.settings, members: MEMBERS }, trials };
}
