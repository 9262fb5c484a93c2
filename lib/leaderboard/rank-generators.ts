import { type Evidence, type EvidenceFilter, type JudgmentColumns, type Votes } from "../evidence/index.ts";
import type { DimensionName } from "../project/index.ts";
import { type ClusterResampling, computeRankIntervals, countTiesAsHalfWins, findFirstPlaceSupport, findStrongComponents, findWeakComponents, type Interval, type RankInterval, resampleRatio, toScale1000 } from "../stats/index.ts";
import { type Coefficient, type CorrectionName, correctStrengths } from "./correct-strengths.ts";
import { fitStrengths, type StrengthModel, tieShareOf, UNBOUNDED_PENALTY } from "./fit-strengths.ts";
import { type GeneratorPairs, pairGenerators, sumPairs } from "./generator-pairs.ts";

export type GeneratorRank = {
  generator: string;
  /** 1 the best; null where the comparisons do not connect everybody, as are all figures of strength. */
  rank: number | null;
  rankInterval: RankInterval | null;
  /** Natural log, sum 0 over generators; and 1000 + 400·s/ln 10. */
  strength: number | null;
  interval: Interval | null;
  scale1000: number | null;
  /** Strength over the next one, and its standard error; null for the last. */
  lead: { over: string; difference: number; error: number | null } | null;
  /** (wins + ½ ties)/n of single judgments, against whomever it met. */
  winRate: { value: number | null; interval: Interval | null };
  wins: number;
  ties: number;
  losses: number;
  n: number;
  /** Comparisons in which at least one judgment was such: what a list of them shows. */
  met: { won: number; tied: number; lost: number };
  simulatedCount: number;
  comparisonCount: number;
  itemCount: number;
};

/** Single judgments of a row's generator against a column's. */
export type MatrixCell = { row: string; column: string; wins: number; ties: number; losses: number; comparisonCount: number };

export type LeaderboardWarning =
  | { kind: "disconnected"; groups: string[][] }
  | { kind: "unbounded"; groups: string[][]; penalty: number }
  | { kind: "fragile"; leader: string; challenger: string; count: number; share: number; removed: { winner: string; loser: string; count: number }[] }
  | { kind: "few_sources"; count: number };

export type Leaderboard = {
  dimension: DimensionName;
  /** Best first; by name where nothing can be ranked. */
  rows: GeneratorRank[];
  matrix: MatrixCell[];
  model: StrengthModel;
  penalty: number;
  /** Share of all judgments that call the two equal, and ν of Davidson. */
  tieShare: number | null;
  tie: number | null;
  judgmentCount: number;
  simulatedCount: number;
  correction: { coefficients: Coefficient[]; judgmentCount: number; leftOutCount: number } | null;
  warnings: LeaderboardWarning[];
};

export type RankOptions = { filter: Pick<EvidenceFilter, "people">; correct?: readonly CorrectionName[] };

/** So few judgments decide the first place that it says nothing; of many, this share (0.1 %) is as few. */
const A_HANDFUL = 5;
const SMALL_SHARE = 0.001;
const FEW_SOURCES = 30;

type Ranked = { strength: Float64Array; intervals: (Interval | null)[]; differenceError(i: number, j: number): number | null } | null;

