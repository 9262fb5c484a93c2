import { computeLogistic, fitBradleyTerry, LEADERBOARD_PENALTY } from "./bradley-terry.ts";
import type { PairCounts } from "./pair-counts.ts";
import { invertInformation } from "./strength-errors.ts";

export type RemovedJudgments = { winner: number; loser: number; count: number };

/** How few judgments hold the first place up. */
export type FirstPlace = {
  leader: number;
  /** Who would be first without the judgments named here. */
  challenger: number;
  /** Judgments that are enough, if the right ones are taken away; confirmed by a new fit. */
  count: number;
  /** count / all judgments, 0..1. */
  share: number;
  removed: RemovedJudgments[];
};

const RIVALS = 5;
/** Strengths closer than this differ by rounding. */
const SAME = 1e-9;

type Move = { pair: number; isFirst: boolean; effect: number; count: number };

/** What taking one judgment of each kind away adds to strength(rival) − strength(leader), most first: Δs ≈ −H⁺g. */
function listMoves(counts: PairCounts, strength: Float64Array, inverse: Float64Array, leader: number, rival: number): Move[] {
  const { size } = counts;
  const lean = (at: number) => inverse[rival * size + at]! - inverse[leader * size + at]!;
  const moves: Move[] = [];
  for (let pair = 0; pair < counts.first.length; pair += 1) {
    const [i, j] = [counts.first[pair]!, counts.second[pair]!];
    const p = computeLogistic(strength[i]! - strength[j]!);
    const along = lean(i) - lean(j);
    if (counts.firstWins[pair]! >= 1) moves.push({ pair, isFirst: true, effect: -(1 - p) * along, count: Math.floor(counts.firstWins[pair]!) });
    if (counts.secondWins[pair]! >= 1) moves.push({ pair, isFirst: false, effect: p * along, count: Math.floor(counts.secondWins[pair]!) });
  }
  return moves.filter((move) => move.effect > 0).sort((a, b) => b.effect - a.effect);
}

/** The first `count` judgments in the order of the moves. */
function take(moves: readonly Move[], count: number): Move[] {
  const taken: Move[] = [];
  for (let left = count, at = 0; left > 0 && at < moves.length; at += 1) {
    const move = moves[at]!;
    taken.push({ ...move, count: Math.min(left, move.count) });
    left -= move.count;
  }
  return taken;
}

/** Who is first once the judgments are gone: the leader still, unless somebody is truly ahead. `start`: the strengths with them. */
function findFirst(counts: PairCounts, taken: readonly Move[], leader: number, penalty: number, start: Float64Array): number {
  const firstWins = Float64Array.from(counts.firstWins);
  const secondWins = Float64Array.from(counts.secondWins);
  for (const { pair, isFirst, count } of taken) (isFirst ? firstWins : secondWins)[pair]! -= count;
  const { strength } = fitBradleyTerry({ ...counts, firstWins, secondWins }, { penalty, start });
  const most = strength!.reduce((highest, value) => Math.max(highest, value), -Infinity);
  return most > strength![leader]! + SAME ? strength!.indexOf(most) : leader;
}

/** How many judgments the linear guess asks for; null where all of them are not enough. */
function guessCount(moves: readonly Move[], gap: number): number | null {
  let sum = 0;
  let count = 0;
  for (const { effect, count: available } of moves) {
    if (sum + effect * available > gap) return count + Math.floor((gap - sum) / effect) + 1;
    sum += effect * available;
    count += available;
  }
  return count > 0 && sum > gap / 2 ? count : null;
}

/** The fewest judgments, taken in the order of the moves, without which somebody else is first: doubled until enough, then halved. */
function searchCount(counts: PairCounts, moves: readonly Move[], guess: number, leader: number, penalty: number, start: Float64Array): number | null {
  const all = moves.reduce((sum, move) => sum + move.count, 0);
  const isFlipped = (count: number) => findFirst(counts, take(moves, count), leader, penalty, start) !== leader;
  let high = Math.min(guess, all);
  while (!isFlipped(high)) {
    if (high === all) return null;
    high = Math.min(all, Math.ceil(high * 1.5) + 1);
  }
  let low = 0;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isFlipped(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * How few judgments decide who is first under Bradley-Terry: those with the most influence on the gap to a rival are taken away
 * first, for the five closest rivals, and each answer is confirmed by fitting again (after Huang et al. 2025, arXiv 2508.11847).
 * An upper bound of the smallest number. Null where nothing that can be taken away changes the first place, or nobody is compared.
 */
export function findFirstPlaceSupport(counts: PairCounts, options: { penalty?: number } = {}): FirstPlace | null {
  const penalty = Math.max(options.penalty ?? 0, LEADERBOARD_PENALTY);
  const strength = fitBradleyTerry(counts, { penalty }).strength!;
  const inverse = invertInformation(counts, strength, penalty);
  const order = [...strength.keys()].sort((a, b) => strength[b]! - strength[a]!);
  const [leader, ...rivals] = order;
  if (!inverse || leader === undefined) return null;
  const total = counts.firstWins.reduce((sum, value, pair) => sum + value + counts.secondWins[pair]!, 0);
  let best: FirstPlace | null = null;
  for (const rival of rivals.slice(0, RIVALS)) {
    const moves = listMoves(counts, strength, inverse, leader, rival);
    const guess = guessCount(moves, strength[leader]! - strength[rival]!);
    const count = guess === null ? null : searchCount(counts, moves, guess, leader, penalty, strength);
    if (count === null || (best && count >= best.count)) continue;
    const taken = take(moves, count);
    const removed = taken.map(({ pair, isFirst, count: times }) => ({ winner: isFirst ? counts.first[pair]! : counts.second[pair]!, loser: isFirst ? counts.second[pair]! : counts.first[pair]!, count: times }));
    best = { leader, challenger: findFirst(counts, taken, leader, penalty, strength), count, share: count / total, removed };
  }
  return best;
}
