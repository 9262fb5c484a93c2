import { toAgreementTable } from "../agreement/index.ts";
import { BREAKDOWNS, toAccuracyFigures, toBenchmarkFigures, toBreakdownFigures, toDiagnosticsFigures, toGroupFigures, toOrderSwapFigures, toSignificanceFigures } from "../evaluation/index.ts";
import type { FigureTable } from "../figure-table/index.ts";
import { toLeaderboardTable, toWinMatrixTable } from "../leaderboard/index.ts";
import type { ReportFigures } from "./build-figures.ts";

const JUDGES = { all: "everybody", people: "people alone", simulated: "simulated annotators alone" } as const;

/** Whose judgments, and of which comparisons: goes behind every table's rule. */
function scopeOf({ filter, method }: ReportFigures): string {
  const some = [filter.taskTypes && `task types ${filter.taskTypes.map((type) => type || "none").join(", ")}`, filter.generator && `generator ${filter.generator}`, filter.origin && `origin ${filter.origin}`].filter(Boolean);
  return `Judgments of ${JUDGES[filter.people]}${some.length > 0 ? `; only ${some.join("; ")}` : ""}. ${method.replicates} resamples, seed ${method.seed}.`;
}

/** Every table of a report, with its rule and whose judgments it rests on. */
export function listTables(figures: ReportFigures): FigureTable[] {
  const { details } = figures;
  const tables = [
    toBenchmarkFigures(figures.benchmark, true),
    toAccuracyFigures(figures.scorers),
    toSignificanceFigures(figures.significance),
    ...BREAKDOWNS.map((name) => toBreakdownFigures(name, details)),
    toGroupFigures(details),
    ...toDiagnosticsFigures(details),
    ...(figures.orderSwaps.length > 0 ? [toOrderSwapFigures(figures.orderSwaps)] : []),
    toLeaderboardTable(figures.leaderboards),
    toWinMatrixTable(figures.leaderboards),
    toAgreementTable(figures.agreement),
  ];
  return tables.map((table) => ({ ...table, note: `${table.note} ${scopeOf(figures)}` }));
}
