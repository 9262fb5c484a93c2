import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { type BootstrapOptions, REPORT_BOOTSTRAP } from "./bootstrap-ratio.ts";
import { CONFIDENCE, type Interval } from "./interval.ts";

const WORDS = 2 ** 32;

/** A seeded source of numbers in [0, 1). */
export function createRandom(seed: number): () => number {
  const random = xoroshiro128plus(seed);
  return () => (random.next() >>> 0) / WORDS;
}

/** A seeded source of fair coins: fills an array with 0 and 1, 32 from each number drawn. */
export function createCoins(seed: number): (coins: Uint8Array) => Uint8Array {
  const random = xoroshiro128plus(seed);
  return (coins) => {
    let word = 0;
    for (let at = 0; at < coins.length; at += 1, word >>>= 1) {
      if (at % 32 === 0) word = random.next();
      coins[at] = word & 1;
    }
    return coins;
  };
}

/**
 * A statistic over resampled clusters: `compute` gets how often each of the clusters was drawn (the same array every time) and
 * answers null where it is undefined. Returns the values that are defined, in order of drawing. The same seed gives the same.
 */
export function bootstrapClusters(clusterCount: number, compute: (drawn: Int32Array) => number | null, { seed, replicates }: BootstrapOptions = REPORT_BOOTSTRAP): Float64Array {
  const random = createRandom(seed);
  const drawn = new Int32Array(clusterCount);
  const values: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    drawn.fill(0);
    for (let draw = 0; draw < clusterCount; draw += 1) drawn[Math.floor(random() * clusterCount)]! += 1;
    const value = compute(drawn);
    if (value !== null) values.push(value);
  }
  return Float64Array.from(values);
}

/** The central interval of resampled values (percentile method, linear between neighbours). Null without values. */
export function takePercentiles(values: Float64Array, confidence: number = CONFIDENCE): Interval | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const at = (probability: number): number => {
    const position = (sorted.length - 1) * probability;
    const low = sorted[Math.floor(position)]!;
    return low + (sorted[Math.ceil(position)]! - low) * (position - Math.floor(position));
  };
  return { low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) };
}

/** Numbers 0, 1, … for names, in order of first appearance. */
export function numberNames(names: readonly (string | number)[]): { index: Int32Array; count: number } {
  const known = new Map<string | number, number>();
  const index = Int32Array.from(names, (name) => {
    const at = known.get(name) ?? known.size;
    known.set(name, at);
    return at;
  });
  return { index, count: known.size };
}