function standing(evidence: Evidence, votes: Votes, pairs: GeneratorPairs, at: number, drawing: ClusterResampling): Omit<GeneratorRank, "rank" | "rankInterval" | "strength" | "interval" | "scale1000" | "lead"> {
  const rows = Int32Array.from(pairs.pair.keys()).filter((row) => pairs.first[pairs.pair[row]!] === at || pairs.second[pairs.pair[row]!] === at);
  const isFirst = (row: number) => pairs.first[pairs.pair[row]!] === at;
  const winsOf = (row: number) => (isFirst(row) ? pairs.firstWins[row]! : pairs.secondWins[row]!);
  const lossesOf = (row: number) => (isFirst(row) ? pairs.secondWins[row]! : pairs.firstWins[row]!);
  const sum = (pick: (row: number) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const count = (pick: (row: number) => number) => rows.filter((row) => pick(row) > 0).length;
  const [wins, losses, ties] = [sum(winsOf), sum(lossesOf), sum((row) => pairs.ties[row]!)];
  const rate = resampleRatio(drawing, { numerator: Float64Array.from(rows, (row) => winsOf(row) + pairs.ties[row]! / 2), denominator: Float64Array.from(rows, (row) => winsOf(row) + lossesOf(row) + pairs.ties[row]!), cluster: Int32Array.from(rows, (row) => pairs.cluster[row]!) });
  return {
    generator: pairs.generators[at]!,
    winRate: { value: rate.estimate, interval: rate.interval },
    wins,
    ties,
    losses,
    n: wins + ties + losses,
    met: { won: count(winsOf), tied: count((row) => pairs.ties[row]!), lost: count(lossesOf) },
    simulatedCount: sum((row) => votes.simulated[pairs.place[row]!]!),
    comparisonCount: rows.length,
    itemCount: new Set(Int32Array.from(rows, (row) => evidence.comparisons.item[votes.row[pairs.place[row]!]!]!)).size,
  };
}

function listCells(pairs: GeneratorPairs): MatrixCell[] {
  const counts = sumPairs(pairs);
  const met = new Int32Array(pairs.first.length);
  for (const pair of pairs.pair) met[pair]! += 1;
  return Array.from(pairs.first.keys()).flatMap((pair) => {
    const [first, second] = [pairs.generators[pairs.first[pair]!]!, pairs.generators[pairs.second[pair]!]!];
    const [wins, losses, ties, comparisonCount] = [counts.firstWins[pair]!, counts.secondWins[pair]!, counts.ties[pair]!, met[pair]!];
    return [{ row: first, column: second, wins, ties, losses, comparisonCount }, { row: second, column: first, wins: losses, ties, losses: wins, comparisonCount }];
  });
}

function order(rows: ReturnType<typeof standing>[], ranked: Ranked): GeneratorRank[] {
  if (!ranked) return rows.map((row) => ({ ...row, rank: null, rankInterval: null, strength: null, interval: null, scale1000: null, lead: null }));
  const places = [...rows.keys()].sort((a, b) => ranked.strength[b]! - ranked.strength[a]! || (rows[a]!.generator < rows[b]!.generator ? -1 : 1));
  const known = ranked.intervals.every((interval) => interval !== null);
  const open = known ? computeRankIntervals(ranked.intervals as Interval[]) : null;
  return places.map((at, place) => {
    const next = places[place + 1];
    const strength = ranked.strength[at]!;
    const lead = next === undefined ? null : { over: rows[next]!.generator, difference: strength - ranked.strength[next]!, error: ranked.differenceError(at, next) };
    return { ...rows[at]!, rank: place + 1, rankInterval: open?.[at] ?? null, strength, interval: ranked.intervals[at] ?? null, scale1000: toScale1000(strength), lead };
  });
}

/** Whether, and what, makes the order doubtful; of the counts as they are, before any correction. */
function warn(pairs: GeneratorPairs): { warnings: LeaderboardWarning[]; isConnected: boolean; isBounded: boolean } {
  const counts = countTiesAsHalfWins(sumPairs(pairs));
  const named = (groups: number[][]) => groups.map((group) => group.map((at) => pairs.generators[at]!));
  const weak = findWeakComponents(counts);
  const strong = findStrongComponents(counts);
  const sources = new Set(pairs.cluster).size;
  const warnings: LeaderboardWarning[] = sources < FEW_SOURCES ? [{ kind: "few_sources", count: sources }] : [];
  if (weak.length > 1) return { warnings: [{ kind: "disconnected", groups: named(weak) }, ...warnings], isConnected: false, isBounded: false };
  if (strong.length > 1) warnings.unshift({ kind: "unbounded", groups: named(strong), penalty: UNBOUNDED_PENALTY });
  const support = pairs.generators.length > 1 ? findFirstPlaceSupport(counts) : null;
  if (support && (support.count <= A_HANDFUL || support.share <= SMALL_SHARE)) {
    const name = (at: number) => pairs.generators[at]!;
    warnings.unshift({ kind: "fragile", leader: name(support.leader), challenger: name(support.challenger), count: support.count, share: support.share, removed: support.removed.map(({ winner, loser, count }) => ({ winner: name(winner), loser: name(loser), count })) });
  }
  return { warnings, isConnected: true, isBounded: strong.length === 1 };
}

/**
 * Generators of one dimension by strength: Davidson's model where more than 5 % of the judgments are ties, else Bradley-Terry with
 * ties as half wins; intervals by resampling source pictures. Generators that no comparison connects are not ranked. With
 * `correct`, Bradley-Terry with those covariates over single judgments, intervals by the cluster sandwich.
 */
export function rankGenerators(evidence: Evidence, judgments: JudgmentColumns | null, votes: Votes, { filter, correct = [] }: RankOptions, drawing: ClusterResampling): Leaderboard {
  const pairs = pairGenerators(evidence, votes);
  const counts = sumPairs(pairs);
  const standings = pairs.generators.map((_, at) => standing(evidence, votes, pairs, at, drawing));
  const fallback = { model: "bradley_terry" as StrengthModel, penalty: 0, tie: null };
  const { warnings, isConnected, isBounded } = pairs.generators.length === 0 ? { warnings: [], isConnected: false, isBounded: false } : warn(pairs);
  const fitted = isConnected && pairs.generators.length > 1 ? fitStrengths(pairs, isBounded, drawing) : null;
  const corrected = fitted && judgments && correct.length > 0 ? correctStrengths(evidence, votes, pairs, judgments, correct, filter) : null;
  const ranked: Ranked = corrected ?? fitted;
  const { model, penalty, tie } = corrected ? { ...fallback, penalty: fitted!.penalty } : (fitted ?? fallback);
  const sum = (values: Int32Array) => values.reduce((total, value) => total + value, 0);
  return {
    dimension: votes.dimension,
    rows: order(standings, ranked),
    matrix: listCells(pairs),
    model,
    penalty,
    tieShare: tieShareOf(counts),
    tie,
    judgmentCount: sum(pairs.firstWins) + sum(pairs.secondWins) + sum(pairs.ties),
    simulatedCount: pairs.place.reduce((total, place) => total + votes.simulated[place]!, 0),
    correction: corrected && { coefficients: corrected.coefficients, judgmentCount: corrected.judgmentCount, leftOutCount: corrected.leftOutCount },
    warnings,
  };
}
