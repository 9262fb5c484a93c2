import { getDb } from "../db.ts";
import type { HandOutPurpose, VerdictValue } from "../generated/prisma/client.ts";
import type { DimensionName } from "../project/schemas.ts";

export type GivenVerdict = { dimension: DimensionName; value: VerdictValue; /** The known answer; null where there is none. */ gold: VerdictValue | null };

/** One judgment of a pair, whatever it was handed out for. */
export type GivenJudgment = {
  id: string;
  annotatorId: string;
  comparisonId: string;
  itemId: string;
  purpose: HandOutPurpose;
  counted: boolean;
  /** Whether candidate A stood on the left. */
  leftIsA: boolean;
  durationMs: number | null;
  revisionCount: number;
  submittedAt: Date;
  isExcluded: boolean;
  verdicts: GivenVerdict[];
};

/**
 * All judgments of pairs in a project, oldest first; with `nearTo` only those of comparisons that this person judged, which
 * is enough to measure them. It does not authorise: callers are verbs that have done so.
 */
export function readWork(projectId: string, nearTo: string | null = null): Promise<GivenJudgment[]> {
  return getDb().$queryRaw<GivenJudgment[]>`
    SELECT j.id, j.annotator_id AS "annotatorId", c.id AS "comparisonId", c.item_id AS "itemId", j.purpose::text AS purpose, j.counted,
           j.shown[1] = c.candidate_a_id AS "leftIsA", j.duration_ms AS "durationMs", j.revision_count AS "revisionCount", j.submitted_at AS "submittedAt",
           m.state IS NOT DISTINCT FROM 'EXCLUDED' AS "isExcluded",
           jsonb_agg(jsonb_build_object('dimension', v.dimension, 'value', v.value, 'gold', gv.value) ORDER BY v.dimension) AS verdicts
    FROM judgment j JOIN comparison c ON c.id = j.unit_id JOIN verdict v ON v.judgment_id = j.id AND v.comparison_id = c.id
    LEFT JOIN gold_verdict gv ON gv.comparison_id = c.id AND gv.dimension = v.dimension
    LEFT JOIN member m ON m.project_id = c.project_id AND m.user_id = j.annotator_id
    WHERE c.project_id = ${projectId}::uuid
      AND (${nearTo}::uuid IS NULL OR EXISTS (SELECT 1 FROM judgment own WHERE own.unit_id = j.unit_id AND own.annotator_id = ${nearTo}::uuid))
    GROUP BY j.id, c.id, m.state ORDER BY j.submitted_at, j.id`;
}

/** Right where every known dimension that was answered is; null where there is none (all skipped, or gold no more). */
export function isGoldRight(judgment: GivenJudgment): boolean | null {
  const known = judgment.verdicts.filter((verdict) => verdict.gold !== null && verdict.value !== "SKIP");
  return known.length === 0 ? null : known.every((verdict) => verdict.value === verdict.gold);
}

/** Each repeat with the answer that it repeats. */
export function pairRepeats(own: readonly GivenJudgment[]): { first: GivenJudgment; second: GivenJudgment }[] {
  const firsts = new Map(own.filter((judgment) => judgment.purpose === "SLOT").map((judgment) => [judgment.comparisonId, judgment]));
  return own.flatMap((second) => {
    const first = second.purpose === "REPEAT" ? firsts.get(second.comparisonId) : undefined;
    return first ? [{ first, second }] : [];
  });
}
