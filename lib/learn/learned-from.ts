import { getDb } from "../db.ts";
import type { LearnReport } from "./report.ts";
import type { DimensionName } from "../project/index.ts";

/**
 * That a scorer learned from judgments of this project: figures over them are of what it has seen. `heldOut`: its accuracy in the
 * main dimension on people and pictures that were kept from it while it was tried, null where that dimension was not learned.
 */
export type LearnedFrom = { scorerId: string; runId: string; judgmentCount: number; sourceCount: number; heldOut: number | null };

/** The learned scorers of a project, by the newest run that made each. It does not authorise: callers are verbs that have done so. */
export async function readLearnedFrom(projectId: string, dimension: DimensionName): Promise<LearnedFrom[]> {
  const runs = await getDb().learnedRun.findMany({ where: { projectId, scorerVersionId: { not: null }, state: "DONE" }, orderBy: { createdAt: "desc" }, distinct: ["scorerVersionId"] });
  return runs.flatMap(({ id, scorerVersionId, report }) => {
    if (report === null || scorerVersionId === null) return [];
    const { counts, dimensions } = report as unknown as LearnReport;
    return [{ scorerId: scorerVersionId, runId: id, judgmentCount: counts.judgments, sourceCount: counts.sources, heldOut: dimensions.find((own) => own.dimension === dimension)?.learned?.accuracy ?? null }];
  });
}
