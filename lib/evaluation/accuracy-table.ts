import type { FigureTable } from "../figure-table/index.ts";
import type { ScorerAccuracy } from "./measure-accuracy.ts";

/** Accuracy of scorers by dimension, for files. */
export function toAccuracyFigures(rows: readonly ScorerAccuracy[]): FigureTable {
  const shares = [
    ["strict_macro", "Strict, by task type", (row: ScorerAccuracy) => row.strict.macro],
    ["strict_pooled", "Strict, pooled", (row: ScorerAccuracy) => row.strict.pooled],
    ["half_credit_macro", "Half credit, by task type", (row: ScorerAccuracy) => row.halfCredit.macro],
    ["half_credit_pooled", "Half credit, pooled", (row: ScorerAccuracy) => row.halfCredit.pooled],
    ["tie_calibrated", "Tie-calibrated", (row: ScorerAccuracy) => row.tieCalibrated],
    ["ceiling", "Human ceiling", (row: ScorerAccuracy) => row.ceiling],
  ] as const;
  return {
    name: "scorer-accuracy",
    caption: "How often scorers prefer what people prefer",
    columns: [
      { key: "scorer", label: "Scorer", kind: "text" },
      { key: "version", label: "Version", kind: "text" },
      { key: "dimension", label: "Dimension", kind: "text" },
      ...shares.flatMap(([key, label]) => [{ key, label, kind: "share" as const }, { key: `${key}_interval`, label: "95 %", kind: "share_interval" as const }]),
      { key: "ratio", label: "Pooled / ceiling", kind: "number" },
      { key: "ratio_interval", label: "95 %", kind: "number_interval" },
      { key: "epsilon", label: "Tie threshold", kind: "number" },
      { key: "pairs", label: "Clear pairs", kind: "count" },
      { key: "sources", label: "Source pictures", kind: "count" },
      { key: "task_types", label: "Task types", kind: "count" },
      { key: "equal", label: "Equal scores", kind: "count" },
      { key: "missing", label: "Missing scores", kind: "count" },
      { key: "coverage", label: "Coverage", kind: "share" },
      { key: "judgments", label: "Judgments", kind: "count" },
      { key: "simulated", label: "Simulated", kind: "count" },
    ],
    rows: rows.map((row) => ({
      scorer: row.name,
      version: row.hash,
      dimension: row.dimension,
      ...Object.fromEntries(shares.flatMap(([key, , pick]) => [[key, pick(row).value], [`${key}_interval`, pick(row).interval]])),
      ratio: row.ratio.value,
      ratio_interval: row.ratio.interval,
      epsilon: row.tieCalibrated.epsilon,
      pairs: row.n,
      sources: row.clusterCount,
      task_types: row.taskTypeCount,
      equal: row.equalCount,
      missing: row.missingCount,
      coverage: row.coverage,
      judgments: row.judgmentCount,
      simulated: row.simulatedCount,
    })),
    note: "Strict: an equal or missing score is wrong, pairs that people call equal are left out; by task type: plain mean over them. Half credit: an equal score earns one half. Tie-calibrated: over A, B and equal, a scorer saying equal within a threshold fitted on other source pictures (arXiv 2305.14324). Human ceiling: one person against the majority of the others on the same pairs. 95 % by resampling source pictures.",
  };
}
