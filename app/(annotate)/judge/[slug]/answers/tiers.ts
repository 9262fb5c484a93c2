/** Places on the screen counted from 1, best tier first. While somebody types, tiers may be empty and places missing or repeated. */
export type Tiers = number[][];

/** What separates tiers while typing; a comma or a full stop does where the bar is hard to reach. */
const SEPARATORS = /[|,.>/\\]/g;

/** `3|12|45` as [[3], [1, 2], [4, 5]]; anything but digits 1 to 9 and separators is left out. "" is no tier at all. */
export function parseTiers(text: string): Tiers {
  const clean = text.replaceAll(SEPARATORS, "|").replaceAll(/[^1-9|]/g, "");
  return clean === "" ? [] : clean.split("|").map((tier) => [...tier].map(Number));
}

export function formatTiers(tiers: Tiers): string {
  return tiers.map((tier) => tier.join("")).join("|");
}

export type TierProblem =
  | { kind: "none-yet" }
  | { kind: "missing" | "repeated" | "unknown"; places: number[] }
  | { kind: "empty-tier"; tier: number }
  | { kind: "large-tier"; tier: number; most: number };

/** What keeps tiers from being a ranking of `count` candidates, the first thing only; null when nothing does. */
export function findTierProblem(tiers: Tiers, count: number, maxTierSize: number | null): TierProblem | null {
  const places = tiers.flat();
  if (places.length === 0) return { kind: "none-yet" };
  const unknown = places.filter((place) => place > count);
  if (unknown.length > 0) return { kind: "unknown", places: [...new Set(unknown)] };
  const repeated = places.filter((place, index) => places.indexOf(place) !== index);
  if (repeated.length > 0) return { kind: "repeated", places: [...new Set(repeated)] };
  const missing = listUnplaced(tiers, count);
  if (missing.length > 0) return { kind: "missing", places: missing };
  const empty = tiers.findIndex((tier) => tier.length === 0);
  if (empty >= 0) return { kind: "empty-tier", tier: empty + 1 };
  const large = maxTierSize === null ? -1 : tiers.findIndex((tier) => tier.length > maxTierSize);
  return large >= 0 ? { kind: "large-tier", tier: large + 1, most: maxTierSize! } : null;
}

/** Places of 1..count that stand in no tier. */
export function listUnplaced(tiers: Tiers, count: number): number[] {
  const placed = new Set(tiers.flat());
  return Array.from({ length: count }, (_, index) => index + 1).filter((place) => !placed.has(place));
}

/** Preferences and ties that follow from whole tiers: every pair across tiers is a preference, every pair inside one a tie. */
export function countOutcome(tiers: Tiers): { preferences: number; ties: number } {
  const all = tiers.flat().length;
  const ties = tiers.reduce((sum, tier) => sum + (tier.length * (tier.length - 1)) / 2, 0);
  return { preferences: (all * (all - 1)) / 2 - ties, ties };
}

/** Where a candidate is put: into a tier, between tiers (before the tier of that index) as one of its own, or out of them all. */
export type TierTarget = { into: number } | { before: number } | "out";

/** Tiers after a candidate was put somewhere; indices are those before. Tiers that become empty go. */
export function placeInTiers(tiers: Tiers, place: number, target: TierTarget): Tiers {
  const rest = tiers.map((tier) => tier.filter((other) => other !== place));
  if (target !== "out" && "into" in target) rest[target.into]?.push(place);
  if (target !== "out" && "before" in target) rest.splice(target.before, 0, [place]);
  return rest.filter((tier) => tier.length > 0);
}

/** One step towards the best (-1) or the worst (1): out of a shared tier into one of its own, out of an own one into the next. */
export function stepInTiers(tiers: Tiers, place: number, step: -1 | 1): Tiers {
  const at = tiers.findIndex((tier) => tier.includes(place));
  if (at < 0) return placeInTiers(tiers, place, { before: step === 1 ? tiers.length : 0 });
  if (tiers[at]!.length > 1) return placeInTiers(tiers, place, { before: step === 1 ? at + 1 : at });
  return tiers[at + step] ? placeInTiers(tiers, place, { into: at + step }) : tiers;
}
