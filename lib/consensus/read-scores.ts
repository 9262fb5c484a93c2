import { getDb } from "../db.ts";
import type { DimensionName } from "../project/index.ts";

/** The mean over passes of what scorer versions say of a project's candidates. */
export type ScoreTable = { get(scorerVersionId: string, candidateId: string, dimension: DimensionName): number | null };

type Row = { candidate_id: string; scorer_version_id: string; dimension: string; value: number };

/** Versions whose overall score is computed from the means of its parts (EditScore's `average_first`), which leaves consistency out. */
async function findAverageFirst(versionIds: string[]): Promise<string[]> {
  const rows = await getDb().scorerVersion.findMany({ where: { id: { in: versionIds }, definition: { path: ["reduction"], equals: "average_first" } }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** All scores of a project, or of one item. It does not authorise: callers are verbs that have done so. */
export async function readScores(projectId: string, itemId: string | null = null): Promise<ScoreTable> {
  const rows = await getDb().$queryRaw<Row[]>`
    SELECT s.candidate_id, s.scorer_version_id, s.dimension::text AS dimension, avg(s.value) AS value
    FROM score s JOIN candidate c ON c.id = s.candidate_id
    WHERE c.project_id = ${projectId}::uuid AND (${itemId}::uuid IS NULL OR c.item_id = ${itemId}::uuid)
    GROUP BY 1, 2, 3`;
  const values = new Map(rows.map((row) => [`${row.scorer_version_id} ${row.candidate_id} ${row.dimension}`, row.value]));
  const averageFirst = await findAverageFirst([...new Set(rows.map((row) => row.scorer_version_id))]);
  for (const { scorer_version_id: version, candidate_id: candidate, dimension } of rows) {
    if (dimension !== "overall" || !averageFirst.includes(version)) continue;
    const [followed, quality] = [values.get(`${version} ${candidate} prompt_following`), values.get(`${version} ${candidate} visual_quality`)];
    if (followed !== undefined && quality !== undefined) values.set(`${version} ${candidate} overall`, Math.sqrt(followed * quality));
  }
  return { get: (scorerVersionId, candidateId, dimension) => values.get(`${scorerVersionId} ${candidateId} ${dimension}`) ?? null };
}

/** score(A) − score(B) in the scorer's unit; null when either is missing. */
export function computeScoreDifference(scores: ScoreTable, scorerVersionId: string, pair: { candidateAId: string; candidateBId: string; dimension: DimensionName }): number | null {
  const a = scores.get(scorerVersionId, pair.candidateAId, pair.dimension);
  const b = scores.get(scorerVersionId, pair.candidateBId, pair.dimension);
  return a === null || b === null ? null : a - b;
}
