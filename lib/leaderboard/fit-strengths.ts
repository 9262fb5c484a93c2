import { type ClusterResampling, countTiesAsHalfWins, fitBradleyTerry, fitDavidson, type Interval, LEADERBOARD_PENALTY, takeInterval, type TiedPairCounts } from "../stats/index.ts";
import { drawPairs, type GeneratorPairs, sumPairs } from "./generator-pairs.ts";

export type StrengthModel = "davidson" | "bradley_terry";

/** Above this share of ties, Davidson's model speaks of them; below, a tie is half a win for each. */
const DAVIDSON_FROM = 0.05;
/** Holds strengths together where somebody has only won or only lost; stated with the figures. */
export const UNBOUNDED_PENALTY = 0.01;

export type Strengths = {
  model: StrengthModel;
  penalty: number;
  /** ν of Davidson; null for the other model. */
  tie: number | null;
  strength: Float64Array;
  /** 95 %, source pictures resampled; null with fewer than two. */
  intervals: (Interval | null)[];
  /** Standard deviation over resamples of strength i − strength j. */
  differenceError(i: number, j: number): number | null;
};

export const tieShareOf = ({ firstWins, secondWins, ties }: TiedPairCounts): number | null => {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const n = sum(firstWins) + sum(secondWins) + sum(ties);
  return n === 0 ? null : sum(ties) / n;
};

function fit(counts: TiedPairCounts, model: StrengthModel, penalty: number): { strength: Float64Array; tie: number | null } {
  if (model === "davidson") {
    const { strength, tie } = fitDavidson(counts, { penalty });
    if (strength) return { strength, tie };
  }
  return { strength: fitBradleyTerry(countTiesAsHalfWins(counts), { penalty }).strength!, tie: null };
}

/** Strengths of connected generators with intervals from the report's drawing. `isBounded`: everybody has won and lost somewhere, directly or through others. */
export function fitStrengths(pairs: GeneratorPairs, isBounded: boolean, resampling: ClusterResampling): Strengths {
  const counts = sumPairs(pairs);
  const model: StrengthModel = (tieShareOf(counts) ?? 0) > DAVIDSON_FROM ? "davidson" : "bradley_terry";
  const penalty = isBounded ? LEADERBOARD_PENALTY : UNBOUNDED_PENALTY;
  const { strength, tie } = fit(counts, model, penalty);
  const size = strength.length;
  const { replicates } = resampling;
  const draws = new Float64Array(size * replicates);
  const hasSpread = new Set(pairs.cluster).size > 1;
  // A resample may leave somebody without a loss: the larger penalty holds it where the data still are.
  if (hasSpread) drawPairs(pairs, resampling).forEach((own, replicate) => draws.set(fit(own, model, Math.max(penalty, UNBOUNDED_PENALTY / 10)).strength, replicate * size));
  const column = (at: number) => Float64Array.from({ length: replicates }, (_, replicate) => draws[replicate * size + at]!);
  return {
    model,
    penalty,
    tie,
    strength,
    intervals: Array.from(strength, (_, at) => (hasSpread ? takeInterval(column(at)) : null)),
    differenceError(i, j) {
      if (!hasSpread) return null;
      const [x, y] = [column(i), column(j)];
      const gaps = x.map((value, at) => value - y[at]!);
      const mean = gaps.reduce((sum, value) => sum + value, 0) / replicates;
      return Math.sqrt(gaps.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (replicates - 1));
    },
  };
}
