export { type FrozenContent, type FrozenSummary, freezeReport, getFrozenReport, listFrozenReports, type ShownFrozenReport } from "./freeze-report.ts";
