/** How often the members of each pair won, each pair once with first < second; `size` candidates 0..size−1. Weights are allowed for counts. */
export type PairCounts = { size: number; first: Int32Array; second: Int32Array; firstWins: Float64Array; secondWins: Float64Array };

/** Pair counts with ties between the two. */
export type TiedPairCounts = PairCounts & { ties: Float64Array };

type Table = readonly (readonly number[])[];

/** From a table of wins, `wins[i][j]` = times i was better than j, and one of ties, symmetric. Pairs that never met are left out. */
export function toPairCounts(wins: Table, ties?: Table): TiedPairCounts {
  const pairs: [number, number][] = [];
  const met = (i: number, j: number) => wins[i]![j]! + wins[j]![i]! + (ties?.[i]?.[j] ?? 0) > 0;
  for (let i = 0; i < wins.length; i += 1) for (let j = i + 1; j < wins.length; j += 1) if (met(i, j)) pairs.push([i, j]);
  return {
    size: wins.length,
    first: Int32Array.from(pairs, ([i]) => i),
    second: Int32Array.from(pairs, ([, j]) => j),
    firstWins: Float64Array.from(pairs, ([i, j]) => wins[i]![j]!),
    secondWins: Float64Array.from(pairs, ([i, j]) => wins[j]![i]!),
    ties: Float64Array.from(pairs, ([i, j]) => ties?.[i]?.[j] ?? 0),
  };
}

/** A tie as half a win each way: what other leaderboards do. It compresses the scale and hides the share of ties. */
export function countTiesAsHalfWins(counts: TiedPairCounts): PairCounts {
  const add = (wins: Float64Array) => wins.map((value, pair) => value + counts.ties[pair]! / 2);
  return { size: counts.size, first: counts.first, second: counts.second, firstWins: add(counts.firstWins), secondWins: add(counts.secondWins) };
}

/** Judgments as columns: `winner` was better than `loser` for an item (`cluster`, 0..clusterCount−1). Weight 1 unless given. */
export type Judgments = { size: number; clusterCount: number; winner: Int32Array; loser: Int32Array; cluster: Int32Array; weight?: Float64Array };

/** Pair counts of each cluster: rows offsets[c] to offsets[c+1]−1. */
export type ClusteredPairCounts = PairCounts & { clusterCount: number; offsets: Uint32Array };

/** The order that puts equal keys together, keys 0..count−1, and where each key starts. O(n). */
export function groupByKey(keys: Int32Array, count: number): { order: Uint32Array; offsets: Uint32Array } {
  const offsets = new Uint32Array(count + 1);
  for (let at = 0; at < keys.length; at += 1) offsets[keys[at]! + 1]! += 1;
  for (let key = 0; key < count; key += 1) offsets[key + 1]! += offsets[key]!;
  const next = offsets.slice();
  const order = new Uint32Array(keys.length);
  for (let at = 0; at < keys.length; at += 1) order[next[keys[at]!]!++] = at;
  return { order, offsets };
}

/** Adds judgments up by cluster and pair. O(judgments + candidates²). */
export function groupJudgments({ size, clusterCount, winner, loser, cluster, weight }: Judgments): ClusteredPairCounts {
  const { order, offsets: starts } = groupByKey(cluster, clusterCount);
  const rows = { first: new Int32Array(order.length), second: new Int32Array(order.length), firstWins: new Float64Array(order.length), secondWins: new Float64Array(order.length) };
  const rowOf = new Int32Array(size * size).fill(-1);
  const offsets = new Uint32Array(clusterCount + 1);
  let count = 0;
  for (let at = 0; at < clusterCount; at += 1) {
    const begin = count;
    for (let position = starts[at]!; position < starts[at + 1]!; position += 1) {
      const judgment = order[position]!;
      const [won, lost] = [winner[judgment]!, loser[judgment]!];
      const key = won < lost ? won * size + lost : lost * size + won;
      let row = rowOf[key]!;
      if (row < begin) {
        row = rowOf[key] = count++;
        rows.first[row] = Math.min(won, lost);
        rows.second[row] = Math.max(won, lost);
      }
      (won < lost ? rows.firstWins : rows.secondWins)[row]! += weight ? weight[judgment]! : 1;
    }
    offsets[at + 1] = count;
  }
  return { size, clusterCount, offsets, first: rows.first.slice(0, count), second: rows.second.slice(0, count), firstWins: rows.firstWins.slice(0, count), secondWins: rows.secondWins.slice(0, count) };
}

/** Adds the rows of all clusters up: each pair once. `pairOf` says which pair each row belongs to. */
export function mergeClusters(rows: PairCounts): PairCounts & { pairOf: Int32Array } {
  const { size } = rows;
  const index = new Int32Array(size * size).fill(-1);
  const pairOf = new Int32Array(rows.first.length);
  const keys: number[] = [];
  for (let row = 0; row < pairOf.length; row += 1) {
    const key = rows.first[row]! * size + rows.second[row]!;
    if (index[key]! < 0) index[key] = keys.push(key) - 1;
    pairOf[row] = index[key]!;
  }
  const firstWins = new Float64Array(keys.length);
  const secondWins = new Float64Array(keys.length);
  for (let row = 0; row < pairOf.length; row += 1) {
    firstWins[pairOf[row]!]! += rows.firstWins[row]!;
    secondWins[pairOf[row]!]! += rows.secondWins[row]!;
  }
  return { size, first: Int32Array.from(keys, (key) => Math.floor(key / size)), second: Int32Array.from(keys, (key) => key % size), firstWins, secondWins, pairOf };
}
