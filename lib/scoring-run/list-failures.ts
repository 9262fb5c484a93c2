import { type Caller, MANAGING_ROLES } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { findRun } from "./find-run.ts";
import { readFilter } from "./schemas.ts";
import { selectScope } from "./scope.ts";

export type FailureExample = { candidateId: string; candidate: string; itemId: string; item: string; pass: number; message: string; at: Date };
/** Why passes of a run gave no score: each code with how many, and a few of them, the newest first. */
export type FailureReason = { code: string; count: number; examples: FailureExample[] };

const EXAMPLES = 3;

type Row = FailureExample & { code: string; total: number };

/** The failures that stand now in what a run covers, by reason, the most frequent first. Throws `not_found` or `forbidden`. */
export async function listFailures(caller: Caller, runId: string): Promise<FailureReason[]> {
  const db = getDb();
  const run = await findRun(db, caller, runId, MANAGING_ROLES);
  const rows = await db.$queryRaw<Row[]>`
    SELECT * FROM (
      SELECT f.code, f.message, f.pass, f.at, c.id AS "candidateId", c.external_id AS candidate, i.id AS "itemId", i.external_id AS item,
        count(*) OVER (PARTITION BY f.code)::int AS total, row_number() OVER (PARTITION BY f.code ORDER BY f.at DESC, c.id, f.pass) AS number
      FROM score_failure f JOIN ${selectScope({ projectId: run.projectId, filter: readFilter(run.filter), before: run.createdAt })} s ON s.id = f.candidate_id
      JOIN candidate c ON c.id = f.candidate_id JOIN item i ON i.id = c.item_id
      WHERE f.scorer_version_id = ${run.scorerVersionId}::uuid AND f.pass < ${run.passes}) r
    WHERE number <= ${EXAMPLES} ORDER BY total DESC, code, number`;
  return [...Map.groupBy(rows, (row) => row.code)].map(([code, examples]) => ({
    code,
    count: examples[0]?.total ?? 0,
    examples: examples.map(({ candidateId, candidate, itemId, item, pass, message, at }) => ({ candidateId, candidate, itemId, item, pass, message, at })),
  }));
}
