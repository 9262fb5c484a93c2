import type { ListedMember, Reliability } from "#lib/annotator/index.ts";

export const PEOPLE_SORTS = ["judgments", "name", "gold", "repeats", "agreement", "side", "pace", "flags"] as const;
export type PeopleSort = (typeof PEOPLE_SORTS)[number];

export type PersonRow = { member: ListedMember; reliability: Reliability | undefined };

const LAST = Number.POSITIVE_INFINITY;

/** What each column is sorted by: those to look at first come first, people without figures last. */
const KEYS: Record<Exclude<PeopleSort, "name">, (row: PersonRow) => number> = {
  judgments: ({ member }) => -member.judgmentCount,
  gold: ({ reliability }) => reliability?.gold.interval?.low ?? LAST,
  repeats: ({ reliability }) => reliability?.repeats.share ?? LAST,
  agreement: ({ reliability }) => reliability?.agreement.value ?? LAST,
  side: ({ reliability }) => (reliability?.side.leftShare === null || reliability === undefined ? LAST : -Math.abs(reliability.side.leftShare - 0.5)),
  pace: ({ member }) => member.medianDurationMs ?? LAST,
  flags: ({ reliability }) => -(reliability?.flags ?? []).reduce((sum, flag) => sum + (flag.level === "serious" ? 10 : 1), 0),
};

export function sortPeople(rows: readonly PersonRow[], sort: PeopleSort): PersonRow[] {
  if (sort === "name") return rows.toSorted((first, second) => first.member.pseudonym.localeCompare(second.member.pseudonym));
  const key = KEYS[sort];
  return rows.toSorted((first, second) => {
    const [a, b] = [key(first), key(second)];
    return a === b ? 0 : a - b;
  });
}
