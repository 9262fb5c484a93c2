import type { DimensionName } from "../project/schemas.ts";
import type { Evidence, EvidenceCandidate, EvidenceItem, ScorerColumns, Tally } from "./evidence.ts";

/** Evidence while it is read: things are known by name until everything has its place. */
export type EvidenceBuilder = {
  addItem(item: Omit<EvidenceItem, "cluster"> & { clusterName: string }): void;
  addCandidate(candidate: Omit<EvidenceCandidate, "item"> & { itemId: string }): void;
  addComparison(comparison: { id: string; aId: string; bId: string }): void;
  /** Place of a comparison; null for one that is not known. */
  comparisonAt(id: string): number | null;
  tallyOf(dimension: DimensionName): Tally | null;
  addScorer(scorer: Omit<ScorerColumns, "scores">): void;
  addScore(score: { scorerId: string; candidateId: string; dimension: DimensionName; pass: number; value: number }): void;
  build(): Evidence;
};

type Places = Map<string, number>;

const emptyTally = (count: number): Tally => ({ people: new Uint16Array(count * 5), simulated: new Uint16Array(count * 5), decision: new Uint8Array(count) });

/** Looks names up where most questions are about the name asked for last, as in rows that come in order. */
function rememberLast(places: Places): (name: string) => number | undefined {
  let [last, at]: [string, number | undefined] = ["", undefined];
  return (name) => {
    if (name !== last) [last, at] = [name, places.get(name)];
    return at;
  };
}

/**
 * Collects evidence: items first, then their candidates, then comparisons, then everything that counts on them. What names
 * something unknown is left out; readers of files refuse such lines before.
 */
export function createEvidenceBuilder(dimensions: DimensionName[]): EvidenceBuilder {
  const [items, candidates, comparisons, clusters, scorers] = [new Map(), new Map(), new Map(), new Map(), new Map()] as [Places, Places, Places, Places, Map<string, ScorerColumns>];
  const evidence: Omit<Evidence, "comparisons" | "clusterCount" | "tallies" | "scorers"> = { dimensions, items: [], candidates: [] };
  const [ids, item, a, b] = [[], [], [], []] as [string[], number[], number[], number[]];
  const tallies = new Map<DimensionName, Tally>();
  const [placeOf, candidateAt] = [rememberLast(comparisons), rememberLast(candidates)];
  return {
    addItem({ clusterName, ...own }) {
      const cluster = clusters.get(clusterName) ?? clusters.size;
      clusters.set(clusterName, cluster);
      items.set(own.id, evidence.items.length);
      evidence.items.push({ ...own, cluster });
    },
    addCandidate({ itemId, ...own }) {
      const place = items.get(itemId);
      if (place === undefined) return;
      candidates.set(own.id, evidence.candidates.length);
      evidence.candidates.push({ ...own, item: place });
    },
    addComparison({ id, aId, bId }) {
      const [first, second] = [candidates.get(aId), candidates.get(bId)];
      if (first === undefined || second === undefined) return;
      comparisons.set(id, ids.length);
      ids.push(id);
      item.push(evidence.candidates[first]!.item);
      a.push(first);
      b.push(second);
    },
    comparisonAt: (id) => placeOf(id) ?? null,
    tallyOf(dimension) {
      if (!dimensions.includes(dimension)) return null;
      const tally = tallies.get(dimension) ?? emptyTally(ids.length);
      tallies.set(dimension, tally);
      return tally;
    },
    addScorer: (scorer) => void scorers.set(scorer.id, { ...scorer, scores: new Map() }),
    addScore({ scorerId, candidateId, dimension, pass, value }) {
      const [scorer, candidate] = [scorers.get(scorerId), candidateAt(candidateId)];
      if (!scorer || candidate === undefined || pass >= scorer.passCount) return;
      const column = scorer.scores.get(dimension) ?? new Float64Array(candidates.size * scorer.passCount).fill(Number.NaN);
      scorer.scores.set(dimension, column);
      column[candidate * scorer.passCount + pass] = value;
    },
    build: () => ({
      ...evidence,
      clusterCount: clusters.size,
      comparisons: { ids, item: Int32Array.from(item), a: Int32Array.from(a), b: Int32Array.from(b) },
      tallies: new Map(dimensions.map((dimension) => [dimension, tallies.get(dimension) ?? emptyTally(ids.length)])),
      scorers: [...scorers.values()].filter((scorer) => scorer.scores.size > 0),
    }),
  };
}
