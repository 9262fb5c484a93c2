const BITS = 11;
const BUCKETS = 1 << BITS;
const FEW = 4_096;

/** Both halves of a double, changed so that unsigned order is numeric order: negative numbers flip, the others set their sign bit. */
function toKeys(values: Float64Array, start: Uint32Array | undefined): { low: Uint32Array; high: Uint32Array } {
  const copy = new Float64Array(values.length);
  // + 0 makes −0 and 0 the same.
  for (let at = 0; at < copy.length; at += 1) copy[at] = values[start ? start[at]! : at]! + 0;
  const words = new Uint32Array(copy.buffer);
  const isLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
  const low = new Uint32Array(values.length);
  const high = new Uint32Array(values.length);
  for (let at = 0; at < values.length; at += 1) {
    const upper = words[2 * at + (isLittleEndian ? 1 : 0)]!;
    const lower = words[2 * at + (isLittleEndian ? 0 : 1)]!;
    const isNegative = upper >>> 31 === 1;
    high[at] = isNegative ? ~upper : upper | 0x80000000;
    low[at] = isNegative ? ~lower : lower;
  }
  return { low, high };
}

type Carried = { low: Uint32Array; high: Uint32Array; order: Uint32Array };

/** One stable pass over eleven bits. Keys travel with their numbers: reading in order is what makes this fast. */
function pass(from: Carried, into: Carried, isHigh: boolean, shift: number): boolean {
  const words = isHigh ? from.high : from.low;
  const counts = new Uint32Array(BUCKETS);
  for (let at = 0; at < words.length; at += 1) counts[(words[at]! >>> shift) & (BUCKETS - 1)]! += 1;
  if (counts.includes(words.length)) return false;
  let sum = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    const count = counts[bucket]!;
    counts[bucket] = sum;
    sum += count;
  }
  for (let at = 0; at < words.length; at += 1) {
    const to = counts[(words[at]! >>> shift) & (BUCKETS - 1)]!++;
    // The low half has done its work once the high half is sorted by.
    if (!isHigh) into.low[to] = from.low[at]!;
    into.high[to] = from.high[at]!;
    into.order[to] = from.order[at]!;
  }
  return true;
}

/**
 * The order that sorts values upwards, equal ones as they were in `start` (0, 1, … without one). Radix sort of the bits of
 * doubles for many values: O(n), six passes, fewer where bits agree. Values must not be NaN.
 */
export function sortOrder(values: Float64Array, start?: Uint32Array): Uint32Array {
  const order = start ? start.slice() : new Uint32Array(values.length);
  for (let at = 0; !start && at < order.length; at += 1) order[at] = at;
  if (values.length < FEW) return order.sort((a, b) => values[a]! - values[b]!);
  let from: Carried = { ...toKeys(values, start), order };
  let into: Carried = { low: new Uint32Array(values.length), high: new Uint32Array(values.length), order: new Uint32Array(values.length) };
  for (let step = 0; step < 6; step += 1) {
    if (pass(from, into, step >= 3, BITS * (step % 3))) [from, into] = [into, from];
  }
  return from.order;
}

/** Ranks from 1; equal values share the mean of their ranks. O(n). Example: 12, 2, 1, 12, 2 gives 4.5, 2.5, 1, 4.5, 2.5. */
export function computeRanks(values: Float64Array): Float64Array {
  const order = sortOrder(values);
  const ranks = new Float64Array(values.length);
  for (let begin = 0, end = 0; begin < order.length; begin = end) {
    while (end < order.length && values[order[end]!] === values[order[begin]!]) end += 1;
    for (let at = begin; at < end; at += 1) ranks[order[at]!] = (begin + 1 + end) / 2;
  }
  return ranks;
}
