import type { PeopleFilter } from "../consensus/people-filter.ts";
import { getDb } from "../db.ts";
import type { DimensionName } from "../project/schemas.ts";

/** One answer to one comparison in one dimension, as a head may learn from it. */
export type GivenAnswer = { comparisonId: string; itemId: string; candidateAId: string; candidateBId: string; annotatorId: string; pseudonym: string; simulated: boolean; dimension: DimensionName; value: "A" | "B" | "TIE" | "BOTH_BAD" };

/**
 * Counted answers of a project, of comparisons whose pictures are all ready. Skipped ones are left out, and those of excluded
 * members. In a fixed order. It does not authorise: callers are verbs that have done so.
 */
export async function readJudgments(projectId: string, people: PeopleFilter): Promise<GivenAnswer[]> {
  return getDb().$queryRaw<GivenAnswer[]>`
    SELECT c.id AS "comparisonId", c.item_id AS "itemId", c.candidate_a_id AS "candidateAId", c.candidate_b_id AS "candidateBId",
      j.annotator_id AS "annotatorId", w.pseudonym, j.simulated, v.dimension::text AS dimension, v.value::text AS value
    FROM verdict v JOIN judgment j ON j.id = v.judgment_id JOIN comparison c ON c.id = v.comparison_id JOIN app_user w ON w.id = j.annotator_id
      JOIN candidate ca ON ca.id = c.candidate_a_id JOIN picture pa ON pa.id = ca.picture_id
      JOIN candidate cb ON cb.id = c.candidate_b_id JOIN picture pb ON pb.id = cb.picture_id
      LEFT JOIN member m ON m.project_id = c.project_id AND m.user_id = j.annotator_id
      LEFT JOIN member p ON p.project_id = c.project_id AND p.user_id = j.partner_id
    WHERE c.project_id = ${projectId}::uuid AND j.counted AND v.value <> 'SKIP'
      AND m.state IS DISTINCT FROM 'EXCLUDED' AND p.state IS DISTINCT FROM 'EXCLUDED'
      AND (${people} = 'all' OR j.simulated = (${people} = 'simulated'))
      AND pa.state = 'READY' AND pb.state = 'READY'
      AND NOT EXISTS (SELECT 1 FROM item_source s JOIN picture p ON p.id = s.picture_id WHERE s.item_id = c.item_id AND p.state <> 'READY')
    ORDER BY c.id, v.dimension, j.submitted_at, j.id`;
}

