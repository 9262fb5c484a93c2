import type { Caller } from "../auth/actor.ts";
import { computeConsensus, type PeopleFilter, readScores } from "../consensus/index.ts";
import type { Project } from "../generated/prisma/client.ts";
import { computeLeaderboard, type GeneratorStanding } from "../leaderboard/index.ts";
import { type DimensionName, getProject } from "../project/index.ts";
import { listScorers } from "../scorer/index.ts";
import { CONFIDENCE, REPORT_BOOTSTRAP } from "../stats/index.ts";
import { mainDimension } from "../project/main-dimension.ts";
import { ComparisonFilter } from "./comparison-filter.ts";
import { type ComparisonList, listComparisons } from "./list-comparisons.ts";
import { measureScorer, type ScorerAccuracy } from "./measure-scorer.ts";
import { readProgress, type ReportProgress } from "./read-progress.ts";
import { type DimensionSummary, summariseDimension } from "./summarise-dimension.ts";

export type ReportInput = {
  people?: PeopleFilter;
  /** Of the disagreements; the main dimension and the newest scorer version when left out. */
  dimension?: DimensionName;
  scorer?: string;
  page?: number;
  pageSize?: number;
};

/** All figures at full precision. The same judgments and scores give the same report, to the last digit. */
export type Report = {
  project: Pick<Project, "id" | "slug" | "name" | "dimensions" | "overlap" | "overlapMax" | "isDemo">;
  people: PeopleFilter;
  mainDimension: DimensionName;
  method: { confidence: number; seed: number; replicates: number; cluster: "item" };
  progress: ReportProgress;
  dimensions: DimensionSummary[];
  /** By dimension in the order of the form, best first. */
  generators: GeneratorStanding[];
  /** By scorer version, newest first, and dimension. */
  scorers: ScorerAccuracy[];
  /** Clear comparisons where the scorer prefers the other candidate, by the size of its error. */
  disagreements: ComparisonList;
};

const DISAGREEMENTS_PER_PAGE = 12;

/**
 * The report of a project for owners and reviewers: people against each other, generators, scorers against people. It
 * reads, computes and changes nothing. Throws `not_found` or `forbidden`.
 */
export async function computeReport(caller: Caller, slug: string, input: ReportInput = {}): Promise<Report> {
  const project = await getProject(caller, slug);
  const people = input.people ?? "all";
  const filter = ComparisonFilter.parse({ people, dimension: input.dimension, scorer: input.scorer, scored: "disagrees", sort: "gap" });
  const [comparisons, scores, scorers, disagreements] = await Promise.all([
    computeConsensus(project.id, { people }),
    readScores(project.id),
    listScorers(caller, project.id),
    listComparisons(caller, project, { filter, page: input.page ?? 1, pageSize: input.pageSize ?? DISAGREEMENTS_PER_PAGE }),
  ]);
  const { id, name, dimensions, overlap, overlapMax, isDemo } = project;
  return {
    project: { id, slug, name, dimensions, overlap, overlapMax, isDemo },
    people,
    mainDimension: mainDimension(dimensions),
    method: { confidence: CONFIDENCE, ...REPORT_BOOTSTRAP, cluster: "item" },
    progress: await readProgress(project, people, comparisons),
    dimensions: dimensions.map((dimension) => summariseDimension(dimension, comparisons)),
    generators: computeLeaderboard(comparisons, dimensions),
    scorers: scorers.flatMap((scorer) => dimensions.map((dimension) => measureScorer(scorer, dimension, comparisons, scores))),
    disagreements,
  };
}
