import type { PeopleFilter } from "../consensus/people-filter.ts";
import type { CandidateOrigin } from "../generated/prisma/client.ts";
import type { DimensionName } from "../project/schemas.ts";
import { selectPlaces } from "./columns.ts";
import type { Evidence } from "./evidence.ts";

/** Which comparisons figures are taken over; what is left out is not restricted. */
export type EvidenceFilter = {
  people: PeopleFilter;
  taskTypes?: readonly string[];
  /** Either candidate is of this generator. */
  generator?: string;
  /** Either candidate is of this origin. */
  origin?: CandidateOrigin;
};

/** Codes of `Votes.consensus`: whom the plurality (or the reviewer who decided) prefers. */
export const CONSENSUS_CODE = { A: 1, B: -1, TIE: 0, UNDECIDED: 2, NONE: 3 } as const;

/** What the chosen judges say in one dimension, as columns over the comparisons that have any answer, a skip or a decision. */
export type Votes = {
  dimension: DimensionName;
  length: number;
  /** Place in `Evidence.comparisons`, ascending. */
  row: Int32Array;
  /** Number of the source picture. */
  cluster: Int32Array;
  a: Int32Array;
  b: Int32Array;
  tie: Int32Array;
  bothBad: Int32Array;
  skip: Int32Array;
  /** Answers that count: without skips. */
  n: Int32Array;
  /** How many of `n` are simulated. */
  simulated: Int32Array;
  /** See `CONSENSUS_CODE`. */
  consensus: Int8Array;
  /** 1 where a reviewer decided. */
  adjudicated: Uint8Array;
};

const BOTH_BAD = 4;
const TIE = 3;

function codeOf(a: number, b: number, equal: number): number {
  if (a + b + equal === 0) return CONSENSUS_CODE.NONE;
  const leader = Math.max(a, b, equal);
  const leaders = Number(a === leader) + Number(b === leader) + Number(equal === leader);
  if (leaders > 1) return CONSENSUS_CODE.UNDECIDED;
  return a === leader ? CONSENSUS_CODE.A : b === leader ? CONSENSUS_CODE.B : CONSENSUS_CODE.TIE;
}

/** Which comparisons a filter keeps, whoever judged them. */
export function keepComparisons({ items, candidates, comparisons }: Evidence, { taskTypes, generator, origin }: Omit<EvidenceFilter, "people">): Uint8Array {
  const types = taskTypes && new Set(taskTypes);
  const kept = new Uint8Array(comparisons.ids.length).fill(1);
  if (!types && generator === undefined && origin === undefined) return kept;
  return kept.map((_, at) => {
    const [a, b] = [candidates[comparisons.a[at]!]!, candidates[comparisons.b[at]!]!];
    const isKept =
      (!types || types.has(items[comparisons.item[at]!]!.taskType ?? "")) && (generator === undefined || a.generator === generator || b.generator === generator) && (origin === undefined || a.origin === origin || b.origin === origin);
    return isKept ? 1 : 0;
  });
}

function emptyVotes(dimension: DimensionName, row: Int32Array): Votes {
  const length = row.length;
  const whole = () => new Int32Array(length);
  return { dimension, length, row, cluster: whole(), a: whole(), b: whole(), tie: whole(), bothBad: whole(), skip: whole(), n: whole(), simulated: whole(), consensus: new Int8Array(length), adjudicated: new Uint8Array(length) };
}

/**
 * Counts the verdicts of the chosen judges in one dimension. Plurality of A, B and equal decides (`computePlurality`); a reviewer's
 * decision takes its place, except among simulated judgments alone.
 */
export function countVotes(evidence: Evidence, dimension: DimensionName, filter: EvidenceFilter): Votes {
  const tally = evidence.tallies.get(dimension);
  if (!tally) return emptyVotes(dimension, new Int32Array(0));
  const { people, simulated, decision } = tally;
  const kept = keepComparisons(evidence, filter);
  const ofPeople = filter.people === "simulated" ? 0 : 1;
  const ofSimulated = filter.people === "people" ? 0 : 1;
  const count = (at: number, verdict: number) => ofPeople * people[at * 5 + verdict]! + ofSimulated * simulated[at * 5 + verdict]!;
  const decided = (at: number) => (filter.people === "simulated" ? 0 : decision[at]!);
  const row = selectPlaces(evidence.comparisons.ids.length, (at) => kept[at] === 1 && (decided(at) > 0 || count(at, 0) + count(at, 1) + count(at, 2) + count(at, 3) + count(at, 4) > 0));
  const votes = emptyVotes(dimension, row);
  row.forEach((at, place) => {
    const [a, b, tie, bothBad] = [count(at, 0), count(at, 1), count(at, 2), count(at, 3)];
    votes.cluster[place] = evidence.items[evidence.comparisons.item[at]!]!.cluster;
    votes.a[place] = a;
    votes.b[place] = b;
    votes.tie[place] = tie;
    votes.bothBad[place] = bothBad;
    votes.skip[place] = count(at, 4);
    votes.n[place] = a + b + tie + bothBad;
    votes.simulated[place] = ofSimulated * (simulated[at * 5]! + simulated[at * 5 + 1]! + simulated[at * 5 + 2]! + simulated[at * 5 + 3]!);
    const word = decided(at);
    votes.adjudicated[place] = word > 0 ? 1 : 0;
    votes.consensus[place] = word === 0 ? codeOf(a, b, tie + bothBad) : word === TIE || word === BOTH_BAD ? CONSENSUS_CODE.TIE : word === 1 ? CONSENSUS_CODE.A : CONSENSUS_CODE.B;
  });
  return votes;
}
