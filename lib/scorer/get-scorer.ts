import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { notFound } from "../errors.ts";
import type { Dimension } from "../generated/prisma/client.ts";
import { type ProjectScorer, readProjectScorers } from "./list-project-scorers.ts";

export const DISTRIBUTION_BINS = 20;

/** How the mean scores of a project's candidates lie in the scorer's range: `bins` equal parts from its low end. */
export type Distribution = { dimension: Dimension; n: number; mean: number; standardDeviation: number; bins: number[] };

/** `config`: what the scorer says of itself; `definition`: what opens it. Neither holds a secret. `versions`: all of the same name, newest first. */
export type DetailedScorer = ProjectScorer & { config: unknown; definition: unknown; distributions: Distribution[]; versions: { id: string; hash: string; createdAt: Date }[] };

async function readDistributions(projectId: string, { id, scaleMin, scaleMax }: ProjectScorer): Promise<Distribution[]> {
  const rows = await getDb().$queryRaw<{ dimension: Dimension; bin: number; n: number; total: number; squares: number }[]>`
    SELECT dimension::text AS dimension, least(${DISTRIBUTION_BINS}, greatest(1, width_bucket(value, ${scaleMin}::float8, ${scaleMax}::float8, ${DISTRIBUTION_BINS}::int))) AS bin,
      count(*)::int AS n, sum(value) AS total, sum(value * value) AS squares
    FROM (SELECT s.candidate_id, s.dimension, avg(s.value) AS value FROM score s JOIN candidate c ON c.id = s.candidate_id
          WHERE c.project_id = ${projectId}::uuid AND s.scorer_version_id = ${id}::uuid GROUP BY 1, 2) means
    GROUP BY 1, 2 ORDER BY 1, 2`;
  return [...Map.groupBy(rows, (row) => row.dimension)].map(([dimension, parts]) => {
    const n = parts.reduce((sum, part) => sum + part.n, 0);
    const mean = parts.reduce((sum, part) => sum + part.total, 0) / n;
    const variance = Math.max(0, parts.reduce((sum, part) => sum + part.squares, 0) / n - mean * mean);
    return { dimension, n, mean, standardDeviation: Math.sqrt(variance), bins: Array.from({ length: DISTRIBUTION_BINS }, (_, index) => parts.find((part) => part.bin === index + 1)?.n ?? 0) };
  });
}

/** One scorer version as a project sees it. Throws `not_found`, `forbidden`. */
export async function getScorer(caller: Caller, projectId: string, scorerVersionId: string): Promise<DetailedScorer> {
  const db = getDb();
  await requireCaller(db, caller, projectId, MANAGING_ROLES);
  const [scorer] = await readProjectScorers(projectId, {}, scorerVersionId);
  const version = await db.scorerVersion.findUnique({ where: { id: scorerVersionId }, include: { scorer: { include: { versions: { select: { id: true, hash: true, createdAt: true }, orderBy: { createdAt: "desc" } } } } } });
  if (!scorer || !version) throw notFound("There is no such scorer.");
  const order = (dimension: Dimension) => scorer.dimensions.indexOf(dimension);
  const distributions = (await readDistributions(projectId, scorer)).sort((a, b) => order(a.dimension) - order(b.dimension));
  return { ...scorer, config: version.config, definition: version.definition, distributions, versions: version.scorer.versions };
}
