import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { type ComparisonConsensus, computeConsensus, type PeopleFilter, readScores, type ScoreTable } from "../consensus/index.ts";
import { getDb, type Prisma } from "../db.ts";
import { notFound } from "../errors.ts";
import { listScorers, type ScorerProgress } from "../scorer/index.ts";

const DETAILED = {
  item: { include: { sources: { include: { picture: true }, orderBy: { position: "asc" } } } },
  candidateA: { include: { picture: true } },
  candidateB: { include: { picture: true } },
  judgments: { include: { annotator: { select: { id: true, pseudonym: true, simulated: true } }, verdicts: true }, orderBy: { submittedAt: "asc" } },
  slots: { orderBy: { slotNo: "asc" } },
} satisfies Prisma.ComparisonInclude;

export type DetailedComparison = Prisma.ComparisonGetPayload<{ include: typeof DETAILED }> & {
  /** By dimension; a dimension that nobody judged is missing. */
  consensus: ComparisonConsensus[];
  scores: ScoreTable;
  scorers: ScorerProgress[];
  /** Annotators whose judgments are left out of every figure. */
  excludedIds: Set<string>;
};

/** One comparison with all its judgments and scores: what annotators never see. Throws `not_found` or `forbidden`. */
export async function getComparison(caller: Caller, projectId: string, comparisonId: string, people: PeopleFilter = "all"): Promise<DetailedComparison> {
  await requireCaller(getDb(), caller, projectId, MANAGING_ROLES);
  const comparison = await getDb().comparison.findFirst({ where: { id: comparisonId, projectId }, include: DETAILED });
  if (!comparison) throw notFound("There is no such comparison.");
  const [consensus, scores, scorers, excluded] = await Promise.all([
    computeConsensus(projectId, { people, itemId: comparison.itemId }),
    readScores(projectId, comparison.itemId),
    listScorers(caller, projectId),
    getDb().member.findMany({ where: { projectId, state: "EXCLUDED" }, select: { userId: true } }),
  ]);
  return {
    ...comparison,
    consensus: consensus.filter((row) => row.comparisonId === comparisonId),
    scores,
    scorers,
    excludedIds: new Set(excluded.map((member) => member.userId)),
  };
}
