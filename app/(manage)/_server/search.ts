/** The query of an address as Next hands it to pages. */
export type Search = Promise<Record<string, string | string[] | undefined>>;

/** The first value of each parameter; empty ones are left out. */
export async function readSearch(search: Search): Promise<Record<string, string>> {
  const entries = Object.entries(await search).flatMap(([name, value]): [string, string][] => {
    const first = Array.isArray(value) ? value[0] : value;
    return first ? [[name, first]] : [];
  });
  return Object.fromEntries(entries);
}

/** The page number of an address, from 1. */
export function readPage(search: Record<string, string>): number {
  const page = Number.parseInt(search.page ?? "1", 10);
  return Number.isFinite(page) && page > 0 ? Math.min(page, 100_000) : 1;
}
