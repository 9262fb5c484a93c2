import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { type ComparisonConsensus, computeConsensus, type PeopleFilter, readScores, type ScoreTable } from "../consensus/index.ts";
import { getDb, type Prisma } from "../db.ts";
import { notFound } from "../errors.ts";
import { listScorers, type ScorerProgress } from "../scorer/index.ts";

const DETAILED = {
  item: { include: { reference: true, sources: { include: { picture: true }, orderBy: { position: "asc" } } } },
  candidateA: { include: { picture: true } },
  candidateB: { include: { picture: true } },
  unit: { include: { slots: { orderBy: { slotNo: "asc" } } } },
  gold: { include: { verdicts: true } },
  adjudications: { where: { endedAt: null, decidedAt: { not: null } }, include: { verdicts: true, reviewer: { select: { pseudonym: true } } } },
} satisfies Prisma.ComparisonInclude;

/** A judgment that says something of a comparison: of it alone, or of a ranking that holds both candidates. */
const SAYING = {
  annotator: { select: { id: true, pseudonym: true, simulated: true } },
  partner: { select: { id: true, pseudonym: true } },
  form: { select: { version: true } },
} satisfies Prisma.JudgmentInclude;

export type JudgmentOfComparison = Prisma.JudgmentGetPayload<{ include: typeof SAYING & { verdicts: true } }>;

export type DetailedComparison = Prisma.ComparisonGetPayload<{ include: typeof DETAILED }> & {
  /** Oldest first, each with its verdicts on this comparison alone. */
  judgments: JudgmentOfComparison[];
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
  const [judgments, consensus, scores, scorers, excluded] = await Promise.all([
    getDb().judgment.findMany({
      where: { OR: [{ unitId: comparisonId }, { verdicts: { some: { comparisonId } } }] },
      include: { ...SAYING, verdicts: { where: { comparisonId } } },
      orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
    }),
    computeConsensus(projectId, { people, itemId: comparison.itemId }),
    readScores(projectId, comparison.itemId),
    listScorers(caller, projectId),
    getDb().member.findMany({ where: { projectId, state: "EXCLUDED" }, select: { userId: true } }),
  ]);
  return {
    ...comparison,
    judgments,
    consensus: consensus.filter((row) => row.comparisonId === comparisonId),
    scores,
    scorers,
    excludedIds: new Set(excluded.map((member) => member.userId)),
  };
}
