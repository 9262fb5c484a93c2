import { PEOPLE_FILTERS } from "../consensus/index.ts";
import { CANDIDATE_ORIGINS } from "../item/candidate-origin.ts";
import { taskTypesOf } from "../item/task-type.ts";
import { DIMENSIONS } from "../project/index.ts";
import type { ReportInput } from "./compute-report.ts";

/** What an address chooses: `people`, `task`, `origin`, `dimension`, `scorer`, `scorers`. What is no such thing is left out. */
export function readReportInput(search: Readonly<Record<string, string | undefined>>): ReportInput {
  return {
    people: PEOPLE_FILTERS.find((option) => option === search.people),
    taskTypes: search.task ? taskTypesOf(search.task) : undefined,
    origin: CANDIDATE_ORIGINS.find((origin) => origin === search.origin),
    dimension: DIMENSIONS.find((dimension) => dimension === search.dimension),
    scorer: search.scorer,
    scorerIds: search.scorers?.split(","),
  };
}
