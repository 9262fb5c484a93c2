import { assignFolds } from "./assign-folds.ts";
import { dot } from "../../stats/index.ts";
import { type DavidsonFit, fitDavidson, pairLoss } from "./fit-davidson.ts";
import { type GroupedRow, narrow, sampleRows, starterPrior } from "./pair-rows.ts";

/** How strongly the many features are held to nothing, in answers; from hardly moving to nearly free. */
export const PENALTIES = [10_000, 2_500, 600, 150, 40] as const;
/**
 * What is tried with each: principal components of the pooled features, and how strongly the few outputs of models (the starter's
 * four scores, and stacked ones) are held to the starter's own. They are few and good, so that they may move more freely.
 */
export const VARIANTS = [
  { components: 0, outputPenalty: 2_500 },
  { components: 0, outputPenalty: 20 },
  { components: 24, outputPenalty: 20 },
] as const;
export const INNER_FOLDS = 3;
const MOST_ROWS = 3_000;

/** `penalty` of the features, never below that of the outputs. */
export type HeadChoice = { penalty: number; outputPenalty: number; components: number };

/**
 * `starterColumn`: the place of the starter's own dimension among the inputs; `outputCount`: how many outputs of models come
 * first; `componentCount`: how many components come last.
 */
export type HeadColumns = { starterColumn: number; outputCount: number; componentCount: number };

/** The penalty of every input. */
export function penaltiesOf({ penalty, outputPenalty }: Pick<HeadChoice, "penalty" | "outputPenalty">, width: number, outputCount: number): Float64Array {
  return new Float64Array(width).fill(penalty).fill(Math.min(penalty, outputPenalty), 0, outputCount);
}

/** Called between fits, so that others get their turn. It may throw, to stop. */
export type Tick = () => Promise<void>;

/** How often `choosePenalty` calls its tick. */
export const TICKS_PER_CHOICE = INNER_FOLDS * VARIANTS.length;

/**
 * The penalty and the number of components with the least loss on source groups that the fit has not seen, by inner
 * cross-validation. `rows` must be training rows alone.
 */
export async function choosePenalty(rows: readonly GroupedRow[], groupKeys: readonly string[], { starterColumn, outputCount, componentCount }: HeadColumns, seed: number, tick: Tick): Promise<HeadChoice> {
  const used = sampleRows(rows, MOST_ROWS, seed);
  const load = new Float64Array(groupKeys.length);
  for (const { group, a, b, tie } of used) load[group]! += a + b + tie;
  const folds = assignFolds(groupKeys, [...load], INNER_FOLDS, seed);
  const losses = VARIANTS.map(() => new Float64Array(PENALTIES.length));
  const full = used[0]?.inputs.length ?? 0;
  for (let fold = 0; fold < INNER_FOLDS; fold += 1) {
    for (const [choice, { components, outputPenalty }] of VARIANTS.entries()) {
      const width = full - componentCount + Math.min(components, componentCount);
      const seen = narrow(used, width).filter(({ group }) => folds[group] !== fold);
      const unseen = narrow(used, width).filter(({ group }) => folds[group] === fold);
      const prior = starterPrior(seen, width, starterColumn);
      let start: DavidsonFit | undefined;
      for (const [index, penalty] of PENALTIES.entries()) {
        start = fitDavidson(seen, { prior, penalties: penaltiesOf({ penalty, outputPenalty }, width, outputCount), start });
        for (const row of unseen) losses[choice]![index]! += pairLoss(row, dot(start.weights, row.inputs), start.logTie);
      }
      await tick();
    }
  }
  let best: HeadChoice & { loss: number } = { penalty: PENALTIES[0], ...VARIANTS[0], loss: Number.POSITIVE_INFINITY };
  for (const [choice, { components, outputPenalty }] of VARIANTS.entries()) {
    for (const [index, penalty] of PENALTIES.entries()) {
      const loss = losses[choice]![index]!;
      // Between equals the one that stays closer to the starter, which comes first.
      if (loss < best.loss) best = { penalty, outputPenalty, components: Math.min(components, componentCount), loss };
    }
  }
  return { penalty: best.penalty, outputPenalty: best.outputPenalty, components: best.components };
}
