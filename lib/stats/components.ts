import type { PairCounts } from "./pair-counts.ts";

/** Candidates that belong together, ascending, ordered by their first. */
export type Components = number[][];

function listEdges(counts: PairCounts): number[][] {
  const edges: number[][] = Array.from({ length: counts.size }, () => []);
  for (let pair = 0; pair < counts.first.length; pair += 1) {
    if (counts.firstWins[pair]! > 0) edges[counts.first[pair]!]!.push(counts.second[pair]!);
    if (counts.secondWins[pair]! > 0) edges[counts.second[pair]!]!.push(counts.first[pair]!);
  }
  return edges;
}

const inOrder = (groups: Components): Components => groups.map((group) => group.sort((a, b) => a - b)).sort((a, b) => a[0]! - b[0]!);

/** Candidates linked by any comparison at all: strengths of different groups have nothing in common. */
export function findWeakComponents(counts: PairCounts): Components {
  const parent = Int32Array.from({ length: counts.size }, (_, at) => at);
  const find = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
    return root;
  };
  for (let pair = 0; pair < counts.first.length; pair += 1) {
    if (counts.firstWins[pair]! + counts.secondWins[pair]! > 0) parent[find(counts.first[pair]!)] = find(counts.second[pair]!);
  }
  return inOrder([...Map.groupBy(Array.from(parent.keys()), find).values()]);
}

/**
 * Candidates of which each has beaten each other, directly or through others (Tarjan 1972, SIAM J. Comput. 1, 146-160, without
 * recursion). Bradley-Terry strengths are finite without a penalty exactly when there is one such group (Ford 1957, Am. Math.
 * Monthly 64, 28-33). O(candidates + pairs).
 */
export function findStrongComponents(counts: PairCounts): Components {
  const edges = listEdges(counts);
  const number = new Int32Array(counts.size).fill(-1);
  const low = new Int32Array(counts.size);
  const isOpen = new Uint8Array(counts.size);
  const open: number[] = [];
  const groups: Components = [];
  let visited = 0;
  const enter = (at: number): { at: number; edge: number } => {
    number[at] = low[at] = visited++;
    open.push(at);
    isOpen[at] = 1;
    return { at, edge: 0 };
  };
  const close = (at: number): void => {
    const group = open.splice(open.indexOf(at));
    for (const member of group) isOpen[member] = 0;
    groups.push(group);
  };
  for (let root = 0; root < counts.size; root += 1) {
    if (number[root]! >= 0) continue;
    const path = [enter(root)];
    while (path.length > 0) {
      const step = path.at(-1)!;
      const next = edges[step.at]![step.edge++];
      if (next === undefined) {
        path.pop();
        const above = path.at(-1);
        if (above) low[above.at] = Math.min(low[above.at]!, low[step.at]!);
        if (low[step.at] === number[step.at]) close(step.at);
      } else if (number[next]! < 0) path.push(enter(next));
      else if (isOpen[next]) low[step.at] = Math.min(low[step.at]!, number[next]!);
    }
  }
  return inOrder(groups);
}
