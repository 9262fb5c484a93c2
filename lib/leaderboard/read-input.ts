import { PEOPLE_FILTERS } from "../consensus/index.ts";
import { CANDIDATE_ORIGINS } from "../item/candidate-origin.ts";
import { taskTypesOf } from "../item/task-type.ts";
import type { LeaderboardInput } from "./compute-leaderboards.ts";
import { CORRECTIONS } from "./correct-strengths.ts";

/** What an address chooses: `people`, `task`, `origin`, `correct` (a list with commas). What is no such thing is left out. */
export function readLeaderboardInput(search: Readonly<Record<string, string | undefined>>): LeaderboardInput {
  return {
    people: PEOPLE_FILTERS.find((option) => option === search.people),
    taskTypes: search.task ? taskTypesOf(search.task) : undefined,
    origin: CANDIDATE_ORIGINS.find((origin) => origin === search.origin),
    correct: CORRECTIONS.filter((name) => search.correct?.split(",").includes(name)),
  };
}
