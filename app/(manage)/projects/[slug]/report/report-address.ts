import type { ReportView } from "#lib/report/index.ts";
import { type ComparisonChoice, comparisonsHref, hrefWith } from "../../../address.ts";

/** What the address of a report chooses. */
export type ReportChoice = { people?: string; task?: string; origin?: string; dimension?: string; scorer?: string; scorers?: string };

export function reportHref(slug: string, choice: ReportChoice, anchor = ""): string {
  const { people, ...rest } = choice;
  return `${hrefWith(`/projects/${slug}/report`, { ...rest, people: people === "all" ? undefined : people })}${anchor}`;
}

/** The comparisons behind a figure of the report, under the report's own filters. */
export function behind(report: ReportView, task: string | undefined): (filter: ComparisonChoice) => string {
  return (filter) => comparisonsHref(report.project.slug, { people: report.people, task, ...(report.filter.origin ? { origin: `any:${report.filter.origin}` } : {}), ...filter });
}
