import type { VerdictValue } from "../../generated/prisma/client.ts";
import type { AnswerParts, SideVerdict, StoredParts } from "../schemas.ts";

type StoredVerdict = { dimension: string; value: VerdictValue; strength: number | null; comparison: { candidateAId: string } };

/** A verdict by candidate as its author gave it: by side of the screen. */
export function toSideVerdict({ value, strength, comparison }: StoredVerdict, shown: readonly string[]): SideVerdict {
  if (value === "TIE") return { value: "tie" };
  if (value === "BOTH_BAD") return { value: "both_bad" };
  if (value === "SKIP") return { value: "skip" };
  const isLeft = (value === "A") === (comparison.candidateAId === shown[0]);
  return { value: isLeft ? "left" : "right", ...(strength === 1 || strength === 2 ? { strength } : {}) };
}

/** Stored parts by place on the screen, as they were sent. */
export function toAnswerParts(stored: StoredParts, shown: readonly string[]): AnswerParts {
  const byPlace = <Value>(values: Record<string, Value>): Value[] => shown.flatMap((id) => values[id] ?? []);
  const placeOf = (id: string) => shown.indexOf(id) + 1;
  const { reasons, comments, tiers, ratings, regions, criteria, critiques } = stored;
  return {
    ...(reasons ? { reasons } : {}),
    ...(comments ? { comments } : {}),
    ...(tiers ? { tiers: Object.fromEntries(Object.entries(tiers).map(([dimension, list]) => [dimension, list.map((tier) => tier.map(placeOf))])) } : {}),
    ...(ratings ? { ratings: byPlace(ratings) } : {}),
    ...(regions ? { regions: shown.map((id) => regions[id] ?? []) } : {}),
    ...(criteria ? { criteria: criteria.map(({ name, scores }) => ({ name, scores: byPlace(scores) })) } : {}),
    ...(critiques ? { critiques: byPlace(critiques) } : {}),
  };
}
