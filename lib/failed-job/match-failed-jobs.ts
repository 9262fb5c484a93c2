import { Prisma } from "../db.ts";
import { DEAD_LETTER_QUEUE, JOB_NAMES } from "../job/queues.ts";
import type { FailedJobFilter } from "./schemas.ts";

/** `projectId` null: those of every project. */
export type FailedJobScope = { projectId: string | null; filter?: FailedJobFilter; ids?: string[] };

// A worker that dies leaves no code of ours: the queue says in its own words what it saw.
const CODE = Prisma.sql`
  CASE WHEN j.source_output->>'code' ~ '^[a-z_]+$' THEN j.source_output->>'code'
       WHEN j.source_output->'value'->>'message' = 'job heartbeat timeout' THEN 'worker_lost'
       WHEN j.source_output->'value'->>'message' = 'job timed out' OR j.source_output->>'message' LIKE 'handler execution exceeded%' THEN 'job_timed_out'
       ELSE 'internal' END`;

function inProject(projectId: string): Prisma.Sql {
  return Prisma.sql`(
    (j.source_name = 'import' AND EXISTS (SELECT 1 FROM import i WHERE i.id = (j.data->>'importId')::uuid AND i.project_id = ${projectId}::uuid))
    OR (j.source_name = 'scoring-run' AND EXISTS (SELECT 1 FROM scoring_run r WHERE r.id = (j.data->>'runId')::uuid AND r.project_id = ${projectId}::uuid))
    OR (j.source_name = 'learn' AND EXISTS (SELECT 1 FROM learned_run r WHERE r.id = (j.data->>'runId')::uuid AND r.project_id = ${projectId}::uuid))
    OR (j.source_name = 'check-scorer' AND EXISTS (SELECT 1 FROM scorer_check k WHERE k.id = (j.data->>'checkId')::uuid AND k.project_id = ${projectId}::uuid))
    OR (j.source_name IN ('prepare-items', 'score-items') AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(j.data->'itemIds') e(id) JOIN item x ON x.id = e.id::uuid WHERE x.project_id = ${projectId}::uuid)))`;
}

/** The jobs that were set aside after their last try, as a subquery with id, queue, data, output, code, tries, firstTriedAt, failedAt. */
export function matchFailedJobs({ projectId, filter = {}, ids }: FailedJobScope): Prisma.Sql {
  return Prisma.sql`(
    SELECT * FROM (
      SELECT j.id, j.source_name AS queue, j.data, j.source_output AS output, ${CODE} AS code, j.source_retry_count + 1 AS tries, j.source_created_on AS "queuedAt", j.created_on AS "failedAt"
      FROM pgboss.job j
      WHERE j.name = ${DEAD_LETTER_QUEUE} AND j.state IN ('created', 'retry') AND j.source_name = ANY(${JOB_NAMES as string[]}::text[])
        AND ${projectId === null ? Prisma.sql`true` : inProject(projectId)}
        AND ${ids ? Prisma.sql`j.id = ANY(${ids}::uuid[])` : Prisma.sql`true`}) f
    WHERE (${filter.kind ?? null}::text IS NULL OR queue = ${filter.kind ?? null}) AND (${filter.code ?? null}::text IS NULL OR code = ${filter.code ?? null}))`;
}
