import { type Accuracy, computeAccuracy, computeMacroAccuracy, type ScoredPair } from "./accuracy.ts";

export type TypedPair = ScoredPair & { taskType: string };

export type ScorerAccuracy = {
  /** Strict accuracy of each task type that has decisive pairs. */
  perTaskType: Record<string, number>;
  /** Mean over task types; EditReward-Bench's headline of EditScore when taken over its 13 types. */
  strictMacro: number | null;
  strictMicro: number | null;
  halfCreditMacro: number | null;
  halfCreditMicro: number | null;
  /** Mean over the task types of each group, then those that have any. */
  perGroup: Record<string, number | null>;
  /** The lowest of `perTaskType`, and all types that have it. */
  worstAccuracy: number | null;
  worstTaskTypes: string[];
  coverage: number | null;
  /** Decisive pairs. */
  n: number;
};

/**
 * Everything that an accuracy table shows: strict (an equal score is wrong) beside half credit (an equal score earns ½), pooled
 * beside the mean over task types, and over groups of task types. Human ties leave the denominator; a missing score is wrong.
 */
export function computeScorerAccuracy(pairs: readonly TypedPair[], groups: Readonly<Record<string, readonly string[]>> = {}): ScorerAccuracy {
  const byType = Map.groupBy(pairs, (pair) => pair.taskType);
  const each = new Map<string, Accuracy>([...byType].map(([type, own]) => [type, computeAccuracy(own)]));
  const strict = [...each].flatMap(([type, { strict: value }]) => (value === null ? [] : [[type, value] as const]));
  const micro = computeAccuracy(pairs);
  const macro = computeMacroAccuracy(byType);
  const worst = strict.length === 0 ? null : Math.min(...strict.map(([, value]) => value));
  return {
    perTaskType: Object.fromEntries(strict),
    strictMacro: macro.strict,
    strictMicro: micro.strict,
    halfCreditMacro: macro.halfCredit,
    halfCreditMicro: micro.halfCredit,
    perGroup: Object.fromEntries(Object.entries(groups).map(([name, types]) => [name, computeMacroAccuracy(new Map([...byType].filter(([type]) => types.includes(type)))).strict])),
    worstAccuracy: worst,
    worstTaskTypes: strict.filter(([, value]) => value === worst).map(([type]) => type),
    coverage: micro.coverage,
    n: micro.n,
  };
}
