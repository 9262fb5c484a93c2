import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";

export type ScorerProgress = {
  scorerVersionId: string;
  name: string;
  description: string;
  hash: string;
  scaleMin: number;
  scaleMax: number;
  scoredCount: number;
  failedCount: number;
  candidateCount: number;
};

/** The scorer versions that are used in a project, newest first, with how many of its candidates each has scored. */
export async function listScorers(caller: Caller, projectId: string): Promise<ScorerProgress[]> {
  const db = getDb();
  await requireCaller(db, caller, projectId, MANAGING_ROLES);
  const rows = await db.$queryRaw<{ id: string; name: string; description: string; hash: string; scale_min: number; scale_max: number; scored: bigint; failed: bigint; total: bigint }[]>`
    WITH mine AS (SELECT c.id FROM candidate c JOIN picture p ON p.id = c.picture_id WHERE c.project_id = ${projectId}::uuid AND p.state <> 'FAILED'),
         scored AS (SELECT scorer_version_id, count(DISTINCT candidate_id) AS n FROM score WHERE candidate_id IN (SELECT id FROM mine) GROUP BY 1),
         failed AS (SELECT scorer_version_id, count(DISTINCT candidate_id) AS n FROM score_failure WHERE candidate_id IN (SELECT id FROM mine) GROUP BY 1)
    SELECT v.id, s.name, s.description, v.hash, v.scale_min, v.scale_max, coalesce(scored.n, 0) AS scored, coalesce(failed.n, 0) AS failed, (SELECT count(*) FROM mine) AS total
    FROM scorer_version v JOIN scorer s ON s.id = v.scorer_id LEFT JOIN scored ON scored.scorer_version_id = v.id LEFT JOIN failed ON failed.scorer_version_id = v.id
    WHERE scored.n > 0 OR failed.n > 0
    ORDER BY v.created_at DESC`;
  return rows.map((row) => ({
    scorerVersionId: row.id,
    name: row.name,
    description: row.description,
    hash: row.hash,
    scaleMin: row.scale_min,
    scaleMax: row.scale_max,
    scoredCount: Number(row.scored),
    failedCount: Number(row.failed),
    candidateCount: Number(row.total),
  }));
}
