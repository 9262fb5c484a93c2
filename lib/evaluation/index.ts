export { BENCHMARK_DIMENSIONS, BENCHMARK_GROUPS, type BenchmarkCell, type BenchmarkRow, type BenchmarkTable, buildBenchmarkTable, toBenchmarkFigures, typesOfGroup } from "./benchmark-table.ts";
export { breakDown, type Breakdown, BREAKDOWNS, type BreakdownName, type BreakdownRow, type GroupRow, toBreakdownFigures, toGroupFigures } from "./break-down.ts";
export { compareScorers, type ScorerComparison, toSignificanceFigures } from "./compare-scorers.ts";
export { clearPairs, type JudgedPairs, pairWithScorer, strictCredit } from "./judged-pairs.ts";
export { type Estimate, measureAccuracy, type MeasuredScorer, resampleCredit, type ScorerAccuracy, toEstimate } from "./measure-accuracy.ts";
export { PUBLISHED, type PublishedRow } from "./published-accuracy.ts";
export { toAccuracyFigures } from "./accuracy-table.ts";
