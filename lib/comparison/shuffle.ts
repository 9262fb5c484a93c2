import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A seed from an item's id, so that the same item always keeps the same pairs and rankings. */
function seedOf(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 8), 16) | 0;
}

/** The entries in an order that is the same for the same item. */
function shuffle<Entry>(itemId: string, entries: Entry[]): Entry[] {
  const shuffled = [...entries];
  const random = xoroshiro128plus(seedOf(itemId));
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = uniformInt(random, 0, last);
    [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
  }
  return shuffled;
}

/** All pairs of some ids in canonical order (first id smaller). */
export function listPairs(candidateIds: string[]): [string, string][] {
  const ids = [...new Set(candidateIds)].sort();
  return ids.flatMap((first, index) => ids.slice(index + 1).map((second): [string, string] => [first, second]));
}

/** All pairs of an item in canonical order, shuffled by the item's seed. */
export function shufflePairs(itemId: string, candidateIds: string[]): [string, string][] {
  return shuffle(itemId, listPairs(candidateIds));
}

/**
 * An item's candidates in groups of `size`, shuffled by the item's seed, each group ascending. A last group that is too
 * small is filled up from the first, so that every ranking has the same length; fewer candidates than `size` make one group.
 */
export function groupCandidates(itemId: string, candidateIds: string[], size: number): string[][] {
  const ids = shuffle(itemId, [...new Set(candidateIds)].sort());
  if (ids.length < 2) return [];
  const groups = Array.from({ length: Math.ceil(ids.length / size) }, (_, index) => ids.slice(index * size, (index + 1) * size));
  const last = groups.at(-1)!;
  if (groups.length > 1) last.push(...ids.slice(0, size - last.length));
  return groups.map((group) => group.sort());
}
