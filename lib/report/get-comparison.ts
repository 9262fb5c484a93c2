import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { type ComparisonConsensus, computeConsensus, fitSoftLabels, type PeopleFilter, readScores, type ScoreTable, type SoftLabel } from "../consensus/index.ts";
import { getDb, type Prisma } from "../db.ts";
import { notFound } from "../errors.ts";
import { loadEvidence } from "../evidence/index.ts";
import type { Project, VerdictValue } from "../generated/prisma/client.ts";
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

async function readGold(projectId: string): Promise<Map<string, Map<string, VerdictValue>>> {
  const rows = await getDb().goldVerdict.findMany({ where: { gold: { comparison: { projectId } } }, orderBy: [{ comparisonId: "asc" }, { dimension: "asc" }] });
  const gold = new Map<string, Map<string, VerdictValue>>();
  for (const { comparisonId, dimension, value } of rows) gold.set(dimension, (gold.get(dimension) ?? new Map<string, VerdictValue>()).set(comparisonId, value));
  return gold;
}

/** Soft labels of one comparison; the model is fitted once while neither judgments nor gold change. */
async function readSoftLabels(project: Pick<Project, "id" | "dimensions">, comparisonId: string, people: PeopleFilter): Promise<DetailedComparison["softLabels"]> {
  const loaded = await loadEvidence(project);
  const at = loaded.evidence.comparisons.ids.indexOf(comparisonId);
  const [judgments, gold] = await Promise.all([loaded.judgments(), readGold(project.id)]);
  return loaded.evidence.dimensions.flatMap((dimension) => {
    const known = gold.get(dimension);
    const key = `soft ${dimension} ${people} ${JSON.stringify([...(known ?? [])])}`;
    const label = loaded.keep(key, () => fitSoftLabels(loaded.evidence, judgments, dimension, { people, known })).of(at);
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
