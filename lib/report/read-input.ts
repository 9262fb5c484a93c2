import { PEOPLE_FILTERS } from "../consensus/index.ts";
import { taskTypesOf } from "../item/task-type.ts";
import { DIMENSIONS } from "../project/index.ts";
import type { ReportInput } from "./compute-report.ts";

const ORIGINS = ["user", "generator", "policy", "perturbation", "implanted"] as const;

/** What an address chooses: `people`, `task`, `origin`, `dimension`, `scorer`, `scorers`. What is no such thing is left out. */
export function readReportInput(search: Readonly<Record<string, string | undefined>>): ReportInput {
  return {
    people: PEOPLE_FILTERS.find((option) => option === search.people),
    taskTypes: search.task ? taskTypesOf(search.task) : undefined,
    origin: ORIGINS.find((origin) => origin === search.origin),
    dimension: DIMENSIONS.find((dimension) => dimension === search.dimension),
    scorer: search.scorer,
    scorerIds: search.scorers?.split(","),
  };
}
