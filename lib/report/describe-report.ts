import type { Report } from "./compute-report.ts";
import type { ComparisonFilter } from "./comparison-filter.ts";

/** A piece of a sentence; `door` names the comparisons behind a number in it. */
export type SentencePart = { text: string; door?: Partial<ComparisonFilter> };

// Narrow and unbreakable, so that a number keeps its sign and its groups.
const THIN_SPACE = "\u202f";

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}${THIN_SPACE}%`;
}

function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, THIN_SPACE);
}

/** Who judged, in words: "people", "simulated annotators", or both. */
export function describeJudges(totals: { judgmentCount: number; simulatedCount: number }): string {
  if (totals.judgmentCount > 0 && totals.simulatedCount === totals.judgmentCount) return "simulated annotators";
  return totals.simulatedCount > 0 ? "people and simulated annotators together" : "people";
}

function describeScorer(report: Report): SentencePart[] | null {
  const main = report.scorers.find((row) => row.dimension === report.mainDimension && row.strict !== null) ?? report.scorers.find((row) => row.strict !== null);
  if (!main || main.strict === null) return null;
  const { dimension, scorerVersionId: scorer } = main;
  const door = { dimension, scorer };
  const range = main.interval ? ` (95${THIN_SPACE}% interval ${(main.interval.low * 100).toFixed(1)}–${percent(main.interval.high)})` : "";
  return [
    { text: `${main.name} agrees with ${describeJudges(main)} on ` },
    { text: percent(main.strict), door: { ...door, scored: "agrees" } },
    { text: " of " },
    { text: `${count(main.n)} clear ${main.n === 1 ? "pair" : "pairs"}`, door: { ...door, consensus: "CLEAR" } },
    { text: `${range}. ` },
  ];
}

function describeCeiling(report: Report): SentencePart[] {
  const summary = report.dimensions.find((row) => row.dimension === report.mainDimension);
  if (!summary || summary.ceiling.value === null) return [{ text: "No comparison has two judgments yet, so how far people agree with each other is not known." }];
  const one = summary.simulatedCount === 0 ? "One person agrees" : summary.simulatedCount === summary.judgmentCount ? "One simulated annotator agrees" : "One of them agrees";
  return [
    { text: `${one} with the others on ` },
    { text: percent(summary.ceiling.value), door: { dimension: summary.dimension, state: "twice" } },
    { text: "." },
  ];
}

/** The report in one or two sentences. Numbers are rounded here and nowhere before. */
export function describeReport(report: Report): SentencePart[] {
  const { progress } = report;
  if (progress.judgmentCount === 0) return [{ text: progress.comparisonCount === 0 ? "There are no comparisons yet." : `Nobody has judged any of the ${count(progress.comparisonCount)} comparisons yet.` }];
  const scorer = describeScorer(report);
  if (scorer) return [...scorer, ...describeCeiling(report)];
  return [
    { text: `${count(progress.judgmentCount)} judgments cover ` },
    { text: `${count(progress.judgedCount)} of ${count(progress.comparisonCount)} comparisons`, door: { state: "judged" } },
    { text: ". " },
    ...describeCeiling(report),
  ];
}
