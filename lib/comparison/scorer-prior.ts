import { ALL_COUNTS, toWins } from "../consensus/all-counts.ts";
import { Prisma, type Transaction } from "../db.ts";
import type { Project } from "../generated/prisma/client.ts";
import { mainDimension } from "../project/main-dimension.ts";
import { estimateAgreement } from "../stats/index.ts";

/** Whose scores are a first guess of strengths, how far they go with people (0..0.95), and their standard deviation within items. */
export type ScorerPrior = { scorerVersionId: string; agreement: number; deviation: number };
type Settings = Pick<Project, "id" | "dimensions">;

/** Judged pairs, and items with scores, that an estimate looks at. */
const SAMPLE = 2_000;

/** A candidate's score by this version in the main dimension, over its passes; null where there is none. */
export function scoreOf(candidate: Prisma.Sql, scorerVersionId: string | null, project: Settings): Prisma.Sql {
  if (scorerVersionId === null) return Prisma.sql`NULL::float8`;
  return Prisma.sql`(SELECT avg(x.value) FROM score x WHERE x.candidate_id = ${candidate} AND x.scorer_version_id = ${scorerVersionId}::uuid AND x.dimension::text = ${mainDimension(project.dimensions)})`;
}

/** What the project takes as a first guess; null when it asks no scorer, or knows nothing of its scores yet. */
export async function readPrior(tx: Transaction, projectId: string): Promise<ScorerPrior | null> {
  const project = await tx.project.findUniqueOrThrow({ where: { id: projectId }, select: { priorScorerVersionId: true, priorAgreement: true, priorDeviation: true } });
  const { priorScorerVersionId: scorerVersionId, priorAgreement: agreement, priorDeviation: deviation } = project;
  return scorerVersionId === null || agreement === null || deviation === null ? null : { scorerVersionId, agreement, deviation };
}

async function readDeviation(tx: Transaction, project: Settings, scorerVersionId: string): Promise<number | null> {
  const rows = await tx.$queryRaw<{ deviation: number | null }[]>`
    SELECT sqrt(avg(v)) AS deviation FROM (
      SELECT var_samp(x.value) AS v FROM score x JOIN candidate c ON c.id = x.candidate_id
      WHERE c.project_id = ${project.id}::uuid AND x.scorer_version_id = ${scorerVersionId}::uuid AND x.dimension::text = ${mainDimension(project.dimensions)}
      GROUP BY c.item_id HAVING count(*) > 1 LIMIT ${SAMPLE}) items`;
  const deviation = rows[0]?.deviation ?? null;
  return deviation !== null && deviation > 0 ? deviation : null;
}

/** Estimates anew how far the project's scorer goes with people, from what is judged so far, and keeps it with the project. */
export async function refreshPrior(tx: Transaction, project: Settings): Promise<void> {
  const { priorScorerVersionId: scorerVersionId } = await tx.project.findUniqueOrThrow({ where: { id: project.id }, select: { priorScorerVersionId: true } });
  const deviation = scorerVersionId === null ? null : await readDeviation(tx, project, scorerVersionId);
  const rows =
    deviation === null
      ? []
      : await tx.$queryRaw<{ difference: number; counts: number[] }[]>`
          SELECT a - b AS difference, counts FROM (
            SELECT ${scoreOf(Prisma.sql`c.candidate_a_id`, scorerVersionId, project)} AS a, ${scoreOf(Prisma.sql`c.candidate_b_id`, scorerVersionId, project)} AS b,
              ${ALL_COUNTS} AS counts
            FROM consensus k JOIN comparison c ON c.id = k.comparison_id JOIN unit u ON u.id = c.id
            WHERE c.project_id = ${project.id}::uuid AND k.dimension::text = ${mainDimension(project.dimensions)} ORDER BY u.priority LIMIT ${SAMPLE}) judged
          WHERE a IS NOT NULL AND b IS NOT NULL`;
  const pairs = rows.map(({ difference, counts }) => {
    const { a: firstWins, b: secondWins } = toWins(counts);
    return { difference: difference / (deviation ?? 1), firstWins, secondWins };
  });
  await tx.project.update({ where: { id: project.id }, data: { priorDeviation: deviation, priorAgreement: deviation === null ? null : estimateAgreement(pairs) } });
}
