import { type ComparisonConsensus, isFull } from "../consensus/index.ts";
import { bandOfCounts } from "../evaluation/agreement-band.ts";
import type { CandidateOrigin } from "../generated/prisma/client.ts";
import { taskTypesOf } from "../item/task-type.ts";
import type { ComparisonFilter } from "./comparison-filter.ts";

/** A comparison with what the chosen scorer says of it: score(A) − score(B), null when a score is missing. */
export type MeasuredComparison = ComparisonConsensus & { difference: number | null; /** Of the second scorer of the filter. */ otherDifference?: number | null };

/** How the scorer stands to the consensus; null where people are not clear. */
export function compareWithScorer({ consensus, difference }: Pick<MeasuredComparison, "consensus" | "difference">): "agrees" | "disagrees" | "equal" | "missing" | null {
  if (consensus !== "A" && consensus !== "B") return null;
  if (difference === null) return "missing";
  if (difference === 0) return "equal";
  return difference > 0 === (consensus === "A") ? "agrees" : "disagrees";
}

/** By how much the scorer contradicts a clear consensus, in its own unit: positive where it prefers the other side. */
export function computeGap({ consensus, difference }: Pick<MeasuredComparison, "consensus" | "difference">): number | null {
  if (difference === null || (consensus !== "A" && consensus !== "B")) return null;
  return consensus === "A" ? -difference : difference;
}

function hasConsensus(comparison: ComparisonConsensus, wanted: ComparisonFilter["consensus"]): boolean {
  if (wanted === undefined) return true;
  if (wanted === "NONE") return comparison.consensus === null;
  if (wanted === "CLEAR") return comparison.consensus === "A" || comparison.consensus === "B";
  return comparison.consensus === wanted;
}

function hasState(comparison: ComparisonConsensus, { state: wanted, people }: Pick<ComparisonFilter, "state" | "people">, overlap: number): boolean {
  const judgments = comparison.n + comparison.counts.skip;
  const isDecided = comparison.consensus !== null && comparison.consensus !== "UNDECIDED";
  switch (wanted) {
    case undefined:
      return true;
    case "unjudged":
      return judgments === 0;
    case "judged":
      return judgments > 0;
    case "twice":
      return comparison.n >= 2;
    case "full":
      return isFull(comparison, overlap, people);
    case "open":
      return !isFull(comparison, overlap, people);
    case "decided":
      return isFull(comparison, overlap, people) && isDecided;
    case "ambiguous":
      return comparison.unitState === "AMBIGUOUS" && judgments > 0;
    case "adjudicated":
      return comparison.decidedBy === "adjudication";
  }
}

function hasGenerator({ generatorA, generatorB, counts, n }: ComparisonConsensus, generator: string | undefined, outcome: ComparisonFilter["outcome"]): boolean {
  if (!generator) return true;
  const isA = generatorA === generator;
  const isB = generatorB === generator;
  if (!isA && !isB) return false;
  if (!outcome) return true;
  if (isA && isB) return false;
  if (outcome === "met") return n > 0;
  if (outcome === "tied") return counts.tie + counts.bothBad > 0;
  return (outcome === "won" ? (isA ? counts.a : counts.b) : isA ? counts.b : counts.a) > 0;
}

function hasOrigin({ originA, originB }: ComparisonConsensus, wanted: string): boolean {
  if (wanted.startsWith("any:")) return [originA, originB].includes(wanted.slice(4) as CandidateOrigin);
  return [...new Set([originA, originB])].sort().join("+") === wanted;
}

/** What breakdowns of a report are taken by. */
function isOfKind(comparison: MeasuredComparison, { task, generator, against, origin, band, judges, gapFrom, gapTo }: ComparisonFilter): boolean {
  const { generatorA, generatorB, counts, n } = comparison;
  const gap = comparison.difference === null ? Number.NaN : Math.abs(comparison.difference);
  return (
    (task === undefined || taskTypesOf(task).includes(comparison.taskType ?? "")) &&
    (against === undefined || [generatorA, generatorB].sort().join("\n") === [generator ?? against, against].sort().join("\n")) &&
    (origin === undefined || hasOrigin(comparison, origin)) &&
    (band === undefined || bandOfCounts(counts.a, counts.b, counts.tie + counts.bothBad) === band) &&
    (gapFrom === undefined || gap >= gapFrom) &&
    (gapTo === undefined || gap < gapTo) &&
    (judges === undefined || n === judges)
  );
}

function isMissed({ consensus, otherDifference = null }: MeasuredComparison): boolean {
  const stands = compareWithScorer({ consensus, difference: otherDifference });
  return stands !== null && stands !== "agrees";
}

/** Whether a comparison belongs to a filtered list; the annotator and the item are filtered where they are read. */
export function matchesFilter(comparison: MeasuredComparison, filter: ComparisonFilter, overlap: number): boolean {
  return (
    hasConsensus(comparison, filter.consensus) &&
    hasState(comparison, filter, overlap) &&
    hasGenerator(comparison, filter.generator, filter.outcome) &&
    isOfKind(comparison, filter) &&
    (filter.missedBy === undefined || isMissed(comparison)) &&
    (filter.scored === undefined || compareWithScorer(comparison) === filter.scored)
  );
}

/** Sorts a copy; equal ones keep the fixed order they came in. */
export function sortComparisons(comparisons: readonly MeasuredComparison[], sort: ComparisonFilter["sort"]): MeasuredComparison[] {
  const key = (comparison: MeasuredComparison): number => {
    if (sort === "gap") return -(computeGap(comparison) ?? Number.NEGATIVE_INFINITY);
    if (sort === "share") return comparison.share ?? 2;
    return -comparison.n;
  };
  if (sort === "item") return [...comparisons];
  return comparisons
    .map((comparison) => ({ comparison, key: key(comparison) }))
    .sort((first, second) => (first.key === second.key ? 0 : first.key - second.key))
    .map(({ comparison }) => comparison);
}
