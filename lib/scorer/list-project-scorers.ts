import { z } from "zod";
import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import type { Dimension, ScoringRunState } from "../generated/prisma/client.ts";

export const SCORER_KINDS = ["vlm", "onnx", "starter", "learned"] as const;

export const ScorerFilter = z.object({
  text: z.string().trim().max(200).optional().catch(undefined),
  kind: z.enum(SCORER_KINDS).optional().catch(undefined),
  /** `used`: has scored something here. `failed`: has failures here. */
  state: z.enum(["used", "unused", "failed"]).optional().catch(undefined),
});
export type ScorerFilter = z.infer<typeof ScorerFilter>;

/**
 * A scorer version as a project sees it. `scoredCount`: candidates with a score; `failedPassCount`: passes without;
 * `spread`: mean over candidates of the population standard deviation over passes of the overall score, in the scorer's unit, null
 * with one pass; `cost`: of all runs here, null without prices; `run`: the newest one.
 */
export type ProjectScorer = {
  id: string;
  name: string;
  kind: string;
  description: string;
  hash: string;
  dimensions: Dimension[];
  scaleMin: number;
  scaleMax: number;
  passes: number;
  isRunnable: boolean;
  createdAt: Date;
  candidateCount: number;
  scoredCount: number;
  failedPassCount: number;
  spread: number | null;
  callCount: number;
  tokenCount: number;
  cost: number | null;
  run: { id: string; state: ScoringRunState } | null;
};

/** Every scorer version of the installation with what it did in a project, by name and newest first. Throws `not_found`, `forbidden`. */
export async function listProjectScorers(caller: Caller, projectId: string, filter: ScorerFilter = {}): Promise<ProjectScorer[]> {
  await requireCaller(getDb(), caller, projectId, MANAGING_ROLES);
  return readProjectScorers(projectId, filter, null);
}

/** As `listProjectScorers`, for a caller that was let in already; of one version with `scorerVersionId`. */
export async function readProjectScorers(projectId: string | null, filter: ScorerFilter, scorerVersionId: string | null): Promise<ProjectScorer[]> {
  const { text = null, kind = null, state = null } = filter;
  const like = text === null ? null : `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return getDb().$queryRaw<ProjectScorer[]>`
    WITH mine AS (SELECT c.id FROM candidate c JOIN picture p ON p.id = c.picture_id WHERE c.project_id = ${projectId}::uuid AND p.state <> 'FAILED'),
      of_pass AS (SELECT s.scorer_version_id AS v, s.candidate_id, count(*) FILTER (WHERE s.dimension = 'overall') AS n, stddev_pop(s.value) FILTER (WHERE s.dimension = 'overall') AS spread
                  FROM score s WHERE s.candidate_id IN (SELECT id FROM mine) GROUP BY 1, 2),
      scored AS (SELECT v, count(*)::int AS n, avg(spread) FILTER (WHERE n > 1) AS spread FROM of_pass GROUP BY 1),
      failed AS (SELECT scorer_version_id AS v, count(*)::int AS n FROM score_failure WHERE candidate_id IN (SELECT id FROM mine) GROUP BY 1),
      spent AS (SELECT scorer_version_id AS v, sum(call_count)::int AS calls, sum(prompt_tokens + completion_tokens)::float8 AS tokens,
                  sum((prompt_tokens * coalesce(prompt_price, 0) + completion_tokens * coalesce(completion_price, 0)) / 1e6) FILTER (WHERE prompt_price IS NOT NULL OR completion_price IS NOT NULL) AS cost
                FROM scoring_run WHERE project_id = ${projectId}::uuid GROUP BY 1),
      newest AS (SELECT DISTINCT ON (scorer_version_id) scorer_version_id AS v, jsonb_build_object('id', id, 'state', state) AS run FROM scoring_run WHERE project_id = ${projectId}::uuid ORDER BY scorer_version_id, created_at DESC)
    SELECT v.id, s.name, s.kind, s.description, v.hash, v.dimensions::text[] AS dimensions, v.scale_min AS "scaleMin", v.scale_max AS "scaleMax", v.passes, v.definition IS NOT NULL AS "isRunnable", v.created_at AS "createdAt",
      (SELECT count(*)::int FROM mine) AS "candidateCount", coalesce(scored.n, 0) AS "scoredCount", coalesce(failed.n, 0) AS "failedPassCount", scored.spread,
      coalesce(spent.calls, 0) AS "callCount", coalesce(spent.tokens, 0) AS "tokenCount", spent.cost, newest.run
    FROM scorer_version v JOIN scorer s ON s.id = v.scorer_id AND s.kind <> 'pairwise'
      LEFT JOIN scored ON scored.v = v.id LEFT JOIN failed ON failed.v = v.id LEFT JOIN spent ON spent.v = v.id LEFT JOIN newest ON newest.v = v.id
    WHERE (${scorerVersionId}::uuid IS NULL OR v.id = ${scorerVersionId}::uuid)
      AND (${like}::text IS NULL OR s.name ILIKE ${like}::text OR s.description ILIKE ${like}::text OR v.hash ILIKE ${like}::text)
      AND (${kind}::text IS NULL OR s.kind = ${kind}::text)
      AND (${state}::text IS NULL OR (${state}::text = 'used' AND scored.n > 0) OR (${state}::text = 'unused' AND scored.n IS NULL) OR (${state}::text = 'failed' AND failed.n > 0))
    ORDER BY s.name, v.created_at DESC, v.id`;
}
