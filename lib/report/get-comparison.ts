import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { type ComparisonConsensus, computeConsensus, fitSoftLabels, type PeopleFilter, readScores, type ScoreTable, type SoftLabel } from "../consensus/index.ts";
import { getDb, type Prisma } from "../db.ts";
import { notFound } from "../errors.ts";
import { loadEvidence } from "../evidence/index.ts";
import type { Project } from "../generated/prisma/client.ts";
import type { DimensionName } from "../project/index.ts";
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
  /** How likely each outcome is, by dimension, under the model that weighs people. */
  softLabels: { dimension: DimensionName; label: SoftLabel }[];
  /** The judgment that was given or changed last, by dimension: what the consensus rests on since. */
  lastChanges: { dimension: string; judgmentId: string }[];
};

/** Soft labels of one comparison; the model is fitted once while nothing changes. */
async function readSoftLabels(project: Pick<Project, "id" | "dimensions">, comparisonId: string, people: PeopleFilter): Promise<DetailedComparison["softLabels"]> {
  const loaded = await loadEvidence(project);
  const at = loaded.evidence.comparisons.ids.indexOf(comparisonId);
  const judgments = await loaded.judgments();
  return loaded.evidence.dimensions.flatMap((dimension) => {
    const label = loaded.keep(`soft ${dimension} ${people}`, () => fitSoftLabels(loaded.evidence, judgments, dimension, people)).of(at);
    return label ? [{ dimension, label }] : [];
  });
}

/** One comparison with all its judgments and scores: what annotators never see. Throws `not_found` or `forbidden`. */
export async function getComparison(caller: Caller, projectId: string, comparisonId: string, people: PeopleFilter = "all"): Promise<DetailedComparison> {
  await requireCaller(getDb(), caller, projectId, MANAGING_ROLES);
  const comparison = await getDb().comparison.findFirst({ where: { id: comparisonId, projectId }, include: DETAILED });
  if (!comparison) throw notFound("There is no such comparison.");
  const project = await getDb().project.findUniqueOrThrow({ where: { id: projectId }, select: { id: true, dimensions: true } });
  const [softLabels, lastChanges, judgments, consensus, scores, scorers, excluded] = await Promise.all([
    readSoftLabels(project, comparisonId, people),
    getDb().consensus.findMany({ where: { comparisonId }, select: { dimension: true, lastJudgmentId: true } }),
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
    softLabels,
    lastChanges: lastChanges.map(({ dimension, lastJudgmentId }) => ({ dimension, judgmentId: lastJudgmentId })),
    excludedIds: new Set(excluded.map((member) => member.userId)),
  };
}
