import { getDb } from "../db.ts";
import { readFilter } from "./schemas.ts";
import { selectPasses } from "./scope.ts";

/** A candidate and its passes (0-based, ascending) that have neither a score nor a failure that is left alone. */
export type PendingCandidate = { candidateId: string; itemId: string; passes: number[] };

/** The next candidates of a run that want scoring, item by item. It does not authorise: workers call it. */
export async function listPending(runId: string, limit: number): Promise<PendingCandidate[]> {
  // Read anew each time: failures may be tried again while it runs.
  const run = await getDb().scoringRun.findUniqueOrThrow({ where: { id: runId } });
  const { projectId, scorerVersionId, passes, retryFailedBefore, createdAt } = run;
  return getDb().$queryRaw<PendingCandidate[]>`
    SELECT id AS "candidateId", item_id AS "itemId", array_agg(pass ORDER BY pass) AS passes
    FROM ${selectPasses({ projectId, filter: readFilter(run.filter), before: createdAt }, { scorerVersionId, passes, retryFailedBefore })} w
    WHERE NOT is_scored AND NOT is_failed
    GROUP BY id, item_id ORDER BY item_id, id LIMIT ${limit}`;
}
