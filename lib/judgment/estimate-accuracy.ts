import type { Transaction } from "../db.ts";
import type { Project } from "../generated/prisma/client.ts";

/** What an annotator is worth before any gold: 8 of 10. Gold answers outweigh it as they come. */
const PRIOR = { right: 8, asked: 10 };
const CLAMP = [0.55, 0.95] as const;

type Row = { right: number; asked: number };

/**
 * The accuracy, 0.55..0.95, that the sequential test takes an annotator to have: gold answers so far, shrunk towards 0.8. It
 * is stored with the judgment, so that what was decided then can be computed again. Only projects that stop by the test look.
 */
export async function estimateAccuracy(tx: Transaction, project: Pick<Project, "id" | "overlapMax">, userId: string): Promise<number> {
  if (project.overlapMax === null) return PRIOR.right / PRIOR.asked;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT count(*)::int AS asked, (count(*) FILTER (WHERE is_right))::int AS right FROM (
      SELECT bool_and(v.value = gv.value) AS is_right
      FROM judgment j JOIN comparison c ON c.id = j.unit_id JOIN verdict v ON v.judgment_id = j.id
      JOIN gold_verdict gv ON gv.comparison_id = v.comparison_id AND gv.dimension = v.dimension
      WHERE j.annotator_id = ${userId}::uuid AND j.purpose = 'GOLD' AND c.project_id = ${project.id}::uuid AND v.value <> 'SKIP' GROUP BY j.id) answers`;
  const { right, asked } = rows[0] ?? { right: 0, asked: 0 };
  return Math.min(CLAMP[1], Math.max(CLAMP[0], (right + PRIOR.right) / (asked + PRIOR.asked)));
}
