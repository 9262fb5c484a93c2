import type { Evidence, EvidenceCandidate, Votes } from "../evidence/index.ts";
import { type ClusterResampling, computeRanks, statisticOf, sumResampled } from "../stats/index.ts";
import type { JudgedPairs } from "./judged-pairs.ts";
import { type Estimate, toEstimate } from "./measure-accuracy.ts";

export const TRAITS = ["changedShare", "pixels", "sharpness"] as const;
export type Trait = (typeof TRAITS)[number];

/**
 * How far a scorer, and people, prefer the edit that changed more, is larger, or is sharper: correlations of signed ranks over
 * pairs, −1..1. `excess`: the scorer's minus people's, resampled together; `atTies`: the scorer's where people call the two equal.
 */
export type HackingRow = { trait: Trait; scorer: Estimate; people: Estimate; excess: Estimate; atTies: Estimate; n: number; tieCount: number };

/** sign(x)·rank(|x|), 0 for 0: turning a pair around changes the sign alone, so that its orientation does not matter. */
function signedRanks(values: Float64Array): Float64Array {
  const ranks = computeRanks(values.map(Math.abs));
  return values.map((value, at) => Math.sign(value) * ranks[at]!);
}

const cosine = (xy: number, xx: number, yy: number) => (xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null);

function contrastOf(trait: Trait, a: EvidenceCandidate, b: EvidenceCandidate): number {
  const [x, y] = [a[trait], b[trait]];
  return x === null || y === null ? Number.NaN : x - y;
}

/** Sums of the scorer's, people's and the trait's signed ranks over some pairs, and correlations from them. */
function correlate(drawing: ClusterResampling, cluster: Int32Array, scorer: Float64Array, people: Float64Array, trait: Float64Array): Record<"scorer" | "people" | "excess", Estimate> {
  const [s, h, f] = [signedRanks(scorer), signedRanks(people), signedRanks(trait)];
  const values = new Float64Array(5 * s.length);
  for (let at = 0; at < s.length; at += 1) values.set([s[at]! * f[at]!, s[at]! ** 2, h[at]! * f[at]!, h[at]! ** 2, f[at]! ** 2], at * 5);
  const all = sumResampled(drawing, { width: 5, values, cluster });
  const over = (compute: (sums: Float64Array) => number | null) => toEstimate(statisticOf(all, compute));
  const ofScorer = (sums: Float64Array) => cosine(sums[0]!, sums[1]!, sums[4]!);
  const ofPeople = (sums: Float64Array) => cosine(sums[2]!, sums[3]!, sums[4]!);
  return {
    scorer: over(ofScorer),
    people: over(ofPeople),
    excess: over((sums) => {
      const [x, y] = [ofScorer(sums), ofPeople(sums)];
      return x === null || y === null ? null : x - y;
    }),
  };
}

/** Over pairs that are judged and have both scores and the trait; a trait that never differs has no correlation. */
export function measureHacking(evidence: Evidence, votes: Votes, pairs: JudgedPairs, drawing: ClusterResampling): HackingRow[] {
  const { candidates, comparisons } = evidence;
  const margin = (at: number) => {
    const row = pairs.place[at]!;
    return votes.n[row]! === 0 ? pairs.human[at]! : (votes.a[row]! - votes.b[row]!) / votes.n[row]!;
  };
  return TRAITS.map((trait): HackingRow => {
    const of = (at: number) => contrastOf(trait, candidates[comparisons.a[votes.row[pairs.place[at]!]!]!]!, candidates[comparisons.b[votes.row[pairs.place[at]!]!]!]!);
    const known = Int32Array.from(pairs.human.keys()).filter((at) => !Number.isNaN(pairs.difference[at]!) && !Number.isNaN(of(at)));
    const tied = known.filter((at) => pairs.human[at] === 0 && pairs.undecided[at] === 0);
    const over = (places: Int32Array) => correlate(drawing, Int32Array.from(places, (at) => pairs.cluster[at]!), Float64Array.from(places, (at) => pairs.difference[at]!), Float64Array.from(places, margin), Float64Array.from(places, of));
    return { trait, ...over(known), atTies: over(tied).scorer, n: known.length, tieCount: tied.length };
  });
}
