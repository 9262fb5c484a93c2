import { CONSENSUS_CODE, countVotes, type EvidenceFilter, type LoadedEvidence, takeDifferences, takeScores } from "../evidence/index.ts";
import { getDb, type Prisma } from "../db.ts";
import type { Project } from "../generated/prisma/client.ts";
import type { DimensionName } from "../project/index.ts";

const SHOWN = {
  item: { include: { sources: { include: { picture: true }, orderBy: { position: "asc" }, take: 1 } } },
  candidateA: { include: { picture: true } },
  candidateB: { include: { picture: true } },
} satisfies Prisma.ComparisonInclude;

/** A clear comparison that a scorer gets wrong. `gap`: by how much it prefers the other candidate, in its own unit. */
export type Disagreement = {
  comparisonId: string;
  consensus: "A" | "B";
  /** Share of the leading answer, and answers. */
  share: number | null;
  n: number;
  simulatedCount: number;
  scoreA: number;
  scoreB: number;
  gap: number;
};
export type ListedDisagreement = Disagreement & { shown: Prisma.ComparisonGetPayload<{ include: typeof SHOWN }> };
export type DisagreementList = { rows: ListedDisagreement[]; total: number; dimension: DimensionName; scorer: { id: string; name: string } | null };

type Chosen = { filter: EvidenceFilter; dimension: DimensionName; scorerId: string | null };

/** All of them, the largest error first; equal ones in the order of the evidence. */
export function findDisagreements({ evidence }: Pick<LoadedEvidence, "evidence">, { filter, dimension, scorerId }: Chosen): Disagreement[] {
  const scorer = evidence.scorers.find(({ id }) => id === scorerId);
  const scores = scorer && takeScores(scorer, dimension);
  if (!scores) return [];
  const votes = countVotes(evidence, dimension, filter);
  const differences = takeDifferences(evidence, scores);
  const { ids, a, b } = evidence.comparisons;
  const wrong = Array.from(votes.row.keys()).filter((at) => {
    const [code, difference] = [votes.consensus[at]!, differences[votes.row[at]!]!];
    return (code === CONSENSUS_CODE.A || code === CONSENSUS_CODE.B) && code * difference < 0;
  });
  return wrong
    .map((at): Disagreement => {
      const row = votes.row[at]!;
      const leading = Math.max(votes.a[at]!, votes.b[at]!, votes.tie[at]! + votes.bothBad[at]!);
      return { comparisonId: ids[row]!, consensus: votes.consensus[at] === CONSENSUS_CODE.A ? "A" : "B", share: votes.n[at]! === 0 ? null : leading / votes.n[at]!, n: votes.n[at]!, simulatedCount: votes.simulated[at]!, scoreA: scores[a[row]!]!, scoreB: scores[b[row]!]!, gap: Math.abs(differences[row]!) };
    })
    .sort((x, y) => y.gap - x.gap);
}

/** A page of a scorer's worst disagreements with their pictures. Pages count from 1. It does not authorise: callers are verbs that have done so. */
export async function listDisagreements(loaded: LoadedEvidence, project: Pick<Project, "id">, { page, pageSize, ...chosen }: Chosen & { page: number; pageSize: number }): Promise<DisagreementList> {
  const all = loaded.keep(`disagreements ${JSON.stringify(chosen)}`, () => findDisagreements(loaded, chosen));
  const rows = all.slice((page - 1) * pageSize, page * pageSize);
  const pictures = await getDb().comparison.findMany({ where: { projectId: project.id, id: { in: rows.map(({ comparisonId }) => comparisonId) } }, include: SHOWN });
  const shownById = new Map(pictures.map((comparison) => [comparison.id, comparison]));
  const scorer = loaded.evidence.scorers.find(({ id }) => id === chosen.scorerId);
  return {
    rows: rows.flatMap((row) => (shownById.has(row.comparisonId) ? [{ ...row, shown: shownById.get(row.comparisonId)! }] : [])),
    total: all.length,
    dimension: chosen.dimension,
    scorer: scorer ? { id: scorer.id, name: scorer.name } : null,
  };
}
