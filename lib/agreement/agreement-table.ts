import type { FigureTable, FigureValue } from "../figure-table/index.ts";
import type { AgreementFigure, AgreementReport, AgreementRow } from "./compute-agreement.ts";

const FIGURES = { percent: "Agreement", alpha: "Krippendorff's alpha", ordinalAlpha: "Alpha, ordinal", ac1: "Gwet's AC1", ceiling: "Human ceiling", tieShare: "Ties" } as const;
type FigureName = keyof typeof FIGURES;
const KEYS: Record<FigureName, string> = { percent: "agreement", alpha: "alpha", ordinalAlpha: "alpha_ordinal", ac1: "ac1", ceiling: "ceiling", tieShare: "tie_share" };
const SHARES: readonly FigureName[] = ["percent", "ceiling", "tieShare"];

function toRow(row: AgreementRow): Record<string, FigureValue> {
  const figures = Object.keys(FIGURES).flatMap((name) => {
    const { value, interval }: AgreementFigure = row[name as FigureName];
    return [[KEYS[name as FigureName], value], [`${KEYS[name as FigureName]}_interval`, interval]] as [string, FigureValue][];
  });
  return { dimension: row.dimension, task_type: row.taskType === undefined ? "all" : (row.taskType ?? "none"), comparisons: row.comparisonCount, paired: row.pairedCount, sources: row.clusterCount, judgments: row.judgmentCount, simulated: row.simulatedCount, skips: row.skipCount, ...Object.fromEntries(figures) };
}

/** Agreement as a table for files: one row a dimension, then one a dimension and task type. */
export function toAgreementTable({ overall, byTaskType }: AgreementReport): FigureTable {
  return {
    name: "agreement",
    caption: "Agreement between judges",
    columns: [
      { key: "dimension", label: "Dimension", kind: "text" },
      { key: "task_type", label: "Task type", kind: "text" },
      { key: "comparisons", label: "Comparisons", kind: "count" },
      { key: "paired", label: "Judged twice", kind: "count" },
      { key: "sources", label: "Source pictures", kind: "count" },
      { key: "judgments", label: "Judgments", kind: "count" },
      { key: "simulated", label: "Simulated", kind: "count" },
      { key: "skips", label: "Skips", kind: "count" },
      ...Object.entries(FIGURES).flatMap(([name, label]) => {
        const [key, isShare] = [KEYS[name as FigureName], SHARES.includes(name as FigureName)];
        return [
          { key, label, kind: isShare ? ("share" as const) : ("number" as const) },
          { key: `${key}_interval`, label: "95 %", kind: isShare ? ("share_interval" as const) : ("number_interval" as const) },
        ];
      }),
    ],
    rows: [...overall, ...byTaskType].map(toRow),
    note: "Over comparisons with at least two answers; skips left out. Agreement: mean share of equal pairs of answers (A, B, equal, both bad). Alpha and AC1 over the same four names; ordinal alpha over B < equal < A. Human ceiling: a decisive answer against the majority of the others, a split majority earning one half. Ties: share of all answers. 95 % by resampling source pictures.",
  };
}
