import { getDb } from "../db.ts";
import type { PairJudgeVerdicts, PairJudgment } from "../evidence/index.ts";

/** The verdicts of every judge of pairs in a project, newest judge first. It does not authorise: callers are verbs that have done so. */
export async function readPairVerdicts(projectId: string): Promise<PairJudgeVerdicts[]> {
  const rows = await getDb().$queryRaw<(PairJudgment & { scorerVersionId: string; name: string; hash: string })[]>`
    SELECT v.id AS "scorerVersionId", s.name, v.hash, p.comparison_id AS "comparisonId", p.dimension::text AS dimension, p.a_first::text AS "aFirst", p.b_first::text AS "bFirst"
    FROM pair_verdict p JOIN comparison c ON c.id = p.comparison_id JOIN scorer_version v ON v.id = p.scorer_version_id JOIN scorer s ON s.id = v.scorer_id
    WHERE c.project_id = ${projectId}::uuid ORDER BY v.created_at DESC, v.id, p.comparison_id, p.dimension`;
  return [...Map.groupBy(rows, (row) => row.scorerVersionId)].map(([scorerVersionId, own]) => ({
    scorerVersionId,
    name: own[0]!.name,
    hash: own[0]!.hash,
    verdicts: own.map(({ comparisonId, dimension, aFirst, bFirst }) => ({ comparisonId, dimension, aFirst, bFirst })),
  }));
}
