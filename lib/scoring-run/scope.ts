import { Prisma } from "../db.ts";
import type { RunFilter } from "./schemas.ts";

/** `before`: candidates that were there and prepared by then; null for all that are now. */
export type Scope = { projectId: string; filter: RunFilter; before: Date | null };

/** The candidates that can be scored, as a subquery with `id` and `item_id`: whole pictures of prepared items. */
export function selectScope({ projectId, filter, before }: Scope): Prisma.Sql {
  const { generator = null, taskType = null, judged = false, firstItems = null } = filter;
  return Prisma.sql`(
    SELECT id, item_id FROM (
      SELECT c.id, c.item_id, dense_rank() OVER (ORDER BY c.item_id) AS item_no
      FROM candidate c JOIN item i ON i.id = c.item_id JOIN picture p ON p.id = c.picture_id
      WHERE c.project_id = ${projectId}::uuid AND p.state = 'READY' AND i.prepared_at IS NOT NULL
        AND (${before}::timestamptz IS NULL OR (c.created_at <= ${before}::timestamptz AND i.prepared_at <= ${before}::timestamptz))
        AND EXISTS (SELECT 1 FROM item_source x JOIN picture xp ON xp.id = x.picture_id WHERE x.item_id = i.id AND x.position = 0 AND xp.state = 'READY')
        AND (${generator}::text IS NULL OR c.generator = ${generator}::text)
        AND (${taskType}::text IS NULL OR i.task_type = ${taskType}::text)
        AND (NOT ${judged}::boolean OR EXISTS (SELECT 1 FROM comparison m JOIN verdict v ON v.comparison_id = m.id WHERE c.id IN (m.candidate_a_id, m.candidate_b_id)))) numbered
    WHERE ${firstItems}::int IS NULL OR item_no <= ${firstItems}::int)`;
}

export type Wanted = { scorerVersionId: string; passes: number; retryFailedBefore: Date | null };

/** Each pass of each candidate of a scope, as a subquery with `id`, `item_id`, `pass`, `is_scored` and `is_failed` (and not to be tried again). */
export function selectPasses(scope: Scope, { scorerVersionId, passes, retryFailedBefore }: Wanted): Prisma.Sql {
  return Prisma.sql`(
    SELECT s.id, s.item_id, g AS pass,
      EXISTS (SELECT 1 FROM score x WHERE x.candidate_id = s.id AND x.scorer_version_id = ${scorerVersionId}::uuid AND x.pass = g) AS is_scored,
      EXISTS (SELECT 1 FROM score_failure f WHERE f.candidate_id = s.id AND f.scorer_version_id = ${scorerVersionId}::uuid AND f.pass = g
              AND (${retryFailedBefore}::timestamptz IS NULL OR f.at >= ${retryFailedBefore}::timestamptz)) AS is_failed
    FROM ${selectScope(scope)} s CROSS JOIN generate_series(0, ${passes}::int - 1) g)`;
}
