import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

export type Seeded = { int: (low: number, high: number) => number; pick: <Value>(values: readonly Value[]) => Value; shuffle: <Value>(values: readonly Value[]) => Value[] };

/** Draws for property tests; the same seed gives the same cases. */
export function createSeeded(seed: number): Seeded {
  const random = xoroshiro128plus(seed);
  const int = (low: number, high: number): number => uniformInt(random, low, high);
  return {
    int,
    pick: (values) => {
      const value = values[int(0, values.length - 1)];
      if (value === undefined) throw new Error("nothing to pick from");
      return value;
    },
    shuffle: (values) =>
      values
        .map((value) => ({ value, key: int(0, 1_000_000_000) }))
        .sort((first, second) => first.key - second.key)
        .map(({ value }) => value),
  };
}
