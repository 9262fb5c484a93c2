import type { DimensionName } from "../project/schemas.ts";
import { askForRows, readNumber, readText, takeRows, withSnapshot } from "./copy-rows.ts";
import { type Evidence, type JudgmentColumns, VERDICT_ORDER } from "./evidence.ts";

type Row = { comparison: number; annotator: number; dimension: number; verdict: number; side: number; durationMs: number };

/** Rows as columns. */
export function toJudgmentColumns(rows: readonly Row[], annotators: JudgmentColumns["annotators"]): JudgmentColumns {
  return {
    annotators,
    comparison: Int32Array.from(rows, (row) => row.comparison),
    annotator: Int32Array.from(rows, (row) => row.annotator),
    dimension: Uint8Array.from(rows, (row) => row.dimension),
    verdict: Uint8Array.from(rows, (row) => row.verdict),
    side: Int8Array.from(rows, (row) => row.side),
    durationMs: Float64Array.from(rows, (row) => row.durationMs),
  };
}

const ANNOTATORS = `
  SELECT u.id, u.pseudonym, u.simulated, m.state IS NOT DISTINCT FROM 'EXCLUDED' FROM app_user u LEFT JOIN member m ON m.user_id = u.id AND m.project_id = PROJECT
  WHERE EXISTS (SELECT 1 FROM judgment j JOIN unit t ON t.id = j.unit_id WHERE t.project_id = PROJECT AND j.annotator_id = u.id AND j.counted) ORDER BY u.pseudonym COLLATE "C"`;

const VERDICTS = `
  SELECT v.comparison_id, j.annotator_id, v.dimension, v.value, CASE WHEN cardinality(j.shown) <> 2 THEN 0 WHEN j.shown[1] = c.candidate_a_id THEN 1 ELSE -1 END, j.duration_ms
  FROM comparison c JOIN verdict v ON v.comparison_id = c.id JOIN judgment j ON j.id = v.judgment_id
  LEFT JOIN member p ON p.project_id = c.project_id AND p.user_id = j.partner_id
  WHERE c.project_id = PROJECT AND j.counted AND p.state IS DISTINCT FROM 'EXCLUDED' ORDER BY j.submitted_at, j.id, v.comparison_id, v.dimension`;

/**
 * Single verdicts of a project's counted judgments, oldest first, for what counts alone cannot say: sides, annotators, times.
 * Those of excluded people are there, marked. Comparisons that `evidence` lacks are left out. It does not authorise: callers are verbs that have done so.
 */
export async function readProjectJudgments(projectId: string, evidence: Evidence): Promise<JudgmentColumns> {
  const places = new Map(evidence.comparisons.ids.map((id, at) => [id, at]));
  const known = new Map<string, number>();
  const annotators: JudgmentColumns["annotators"] = [];
  const rows: Row[] = [];
  await withSnapshot(2, async ([one, two]) => {
    const [people, verdicts] = [askForRows(one!, projectId, ANNOTATORS), askForRows(two!, projectId, VERDICTS)];
    await takeRows(people, ([id, name, simulated, excluded]) => {
      known.set(id!, annotators.length);
      annotators.push({ id: id!, name: readText(name)!, simulated: simulated === "t", excluded: excluded === "t" });
    });
    await takeRows(verdicts, ([comparisonId, annotatorId, dimension, verdict, side, durationMs]) => {
      const [comparison, annotator, at] = [places.get(comparisonId!), known.get(annotatorId!), evidence.dimensions.indexOf(dimension as DimensionName)];
      if (comparison === undefined || annotator === undefined || at < 0) return;
      rows.push({ comparison, annotator, dimension: at, verdict: VERDICT_ORDER.indexOf(verdict as (typeof VERDICT_ORDER)[number]), side: Number(side), durationMs: readNumber(durationMs) ?? Number.NaN });
    });
  });
  return toJudgmentColumns(rows, annotators);
}
