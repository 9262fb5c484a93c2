import type { Command } from "commander";
import { type FailedJob, FailedJobFilter, type FailedJobScope, listFailedJobs, retryFailedJobs } from "../../lib/failed-job/index.ts";
import { invalidInput } from "../../lib/errors.ts";
import { getProject } from "../../lib/project/index.ts";
import { withInstallation } from "./installation.ts";
import { formatTable, print, printJson } from "./output.ts";

type Options = { project?: string; kind?: string; code?: string; page?: string; all?: boolean; json?: boolean };

const PAGE_SIZE = 100;

async function readScope({ project, kind, code }: Options): Promise<FailedJobScope> {
  const filter = FailedJobFilter.parse({ kind, code });
  if (filter.kind !== kind || filter.code !== code) throw invalidInput("There is no such kind of job or no such code.");
  return { projectId: project ? (await getProject("operator", project)).id : null, filter };
}

function describeAbout({ about }: FailedJob): string {
  const [first] = about.items;
  if (!first && about.import) return `${about.import.projectSlug}: ${about.import.fileName}`;
  const more = about.itemCount > 1 ? ` and ${about.itemCount - 1} more` : "";
  return first ? `${first.projectSlug}: ${first.externalId}${more}${about.scorer ? ` by ${about.scorer.name}` : ""}` : "";
}

async function runList(options: Options): Promise<void> {
  const page = Math.max(1, Math.trunc(Number(options.page ?? 1)) || 1);
  const list = await withInstallation(async () => listFailedJobs("operator", await readScope(options), { page, pageSize: PAGE_SIZE }));
  if (options.json) {
    printJson({ total: list.total, page, pageSize: PAGE_SIZE, rows: list.rows });
    return;
  }
  print(formatTable(["job", "kind", "about", "code", "tries", "failed at", "why"], list.rows.map((row) => [row.id, row.kind, describeAbout(row), row.code, row.tries, row.failedAt.toISOString(), row.reason ?? row.message])));
  if (list.total > list.rows.length) print(`${list.total} in all; page ${page}.`);
}

async function runRetry(ids: string[], options: Options): Promise<void> {
  if ((ids.length === 0) !== Boolean(options.all)) throw invalidInput("Give the ids of jobs, or --all.");
  const retriedCount = await withInstallation(async () => retryFailedJobs("operator", { ...(await readScope(options)), ...(options.all ? {} : { ids }) }));
  if (options.json) printJson({ retriedCount });
  else print(retriedCount === 1 ? "One job is queued again." : `${retriedCount} jobs are queued again.`);
}

export function addJobsCommands(program: Command): void {
  const jobs = program.command("jobs").description("jobs that were set aside after their last try");
  const withFilter = (command: Command) =>
    command.option("--project <slug>", "those of one project").option("--kind <kind>", "import, prepare-items, score-items, scoring-run, check-scorer or learn").option("--code <code>", "those with this error").option("--json", "print JSON");
  withFilter(jobs.command("list").description("what failed, and why")).option("--page <n>", "a hundred to a page", "1").action(runList);
  withFilter(jobs.command("retry").description("queue them again").argument("[ids...]", "their ids")).option("--all", "all that the filter matches").action(runRetry);
}
