import type { ComparisonFilter } from "#lib/report/index.ts";

/** `path?a=1&b=2`, leaving out what is empty. */
export function hrefWith(path: string, parameters: Record<string, string | number | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined && value !== null && value !== "") query.set(name, String(value));
  return query.size === 0 ? path : `${path}?${query}`;
}

/** Which comparisons stand behind a number. */
export type ComparisonChoice = Partial<ComparisonFilter>;

/** The list of the comparisons behind a number. */
export function comparisonsHref(slug: string, filter: ComparisonChoice): string {
  const { people, sort, ...rest } = filter;
  return hrefWith(`/projects/${slug}/comparisons`, { ...rest, people: people === "all" ? undefined : people, sort: sort === "item" ? undefined : sort });
}
