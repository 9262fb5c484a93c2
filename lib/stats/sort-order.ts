const BITS = 11;
const BUCKETS = 1 << BITS;
const FEW = 4_096;

/** Both halves of a double, changed so that unsigned order is numeric order: negative numbers flip, the others set their sign bit. */
function toKeys(values: Float64Array): { low: Uint32Array; high: Uint32Array } {
  // + 0 makes −0 and 0 the same.
  const copy = values.map((value) => value + 0);
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

/**
 * The order that sorts values upwards, equal ones as they were in `start` (0, 1, … without one). Radix sort of the bits of
 * doubles for many values: O(n), six passes, fewer where high bits agree. Values must not be NaN.
 */
export function sortOrder(values: Float64Array, start?: Uint32Array): Uint32Array {
  let order = start ? start.slice() : Uint32Array.from({ length: values.length }, (_, at) => at);
  if (values.length < FEW) return order.sort((a, b) => values[a]! - values[b]!);
  const { low, high } = toKeys(values);
  let next = new Uint32Array(values.length);
  const counts = new Uint32Array(BUCKETS);
  for (let pass = 0; pass < 6; pass += 1) {
    const words = pass < 3 ? low : high;
    const shift = BITS * (pass % 3);
    counts.fill(0);
    for (let at = 0; at < words.length; at += 1) counts[(words[at]! >>> shift) & (BUCKETS - 1)]! += 1;
    if (counts.includes(values.length)) continue;
    let sum = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      const count = counts[bucket]!;
      counts[bucket] = sum;
      sum += count;
    }
    for (let at = 0; at < order.length; at += 1) {
      const index = order[at]!;
      next[counts[(words[index]! >>> shift) & (BUCKETS - 1)]!++] = index;
    }
    [order, next] = [next, order];
  }
  return order;
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
