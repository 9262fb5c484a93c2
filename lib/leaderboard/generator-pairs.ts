import { type Evidence, selectPlaces, takePlaces, type Votes } from "../evidence/index.ts";
import type { ClusterResampling, TiedPairCounts } from "../stats/index.ts";

/** Judgments between different generators: one row a comparison, its pair turned so that the generator of the lower number is first. */
export type GeneratorPairs = {
  /** In the order of their names. */
  generators: string[];
  /** Generators of pair p, first < second. */
  first: Int32Array;
  second: Int32Array;
  /** By comparison: place in `Votes`, its pair, and its verdicts seen from the pair's first. */
  place: Int32Array;
  pair: Int32Array;
  firstWins: Int32Array;
  secondWins: Int32Array;
  ties: Int32Array;
  cluster: Int32Array;
};

/** Comparisons of two candidates of one generator say nothing of it and are left out, as are those without an answer that counts. */
export function pairGenerators(evidence: Evidence, votes: Votes): GeneratorPairs {
  const nameOf = (candidate: number) => evidence.candidates[candidate]!.generator;
  const sides = (at: number) => [nameOf(evidence.comparisons.a[votes.row[at]!]!), nameOf(evidence.comparisons.b[votes.row[at]!]!)] as const;
  const place = selectPlaces(votes.length, (at) => votes.n[at]! > 0 && sides(at)[0] !== sides(at)[1]);
  const generators = [...new Set(Array.from(place, sides).flat())].sort((a, b) => (a < b ? -1 : 1));
  const numbers = new Map(generators.map((name, at) => [name, at]));
  const known = new Map<number, number>();
  const [first, second] = [[], []] as [number[], number[]];
  const rows: GeneratorPairs = { generators, first: new Int32Array(0), second: new Int32Array(0), place, pair: new Int32Array(place.length), firstWins: new Int32Array(place.length), secondWins: new Int32Array(place.length), ties: new Int32Array(place.length), cluster: takePlaces(votes.cluster, place) };
  place.forEach((at, row) => {
    const [a, b] = sides(at).map((name) => numbers.get(name)!) as [number, number];
    const key = Math.min(a, b) * generators.length + Math.max(a, b);
    if (!known.has(key)) {
      known.set(key, first.length);
      first.push(Math.min(a, b));
      second.push(Math.max(a, b));
    }
    rows.pair[row] = known.get(key)!;
    rows.firstWins[row] = a < b ? votes.a[at]! : votes.b[at]!;
    rows.secondWins[row] = a < b ? votes.b[at]! : votes.a[at]!;
    rows.ties[row] = votes.tie[at]! + votes.bothBad[at]!;
  });
  return { ...rows, first: Int32Array.from(first), second: Int32Array.from(second) };
}

/** The pairs' counts over all comparisons. */
export function sumPairs({ generators, first, second, pair, firstWins, secondWins, ties }: GeneratorPairs): TiedPairCounts {
  const sums = { firstWins: new Float64Array(first.length), secondWins: new Float64Array(first.length), ties: new Float64Array(first.length) };
  for (let row = 0; row < pair.length; row += 1) {
    sums.firstWins[pair[row]!]! += firstWins[row]!;
    sums.secondWins[pair[row]!]! += secondWins[row]!;
    sums.ties[pair[row]!]! += ties[row]!;
  }
  return { size: generators.length, first, second, ...sums };
}

/** The pairs' counts of every resample, each comparison as often as its source picture was drawn. */
export function drawPairs({ generators, first, second, pair, firstWins, secondWins, ties, cluster }: GeneratorPairs, { drawn, replicates }: ClusterResampling): TiedPairCounts[] {
  const columns = [firstWins, secondWins, ties].map((counts) => {
    const sums = new Float64Array(first.length * replicates);
    for (let row = 0; row < pair.length; row += 1) {
      const [count, into, from] = [counts[row]!, pair[row]! * replicates, cluster[row]! * replicates];
      if (count === 0) continue;
      for (let replicate = 0; replicate < replicates; replicate += 1) sums[into + replicate]! += drawn[from + replicate]! * count;
    }
    return sums;
  });
  const take = (sums: Float64Array, replicate: number) => Float64Array.from(first, (_, at) => sums[at * replicates + replicate]!);
  return Array.from({ length: replicates }, (_, replicate) => ({ size: generators.length, first, second, firstWins: take(columns[0]!, replicate), secondWins: take(columns[1]!, replicate), ties: take(columns[2]!, replicate) }));
}
