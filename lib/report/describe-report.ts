import { CONFIDENCE, type Interval } from "../stats/index.ts";
import type { ComparisonFilter } from "./comparison-filter.ts";
import type { ReportView } from "./compute-report.ts";

/** Who gave the judgments behind a figure. */
export type Judges = "people" | "simulated" | "mixed";

/** The comparisons behind a number of a sentence. */
type Door = Partial<ComparisonFilter>;

/** What a sentence of the summary says, before it has words: shares are 0..1 at full precision. */
export type ReportStatement =
  | { kind: "no-comparisons" }
  | { kind: "unjudged"; comparisonCount: number }
  | { kind: "scorer"; scorer: string; judges: Judges; share: number; interval: Interval | null; confidence: number; pairCount: number; doors: { agrees: Door; clear: Door } }
  | { kind: "covered"; judgmentCount: number; judgedCount: number; comparisonCount: number; doors: { judged: Door } }
  /** The scorer of the sentence before learned from judgments of this project; `heldOut` on what was kept from it. */
  | { kind: "learned"; heldOut: number | null }
  /** `ofClear`: over the clear pairs that the scorer's share is of, and not over all that two people judged. */
  | { kind: "ceiling"; judges: Judges; share: number; ofClear: boolean; doors: { twice: Door } }
  | { kind: "no-ceiling" };

export function judgesOf(totals: { judgmentCount: number; simulatedCount: number }): Judges {
  if (totals.judgmentCount > 0 && totals.simulatedCount === totals.judgmentCount) return "simulated";
  return totals.simulatedCount > 0 ? "mixed" : "people";
}

/** In the main dimension where there is one, and rather a scorer that has not learned from these very judgments. */
function chooseScorer({ scorers, mainDimension, learnedFrom }: ReportView): ReportView["scorers"][number] | undefined {
  const known = scorers.filter((row) => row.strict.pooled.value !== null);
  const main = known.filter((row) => row.dimension === mainDimension);
  const rows = main.length > 0 ? main : known;
  return rows.find(({ scorerId }) => learnedFrom.every((learned) => learned.scorerId !== scorerId)) ?? rows[0];
}

function stateScorer(main: ReportView["scorers"][number]): ReportStatement {
  const door = { dimension: main.dimension, scorer: main.scorerId };
  return {
    kind: "scorer",
    scorer: main.name,
    judges: judgesOf(main),
    share: main.strict.pooled.value!,
    interval: main.strict.pooled.interval,
    confidence: CONFIDENCE,
    pairCount: main.n,
    doors: { agrees: { ...door, scored: "agrees" }, clear: { ...door, consensus: "CLEAR" } },
  };
}

function stateCeiling(report: ReportView): ReportStatement {
  const summary = report.agreement.overall.find((row) => row.dimension === report.mainDimension);
  if (!summary || summary.ceiling.value === null) return { kind: "no-ceiling" };
  return { kind: "ceiling", judges: judgesOf(summary), share: summary.ceiling.value, ofClear: false, doors: { twice: { dimension: summary.dimension, state: "twice" } } };
}

/** The scorer against people, what it learned from, and how far one person gets over the same pairs. */
function stateAgainst(report: ReportView, main: ReportView["scorers"][number]): ReportStatement[] {
  const learned = report.learnedFrom.find(({ scorerId }) => scorerId === main.scorerId);
  const ceiling: ReportStatement = main.ceiling.value === null ? stateCeiling(report) : { kind: "ceiling", judges: judgesOf(main), share: main.ceiling.value, ofClear: true, doors: { twice: { dimension: main.dimension, consensus: "CLEAR", state: "twice" } } };
  return [stateScorer(main), ...(learned ? [{ kind: "learned" as const, heldOut: learned.heldOut }] : []), ceiling];
}

/** What a report says in one or two sentences, for pages to put into words. */
export function summariseReport(report: ReportView): ReportStatement[] {
  const { judgmentCount, judgedCount, comparisonCount } = report.progress;
  if (judgmentCount === 0) return [comparisonCount === 0 ? { kind: "no-comparisons" } : { kind: "unjudged", comparisonCount }];
  const main = chooseScorer(report);
  return main ? stateAgainst(report, main) : [{ kind: "covered", judgmentCount, judgedCount, comparisonCount, doors: { judged: { state: "judged" } } }, stateCeiling(report)];
}

// Narrow and unbreakable, so that a number keeps its sign and its groups.
const THIN_SPACE = "\u202f";

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}${THIN_SPACE}%`;
}

function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, THIN_SPACE);
}

const JUDGES: Record<Judges, string> = { people: "people", simulated: "simulated annotators", mixed: "people and simulated annotators together" };
const ONE_OF: Record<Judges, string> = { people: "One person agrees", simulated: "One simulated annotator agrees", mixed: "One of them agrees" };

function sayStatement(statement: ReportStatement): string {
  switch (statement.kind) {
    case "no-comparisons":
      return "There are no comparisons yet.";
    case "unjudged":
      return `Nobody has judged any of the ${count(statement.comparisonCount)} comparisons yet.`;
    case "scorer": {
      const { scorer, judges, share, interval, confidence, pairCount } = statement;
      const range = interval ? ` (${confidence * 100}${THIN_SPACE}% interval ${(interval.low * 100).toFixed(1)}–${percent(interval.high)})` : "";
      return `${scorer} agrees with ${JUDGES[judges]} on ${percent(share)} of ${count(pairCount)} clear ${pairCount === 1 ? "pair" : "pairs"}${range}.`;
    }
    case "covered":
      return `${count(statement.judgmentCount)} judgments cover ${count(statement.judgedCount)} of ${count(statement.comparisonCount)} comparisons.`;
    case "ceiling":
      return `${ONE_OF[statement.judges]} with the others on ${percent(statement.share)}${statement.ofClear ? " of them" : ""}.`;
    case "learned":
      return `It learned from judgments of this project${statement.heldOut === null ? "" : `; on people and pictures kept from it, it had ${percent(statement.heldOut)}`}.`;
    case "no-ceiling":
      return "No comparison has two judgments yet, so how far people agree with each other is not known.";
  }
}

/** The summary in English, for the command line. Numbers are rounded here and nowhere before. */
export function describeReport(report: ReportView): string {
  return summariseReport(report).map(sayStatement).join(" ");
}
