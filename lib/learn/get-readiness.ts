import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import type { PeopleFilter } from "../consensus/people-filter.ts";
import { getDb } from "../db.ts";
import type { Project } from "../generated/prisma/client.ts";
import { mainDimension } from "../project/main-dimension.ts";
import { readGroups } from "./read-groups.ts";
import { type GivenAnswer, readJudgments } from "./read-judgments.ts";

/** Below these there is nothing to measure with: intervals go by source groups, and each must be held out once. */
export const LEAST = { people: 1, sources: 10, judgments: 100 } as const;

/**
 * What there is to learn from. `judgments`: answers in the main dimension; `decisive`: those that prefer A or B; `sources`:
 * groups of source pictures with a decisive answer; `missing`: what is below `LEAST`, with how much is there and wanted.
 */
export type Readiness = { people: number; simulatedPeople: number; judgments: number; decisive: number; comparisons: number; sources: number; candidates: number; missing: { what: keyof typeof LEAST; have: number; want: number }[] };

export function countReadiness(answers: readonly GivenAnswer[], groupOf: ReadonlyMap<string, number>, dimension: string): Readiness {
  const own = answers.filter((answer) => answer.dimension === dimension);
  const decisive = own.filter(({ value }) => value === "A" || value === "B");
  const people = new Map(own.map(({ annotatorId, simulated }) => [annotatorId, simulated]));
  const counts = { people: people.size, sources: new Set(decisive.map(({ itemId }) => groupOf.get(itemId))).size, judgments: decisive.length };
  return {
    people: people.size,
    simulatedPeople: [...people.values()].filter(Boolean).length,
    judgments: own.length,
    decisive: decisive.length,
    comparisons: new Set(own.map(({ comparisonId }) => comparisonId)).size,
    sources: counts.sources,
    candidates: new Set(own.flatMap(({ candidateAId, candidateBId }) => [candidateAId, candidateBId])).size,
    missing: (Object.keys(LEAST) as (keyof typeof LEAST)[]).filter((what) => counts[what] < LEAST[what]).map((what) => ({ what, have: counts[what], want: LEAST[what] })),
  };
}

/** As `getReadiness`, for a caller that was let in already. */
export async function readReadiness(project: Pick<Project, "id" | "dimensions">, people: PeopleFilter, dimension?: string): Promise<Readiness> {
  const answers = await readJudgments(project.id, people);
  const { groupOf } = await readGroups([...new Set(answers.map(({ itemId }) => itemId))]);
  return countReadiness(answers, groupOf, dimension ?? mainDimension(project.dimensions));
}

/** What a scorer of this project would learn from. Throws `not_found`, `forbidden`. */
export async function getReadiness(caller: Caller, project: Pick<Project, "id" | "dimensions">, people: PeopleFilter = "all"): Promise<Readiness> {
  await requireCaller(getDb(), caller, project.id, MANAGING_ROLES);
  return readReadiness(project, people);
}
