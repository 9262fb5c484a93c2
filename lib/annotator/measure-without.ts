import { computeAgreement } from "../agreement/index.ts";
import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { measureAccuracy } from "../evaluation/index.ts";
import { countVotes, type Evidence, type JudgmentColumns, loadEvidence, withoutAnnotator } from "../evidence/index.ts";
import type { Project } from "../generated/prisma/client.ts";
import { rankGenerators } from "../leaderboard/index.ts";
import { type DimensionName } from "../project/index.ts";
import { mainDimension } from "../project/main-dimension.ts";
import { type ClusterResampling, drawClusters } from "../stats/index.ts";

/** One figure of the main dimension with everybody and without a person. */
export type WithoutFigure = { kind: "agreement" | "alpha" | "ceiling" | "scorer"; name: string | null; before: number | null; after: number | null };

/** What would change without one person: figures, the order of generators, and comparisons with another consensus. */
export type WithoutPerson = {
  dimension: DimensionName;
  judgmentCount: number;
  figures: WithoutFigure[];
  order: { before: string[]; after: string[] };
  changedCount: number;
  changed: { id: string; name: string }[];
};

const SHOWN = 20;

type Measured = Pick<WithoutPerson, "figures"> & { order: string[]; consensus: Map<number, number> };

function measure(evidence: Evidence, dimension: DimensionName, drawing: ClusterResampling): Measured {
  const filter = { people: "all" as const };
  const votes = countVotes(evidence, dimension, filter);
  const agreement = computeAgreement(evidence, [votes], drawing).overall[0];
  const newest = evidence.scorers.filter(({ name }, at) => evidence.scorers.findIndex((other) => other.name === name) === at);
  const figures: WithoutFigure[] = [
    { kind: "agreement", name: null, before: agreement?.percent.value ?? null, after: null },
    { kind: "alpha", name: null, before: agreement?.alpha.value ?? null, after: null },
    { kind: "ceiling", name: null, before: agreement?.ceiling.value ?? null, after: null },
    ...newest.map((scorer): WithoutFigure => ({ kind: "scorer", name: scorer.name, before: measureAccuracy(evidence, votes, scorer, drawing).accuracy.strict.pooled.value, after: null })),
  ];
  return { figures, order: rankGenerators(evidence, null, votes, { filter }, drawing).rows.map(({ generator }) => generator), consensus: new Map(Array.from(votes.row, (row, at) => [row, votes.consensus[at]!])) };
}

/** Pure: both sides of every figure of one dimension. */
export function compareWithout(evidence: Evidence, judgments: JudgmentColumns, annotator: number, dimension: DimensionName): WithoutPerson {
  // Estimates alone are compared: one resample is as good as a thousand.
  const drawing = drawClusters(evidence.clusterCount, { seed: 1, replicates: 1 });
  const [before, after] = [measure(evidence, dimension, drawing), measure(withoutAnnotator(evidence, judgments, annotator), dimension, drawing)];
  const own = Int32Array.from(judgments.annotator.keys()).filter((at) => judgments.annotator[at] === annotator && judgments.dimension[at] === evidence.dimensions.indexOf(dimension));
  const touched = [...new Set(Int32Array.from(own, (at) => judgments.comparison[at]!))].filter((row) => before.consensus.get(row) !== after.consensus.get(row));
  return {
    dimension,
    judgmentCount: own.length,
    figures: before.figures.map((figure, at) => ({ ...figure, after: after.figures[at]!.before })),
    order: { before: before.order, after: after.order },
    changedCount: touched.length,
    changed: touched.slice(0, SHOWN).map((row) => ({ id: evidence.comparisons.ids[row]!, name: evidence.items[evidence.comparisons.item[row]!]!.externalId })),
  };
}

/**
 * What every result of a project would be without one person, in the main dimension. Null where they judged nothing that
 * counts, or are excluded already. Throws `not_found` or `forbidden`.
 */
export async function measureWithoutPerson(caller: Caller, project: Pick<Project, "id" | "dimensions">, userId: string): Promise<WithoutPerson | null> {
  await requireCaller(getDb(), caller, project.id, MANAGING_ROLES);
  const loaded = await loadEvidence(project);
  const judgments = await loaded.judgments();
  const annotator = judgments.annotators.findIndex(({ id }) => id === userId);
  if (annotator < 0 || judgments.annotators[annotator]!.excluded) return null;
  return loaded.keep(`without ${userId}`, () => compareWithout(loaded.evidence, judgments, annotator, mainDimension(project.dimensions)));
}
