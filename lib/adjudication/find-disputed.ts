import { type ComparisonConsensus, computeConsensus, isFull } from "../consensus/index.ts";
import { getDb } from "../db.ts";
import type { Project } from "../generated/prisma/client.ts";
import type { DimensionName } from "../project/index.ts";
import { mainDimension } from "../project/main-dimension.ts";

/** A comparison with enough judgments that say no clear thing together. */
export type Dispute = {
  comparisonId: string;
  taskType: string | null;
  /** What has to be settled, in the order of the form. */
  dimensions: DimensionName[];
  /** The least share of a leading answer among them, 0..1; 0 where nobody could tell. */
  share: number;
  /** As many judgments as are allowed have decided nothing. */
  isAmbiguous: boolean;
  rows: ComparisonConsensus[];
};

/** Whether a reviewer has to settle it: nobody could tell, no answer leads, or the leading one is below `threshold`. */
export function isDisputed({ consensus, share, decidedBy }: Pick<ComparisonConsensus, "consensus" | "share" | "decidedBy">, threshold: number): boolean {
  return decidedBy === "plurality" && (consensus === null || consensus === "UNDECIDED" || (share ?? 0) < threshold);
}

/**
 * The disputes of a project, hardest first: the least share, then the most dimensions, then a fixed order. Ambiguous ones are
 * disputed in the main dimension, whatever leads there. Comparisons that still want judgments, gold, and those with a decision in force are left out. It does not authorise: callers have done so.
 */
export async function findDisputes(project: Project): Promise<Dispute[]> {
  const [rows, golds, decided] = await Promise.all([
    computeConsensus(project.id),
    getDb().gold.findMany({ where: { comparison: { projectId: project.id } }, select: { comparisonId: true } }),
    getDb().adjudication.findMany({ where: { comparison: { projectId: project.id }, endedAt: null, decidedAt: { not: null } }, select: { comparisonId: true } }),
  ]);
  const main = mainDimension(project.dimensions);
  const isOpen = (row: ComparisonConsensus) => isFull(row, project.overlap) && (isDisputed(row, project.adjudicateBelow) || (row.unitState === "AMBIGUOUS" && row.dimension === main));
  const settled = new Set([...golds, ...decided].map((row) => row.comparisonId));
  const byComparison = Map.groupBy(rows.filter((row) => !settled.has(row.comparisonId)), (row) => row.comparisonId);
  const disputes = [...byComparison].flatMap(([comparisonId, all]): Dispute[] => {
    const open = all.filter(isOpen);
    const [first] = open;
    if (!first) return [];
    const dimensions = project.dimensions.filter((dimension) => open.some((row) => row.dimension === dimension));
    return dimensions.length === 0 ? [] : [{ comparisonId, taskType: first.taskType, dimensions, share: Math.min(...open.map((row) => row.share ?? 0)), isAmbiguous: first.unitState === "AMBIGUOUS", rows: all }];
  });
  return disputes.sort((a, b) => a.share - b.share || b.dimensions.length - a.dimensions.length || (a.comparisonId < b.comparisonId ? -1 : 1));
}
