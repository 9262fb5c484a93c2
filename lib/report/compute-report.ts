import { type Caller, MANAGING_ROLES } from "../auth/actor.ts";
import type { PeopleFilter } from "../consensus/index.ts";
import { openEvidence } from "../evidence/index.ts";
import type { CandidateOrigin, Project } from "../generated/prisma/client.ts";
import { readPairVerdicts } from "../pair-verdict/index.ts";
import { type DimensionName, getProject } from "../project/index.ts";
import { mainDimension } from "../project/main-dimension.ts";
import { buildBase, buildDetails, measureEvidence, type ReportFigures } from "./build-figures.ts";
import { type LearnedFrom, readLearnedFrom } from "../learn/learned-from.ts";
import { type DisagreementList, listDisagreements } from "./list-disagreements.ts";
import { readProgress, type ReportProgress } from "./read-progress.ts";

export type ReportInput = {
  people?: PeopleFilter;
  taskTypes?: readonly string[];
  origin?: CandidateOrigin;
  /** Scorer versions that are measured; the newest of each scorer when left out. */
  scorerIds?: readonly string[];
  /** Of breakdowns and disagreements; the main dimension and the newest scorer when left out. */
  dimension?: DimensionName;
  scorer?: string;
  /** Details of every scorer in every dimension, not of the chosen one alone. */
  isWhole?: boolean;
  page?: number;
  pageSize?: number;
};

export type ReportProject = Pick<Project, "id" | "slug" | "name" | "dimensions" | "overlap" | "overlapMax" | "isDemo">;

/** The figures of a project with how far it is; `taskTypes` and `origins` are all that a filter could choose. */
export type Report = ReportFigures & {
  project: ReportProject;
  people: PeopleFilter;
  progress: ReportProgress;
  learnedFrom: LearnedFrom[];
  taskTypes: string[];
  origins: CandidateOrigin[];
  /** Clear comparisons where the chosen scorer prefers the other candidate, by the size of its error. */
  disagreements: DisagreementList;
};

/** What the parts of a report are shown from: a report of now, or a frozen one. */
export type ReportView = Omit<Report, "disagreements">;

const DISAGREEMENTS_PER_PAGE = 12;

/**
 * The report of a project for owners and reviewers: people against each other, generators, scorers against people. It
 * reads, computes and changes nothing; while nothing changes, figures are kept in memory. Throws `not_found` or `forbidden`.
 */
export async function computeReport(caller: Caller, slug: string, input: ReportInput = {}): Promise<Report> {
  const project = await getProject(caller, slug, MANAGING_ROLES);
  const people = input.people ?? "all";
  const dimension = input.dimension && project.dimensions.includes(input.dimension) ? input.dimension : undefined;
  const filter = { people, ...(input.taskTypes?.length ? { taskTypes: input.taskTypes } : {}), ...(input.origin ? { origin: input.origin } : {}) };
  const opened = await openEvidence(project);
  // Asked before the evidence is there, so that the database works meanwhile.
  const pending = Promise.all([
    opened.keep(`progress ${people}`, () => readProgress(project, people, opened.loaded.then(({ evidence }) => evidence))),
    readLearnedFrom(project.id, mainDimension(project.dimensions)),
    readPairVerdicts(project.id),
  ]);
  pending.catch(() => {});
  const loaded = await opened.loaded;
  const { evidence } = loaded;
  const [progress, learnedFrom, pairJudges] = await pending;
  const detail = input.isWhole ? ("all" as const) : { scorerId: input.scorer, dimension };
  const figuresInput = { filter, scorerIds: input.scorerIds, detail, pairJudges };
  const scope = JSON.stringify([filter, input.scorerIds ?? null]);
  const all = loaded.keep(`measured ${scope}`, () => measureEvidence(evidence, figuresInput));
  const base = loaded.keep(`base ${scope} ${String(input.isWhole)} ${JSON.stringify(pairJudges.map(({ hash, verdicts }) => [hash, verdicts.length]))}`, () => buildBase(evidence, figuresInput, all));
  const details = loaded.keep(`details ${scope} ${JSON.stringify(detail)}`, () => buildDetails(evidence, figuresInput, all));
  const figures: ReportFigures = { ...base, details };
  const disagreements = await listDisagreements(loaded, project, { filter, dimension: dimension ?? figures.mainDimension, scorerId: figures.details[0]?.scorer.id ?? null, page: input.page ?? 1, pageSize: input.pageSize ?? DISAGREEMENTS_PER_PAGE });
  const { id, name, dimensions, overlap, overlapMax, isDemo } = project;
  return {
    ...figures,
    project: { id, slug, name, dimensions, overlap, overlapMax, isDemo },
    people,
    progress,
    learnedFrom,
    taskTypes: [...new Set(evidence.items.flatMap(({ taskType }) => taskType ?? []))].sort(),
    origins: [...new Set(evidence.candidates.map(({ origin }) => origin))].sort(),
    disagreements,
  };
}
