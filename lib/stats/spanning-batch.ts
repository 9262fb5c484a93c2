export type SpanningBatch = { /** Pairs i < j, sorted. */ edges: [number, number][]; /** Σ 1/gain. */ totalWeight: number };

/**
 * A batch of comparisons that links every candidate and tells the most: the minimum spanning tree of 1/gain (Prim 1957).
 * `gain[i][j]`: what comparing i and j tells, read from either half of the table; pairs without gain are not used, so that a
 * forest may come back. Source: Mikhailiuk et al., arXiv 2004.05691. O(candidates²).
 */
export function planSpanningBatch(gain: readonly (readonly number[])[]): SpanningBatch {
  const size = gain.length;
  const weight = (i: number, j: number): number => {
    const value = Math.max(gain[i]?.[j] ?? 0, gain[j]?.[i] ?? 0);
    return value > 0 ? 1 / value : Infinity;
  };
  const distance = new Float64Array(size).fill(Infinity);
  const parent = new Int32Array(size).fill(-1);
  const isIn = new Uint8Array(size);
  const edges: [number, number][] = [];
  let totalWeight = 0;
  for (let round = 0; round < size; round += 1) {
    let nearest = -1;
    for (let at = 0; at < size; at += 1) if (!isIn[at] && (nearest < 0 || distance[at]! < distance[nearest]!)) nearest = at;
    isIn[nearest] = 1;
    if (distance[nearest]! < Infinity) {
      edges.push([Math.min(nearest, parent[nearest]!), Math.max(nearest, parent[nearest]!)]);
      totalWeight += distance[nearest]!;
    }
    for (let at = 0; at < size; at += 1) {
      if (isIn[at] || weight(nearest, at) >= distance[at]!) continue;
      distance[at] = weight(nearest, at);
      parent[at] = nearest;
    }
  }
  return { edges: edges.sort((a, b) => a[0] - b[0] || a[1] - b[1]), totalWeight };
}
