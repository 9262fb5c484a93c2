import { getDb } from "../db.ts";
import { JuxtaError } from "../errors.ts";
import { createRun } from "../scoring-run/index.ts";

type Due = { projectId: string; scorerVersionId: string };

/**
 * Learned scorers in use that have not seen a prepared candidate, and no run that is under way. Those that stack a judge are
 * not among them: its answers may cost money, so an owner starts such a run.
 */
async function findDue(projectId: string | null): Promise<Due[]> {
  return getDb().$queryRaw<Due[]>`
    SELECT DISTINCT r.project_id AS "projectId", r.scorer_version_id AS "scorerVersionId"
    FROM learned_run r JOIN scorer_version v ON v.id = r.scorer_version_id
    WHERE r.decision = 'used' AND (${projectId}::uuid IS NULL OR r.project_id = ${projectId}::uuid)
      AND NOT EXISTS (SELECT 1 FROM item i WHERE i.project_id = r.project_id AND i.prepared_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM scoring_run s WHERE s.project_id = r.project_id AND s.scorer_version_id = v.id AND s.finished_at IS NULL)
      AND NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(coalesce(v.config->'stacked', '[]')) AS stacked(name)
        JOIN scorer_version w ON w.hash = split_part(stacked.name, '@', 2) JOIN scorer k ON k.id = w.scorer_id WHERE k.kind = 'vlm')
      AND EXISTS (
        SELECT 1 FROM candidate c JOIN picture p ON p.id = c.picture_id JOIN item_source x ON x.item_id = c.item_id AND x.position = 0 JOIN picture o ON o.id = x.picture_id
        WHERE c.project_id = r.project_id AND p.state = 'READY' AND o.state = 'READY'
          AND NOT EXISTS (SELECT 1 FROM score s WHERE s.candidate_id = c.id AND s.scorer_version_id = v.id)
          AND NOT EXISTS (SELECT 1 FROM score_failure f WHERE f.candidate_id = c.id AND f.scorer_version_id = v.id))`;
}

/**
 * Starts the runs that learned scorers in use are due: after an import is prepared, and after a run, because more may have come
 * meanwhile. All projects without `projectId`. Two workers that do it together start one. Returns how many it started.
 */
export async function scoreNewCandidates(projectId: string | null = null): Promise<number> {
  let started = 0;
  for (const due of await findDue(projectId)) {
    try {
      await createRun("operator", due.projectId, { scorerVersionId: due.scorerVersionId });
      started += 1;
    } catch (error) {
      if (!(error instanceof JuxtaError && error.code === "scoring_run_open")) throw error;
    }
  }
  return started;
}
