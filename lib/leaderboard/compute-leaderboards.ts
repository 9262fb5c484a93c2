import { type Caller, MANAGING_ROLES } from "../auth/actor.ts";
import type { PeopleFilter } from "../consensus/index.ts";
import { countVotes, type EvidenceFilter, loadEvidence } from "../evidence/index.ts";
import type { CandidateOrigin, Project } from "../generated/prisma/client.ts";
import { type DimensionName, getProject } from "../project/index.ts";
import { mainDimension } from "../project/main-dimension.ts";
import { drawClusters } from "../stats/index.ts";
import type { CorrectionName } from "./correct-strengths.ts";
import { type Leaderboard, rankGenerators } from "./rank-generators.ts";

export type LeaderboardInput = { people?: PeopleFilter; taskTypes?: readonly string[]; origin?: CandidateOrigin; correct?: readonly CorrectionName[] };

/** The leaderboards of a project, the main dimension first; `taskTypes` and `origins` are all that a filter could choose. */
export type Leaderboards = {
  project: Pick<Project, "id" | "slug" | "name" | "dimensions" | "isDemo">;
  filter: EvidenceFilter;
  correct: CorrectionName[];
  mainDimension: DimensionName;
  method: { seed: number; replicates: number; cluster: "source_picture" };
  boards: Leaderboard[];
  taskTypes: string[];
  origins: CandidateOrigin[];
};

/**
 * Generators of a project by strength, per dimension, for owners and reviewers. `correct`: what is taken out of the strengths.
 * It reads, computes and changes nothing. Throws `not_found` or `forbidden`.
 */
export async function computeLeaderboards(caller: Caller, slug: string, { people = "all", taskTypes, origin, correct = [] }: LeaderboardInput = {}): Promise<Leaderboards> {
  const project = await getProject(caller, slug, MANAGING_ROLES);
  const filter: EvidenceFilter = { people, ...(taskTypes?.length ? { taskTypes } : {}), ...(origin ? { origin } : {}) };
  const loaded = await loadEvidence(project);
  const { evidence } = loaded;
  const judgments = correct.length > 0 ? await loaded.judgments() : null;
  const main = mainDimension(project.dimensions);
  const drawing = drawClusters(evidence.clusterCount);
  const ordered = [main, ...evidence.dimensions.filter((dimension) => dimension !== main)];
  const boards = loaded.keep(`leaderboards ${JSON.stringify([filter, correct])}`, () => ordered.map((dimension) => rankGenerators(evidence, judgments, countVotes(evidence, dimension, filter), { filter, correct }, drawing)));
  const { id, name, dimensions, isDemo } = project;
  return {
    project: { id, slug, name, dimensions, isDemo },
    filter,
    correct: [...correct],
    mainDimension: main,
    method: { seed: drawing.seed, replicates: drawing.replicates, cluster: "source_picture" },
    boards,
    taskTypes: [...new Set(evidence.items.flatMap(({ taskType }) => taskType ?? []))].sort(),
    origins: [...new Set(evidence.candidates.map((candidate) => candidate.origin))].sort(),
  };
}
