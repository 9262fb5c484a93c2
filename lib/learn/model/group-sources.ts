/** Bits of 64 in which the perceptual hashes of near-duplicates may differ. */
export const NEAR_BITS = 10;

/** A source picture of an item: SHA-256 of its bytes, and its 64-bit perceptual hash (as a signed integer) where it has one. */
export type SourcePicture = { item: number; sha256: string; perceptualHash: bigint | null };

function bitCount(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The sets of a partition, merged by `join`; `find` names the set of a member by its smallest one. */
function createSets(count: number): { find(member: number): number; join(a: number, b: number): void } {
  const parent = Int32Array.from({ length: count }, (_, index) => index);
  const find = (member: number): number => {
    let root = member;
    while (parent[root] !== root) root = parent[root]!;
    for (let at = member; parent[at] !== root; ) {
      const next = parent[at]!;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  return {
    find,
    join: (a, b) => {
      const [first, second] = [find(a), find(b)];
      parent[Math.max(first, second)] = Math.min(first, second);
    },
  };
}

/**
 * Items that must never stand on both sides of a split: connected by a source picture with the same bytes, or by two whose
 * perceptual hashes differ in at most `NEAR_BITS` bits. Gives each item a group, numbered from 0, and each group a key that
 * does not depend on the order of its pictures: their smallest SHA-256. Items without pictures are groups of their own.
 */
export function groupSources(itemCount: number, pictures: readonly SourcePicture[]): { groupOf: number[]; keys: string[] } {
  const sets = createSets(itemCount);
  const byHash = Map.groupBy(pictures, ({ sha256 }) => sha256);
  for (const same of byHash.values()) for (const { item } of same) sets.join(same[0]!.item, item);
  const distinct = [...byHash.values()].flatMap(([first]) => (first && first.perceptualHash !== null ? [{ item: first.item, low: Number(BigInt.asIntN(32, first.perceptualHash)), high: Number(BigInt.asIntN(32, first.perceptualHash >> 32n)) }] : []));
  for (const [index, one] of distinct.entries()) {
    for (let other = index + 1; other < distinct.length; other += 1) {
      const two = distinct[other]!;
      if (bitCount(one.low ^ two.low) + bitCount(one.high ^ two.high) <= NEAR_BITS) sets.join(one.item, two.item);
    }
  }
  const smallest = new Map<number, string>();
  for (const { item, sha256 } of pictures) {
    const root = sets.find(item);
    const known = smallest.get(root);
    if (known === undefined || sha256 < known) smallest.set(root, sha256);
  }
  const numbers = new Map<number, number>();
  const groupOf = Array.from({ length: itemCount }, (_, item) => {
    const root = sets.find(item);
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    return numbers.get(root)!;
  });
  return { groupOf, keys: [...numbers.keys()].map((root) => smallest.get(root) ?? `item ${root}`) };
}
