import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { computeConsensusOfAll, computeScoreDifference, readScores } from "../consensus/index.ts";
import { getDb, type Prisma } from "../db.ts";
import type { Project } from "../generated/prisma/client.ts";
import type { DimensionName } from "../project/index.ts";
import { listScorers, type ScorerProgress } from "../scorer/index.ts";
import { mainDimension } from "../project/main-dimension.ts";
import type { ComparisonFilter } from "./comparison-filter.ts";
import { compareWithScorer, computeGap, matchesFilter, type MeasuredComparison, sortComparisons } from "./match-comparison.ts";

const SHOWN = {
  item: { include: { sources: { include: { picture: true }, orderBy: { position: "asc" }, take: 1 } } },
  candidateA: { include: { picture: true } },
  candidateB: { include: { picture: true } },
} satisfies Prisma.ComparisonInclude;

export type ListedComparison = MeasuredComparison & {
  /** The scores of both candidates by the chosen scorer in the chosen dimension. */
  scoreA: number | null;
  scoreB: number | null;
  scorerStands: ReturnType<typeof compareWithScorer>;
  gap: number | null;
  shown: Prisma.ComparisonGetPayload<{ include: typeof SHOWN }>;
};

export type ComparisonList = {
  rows: ListedComparison[];
  total: number;
  dimension: DimensionName;
  /** The scorer version that differences are taken from; null when the project has none. */
  scorer: ScorerProgress | null;
  scorers: ScorerProgress[];
};

async function readAnnotated(projectId: string, annotatorId: string): Promise<Set<string>> {
  const rows = await getDb().verdict.findMany({ where: { judgment: { annotatorId }, comparison: { projectId } }, select: { comparisonId: true }, distinct: ["comparisonId"] });
  return new Set(rows.map((row) => row.comparisonId));
}

/**
 * The comparisons behind a figure: filtered by the same consensus that the figures are computed from. Pages count from 1.
 * Dimension and scorer default to the main dimension and the newest scorer version. Throws `not_found` or `forbidden`.
 */
export async function listComparisons(caller: Caller, project: Project, input: { filter: ComparisonFilter; page: number; pageSize: number }): Promise<ComparisonList> {
  await requireCaller(getDb(), caller, project.id, MANAGING_ROLES);
  const { filter } = input;
  const dimension = filter.dimension && project.dimensions.includes(filter.dimension) ? filter.dimension : mainDimension(project.dimensions);
  const [consensus, scores, scorers, annotated] = await Promise.all([
    computeConsensusOfAll(project.id, { people: filter.people, dimension, itemId: filter.item }),
    readScores(project.id, filter.item ?? null),
    listScorers(caller, project.id),
    filter.annotator ? readAnnotated(project.id, filter.annotator) : null,
  ]);
  const scorer = scorers.find((version) => version.scorerVersionId === filter.scorer) ?? scorers[0] ?? null;
  const measured = consensus
    .filter((comparison) => !annotated || annotated.has(comparison.comparisonId))
    .map((comparison) => ({
      ...comparison,
      difference: scorer ? computeScoreDifference(scores, scorer.scorerVersionId, comparison) : null,
      ...(filter.missedBy ? { otherDifference: computeScoreDifference(scores, filter.missedBy, comparison) } : {}),
    }))
    .filter((comparison) => matchesFilter(comparison, filter, project.overlap));
  const start = (input.page - 1) * input.pageSize;
  const page = sortComparisons(measured, filter.sort).slice(start, start + input.pageSize);
  const pictures = await getDb().comparison.findMany({ where: { id: { in: page.map((comparison) => comparison.comparisonId) } }, include: SHOWN });
  const shownById = new Map(pictures.map((comparison) => [comparison.id, comparison]));
  const rows = page.flatMap((comparison) => {
    const shown = shownById.get(comparison.comparisonId);
    if (!shown) return [];
    const scoreOf = (candidateId: string): number | null => (scorer ? scores.get(scorer.scorerVersionId, candidateId, dimension) : null);
    return [{ ...comparison, scoreA: scoreOf(comparison.candidateAId), scoreB: scoreOf(comparison.candidateBId), scorerStands: compareWithScorer(comparison), gap: computeGap(comparison), shown }];
  });
  return { rows, total: measured.length, dimension, scorer, scorers };
}
