export { mainDimension } from "../project/main-dimension.ts";
export { COMPARISON_SORTS, ComparisonFilter, CONSENSUS_FILTERS, OUTCOME_FILTERS, SCORER_FILTERS, STATE_FILTERS } from "./comparison-filter.ts";
export { computeReport, type Report, type ReportInput } from "./compute-report.ts";
export { describeReport, type Judges, judgesOf, type ReportStatement, summariseReport } from "./describe-report.ts";
export { type DetailedComparison, getComparison } from "./get-comparison.ts";
export { type ComparisonList, listComparisons, type ListedComparison } from "./list-comparisons.ts";
export type { ScorerAccuracy } from "./measure-scorer.ts";
export { readProgress, type ReportProgress } from "./read-progress.ts";
export type { DimensionSummary, Figure } from "./summarise-dimension.ts";
