import type { Caller } from "../auth/actor.ts";
import { getDb, type Prisma } from "../db.ts";
import type { Project } from "../generated/prisma/client.ts";
import { type DimensionName, getProject } from "../project/index.ts";
import { mainDimension } from "../project/main-dimension.ts";
import { type LearnedFrom, readLearnedFrom } from "../learn/learned-from.ts";
import { listScorers, type ScorerProgress } from "../scorer/index.ts";
import { type BestOfN, type BootstrapOptions, REPORT_BOOTSTRAP } from "../stats/index.ts";
import { type ChosenPools, choosePools } from "./choose-pools.ts";
import { describePick, matchesPickFilter, type MeasuredPool, sortPicks } from "./describe-pick.ts";
import { PICK_OUTCOMES, type PickFilter, type PickOutcome } from "./pick-filter.ts";
import { type ItemPool, readPools } from "./read-pools.ts";

const SHOWN = {
  sources: { include: { picture: true }, orderBy: { position: "asc" }, take: 1 },
  candidates: { include: { picture: true } },
} satisfies Prisma.ItemInclude;

export type ListedPick = MeasuredPool & {
  shown: Prisma.ItemGetPayload<{ include: typeof SHOWN }>;
  /** The comparison of pick and runner-up, where there is one. */
  comparisonId: string | null;
};

export type PickList = {
  project: Project;
  dimension: DimensionName;
  people: PickFilter["people"];
  /** The scorer version that picks; null when the project has none. */
  scorer: ScorerProgress | null;
  scorers: ScorerProgress[];
  /** Where the scorer learned from judgments of this project: the curve is over what it has seen. */
  learned: LearnedFrom | null;
  method: BootstrapOptions;
  /** Human-judged quality (win share within the item, 0..1) against N. */
  curve: BestOfN;
  choices: ChosenPools["choices"];
  /** The chosen point of the curve; null for none. */
  at: number | null;
  /** Of the items in the curve: those where not every pair of judged candidates has an answer, and the answers behind all of them. */
  judged: { incompleteCount: number; judgmentCount: number; simulatedCount: number };
  /** Items by outcome, before the filter. */
  outcomes: Record<PickOutcome, number>;
  tiedCount: number;
  rows: ListedPick[];
  /** Items that match the filter. */
  total: number;
};

export type PickListInput = { filter: PickFilter; page: number; pageSize: number };

function countJudged(pools: readonly ItemPool[]): PickList["judged"] {
  const comparisons = pools.flatMap((pool) => pool.comparisons);
  return {
    incompleteCount: pools.filter(({ isComplete }) => !isComplete).length,
    judgmentCount: comparisons.reduce((sum, { n }) => sum + n, 0),
    simulatedCount: comparisons.reduce((sum, { simulatedCount }) => sum + simulatedCount, 0),
  };
}

async function addPictures(pools: readonly MeasuredPool[]): Promise<ListedPick[]> {
  const items = await getDb().item.findMany({ where: { id: { in: pools.map(({ itemId }) => itemId) } }, include: SHOWN });
  const byId = new Map(items.map((item) => [item.id, item]));
  return pools.flatMap((pool) => {
    const shown = byId.get(pool.itemId);
    const pair = [pool.pick.pick?.id, pool.pick.runnerUp?.id];
    const comparison = pool.comparisons.find(({ candidateAId, candidateBId }) => pair.includes(candidateAId) && pair.includes(candidateBId));
    return shown ? [{ ...pool, shown, comparisonId: comparison?.comparisonId ?? null }] : [];
  });
}

/**
 * What a scorer would pick of each item's candidates, what people find of these picks, and the curve of that against N. Dimension
 * and scorer default to the main dimension and the newest version. Pages count from 1. Throws `not_found` or `forbidden`.
 */
export async function listPicks(caller: Caller, slug: string, { filter, page, pageSize }: PickListInput): Promise<PickList> {
  const project = await getProject(caller, slug);
  const dimension = filter.dimension && project.dimensions.includes(filter.dimension) ? filter.dimension : mainDimension(project.dimensions);
  const scorers = await listScorers(caller, project.id);
  const scorer = scorers.find((version) => version.scorerVersionId === filter.scorer) ?? scorers[0] ?? null;
  const pools = await readPools(project.id, { dimension, people: filter.people, scorerVersionId: scorer?.scorerVersionId ?? null });
  const { curve, choices, pools: drawn } = choosePools(pools, filter.most);
  const most = curve.points.length;
  const at = filter.at !== undefined && filter.at <= most ? filter.at : null;
  const measured = pools.map((pool) => describePick(pool, at));
  const matching = measured.filter((pool) => matchesPickFilter(pool, at === null ? { ...filter, at: undefined } : filter, most));
  const sorted = sortPicks(matching, filter.sort ?? (at === null ? "item" : "loss"));
  return {
    project,
    dimension,
    people: filter.people,
    scorer,
    scorers,
    learned: (await readLearnedFrom(project.id, dimension)).find(({ scorerId }) => scorerId === scorer?.scorerVersionId) ?? null,
    method: REPORT_BOOTSTRAP,
    curve,
    choices,
    at,
    judged: countJudged(drawn),
    outcomes: Object.fromEntries(PICK_OUTCOMES.map((outcome) => [outcome, measured.filter((pool) => pool.outcome === outcome).length])) as Record<PickOutcome, number>,
    tiedCount: measured.filter(({ pick }) => pick.tied).length,
    rows: await addPictures(sorted.slice((page - 1) * pageSize, page * pageSize)),
    total: matching.length,
  };
}
