import { Prisma } from "../db.ts";

/** Counts of a row `k` of consensus, people's and simulated together, in the table's order: A, B, TIE, BOTH_BAD, SKIP. Empty where there is no row. */
export const ALL_COUNTS = Prisma.sql`ARRAY(SELECT p + s FROM unnest(k.people, k.simulated) WITH ORDINALITY AS both_kinds(p, s, place) ORDER BY place)`;

/** Wins of A and of B among such counts; whatever calls them equal is half a win each way. */
export function toWins(counts: readonly number[]): { a: number; b: number } {
  const [a = 0, b = 0, tie = 0, bothBad = 0] = counts;
  return { a: a + (tie + bothBad) / 2, b: b + (tie + bothBad) / 2 };
}
