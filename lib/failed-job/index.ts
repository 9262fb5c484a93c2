export { countFailedJobs, type FailedJob, type FailedJobAbout, type FailedJobList, listFailedJobs } from "./list-failed-jobs.ts";
export type { FailedJobScope } from "./match-failed-jobs.ts";
export { retryFailedJobs } from "./retry-failed-jobs.ts";
export { FailedJobFilter } from "./schemas.ts";
