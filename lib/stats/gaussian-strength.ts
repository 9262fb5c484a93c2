import { computeNormalCdf, computeNormalDensity } from "./normal-distribution.ts";

/** Independent normal beliefs about the strengths of a few candidates. */
export type StrengthBelief = { mean: number[]; variance: number[] };
/** `noiseVariance` is that of one judgment; where an update should believe in another, `updateNoiseVariance` says so. */
export type StrengthModel = { priorVariance: number; noiseVariance: number; updateNoiseVariance?: number };

/** Candidates of one item: strengths N(0, ½), and a judgment as noisy as their difference. */
export const STRENGTH_MODEL: StrengthModel = { priorVariance: 0.5, noiseVariance: 1 };

const SWEEPS = 100;
const CONVERGED = 1e-10;

type Gaussian = { mean: number; variance: number };

/** Both beliefs after one judgment that the first is better, by moment matching. */
function updateByWin(winner: Gaussian, loser: Gaussian, noiseVariance: number): [Gaussian, Gaussian] {
  const square = noiseVariance + winner.variance + loser.variance;
  const scale = Math.sqrt(square);
  const z = (winner.mean - loser.mean) / scale;
  // Far in the tail both are tiny: their ratio tends to −z.
  const ratio = z < -30 ? -z : computeNormalDensity(z) / computeNormalCdf(z);
  const shrink = ratio * (ratio + z);
  const move = ({ mean, variance }: Gaussian, sign: number): Gaussian => ({ mean: mean + (sign * variance * ratio) / scale, variance: variance * (1 - (variance * shrink) / square) });
  return [move(winner, 1), move(loser, -1)];
}

type Site = { winner: number; loser: number; weight: number; precision: [number, number]; shift: [number, number] };

const listSites = (wins: readonly (readonly number[])[]): Site[] =>
  wins.flatMap((row, winner) => row.flatMap((weight, loser) => (weight > 0 ? [{ winner, loser, weight, precision: [0, 0], shift: [0, 0] } satisfies Site] : [])));

/**
 * What is believed of each candidate after the judgments of an item: `wins[i][j]` counts how often i was better than j (a tie
 * may count one half each way); `means` of the prior are 0 unless given. Expectation propagation, swept until nothing moves. Source: Mikhailiuk et al., arXiv 2004.05691.
 */
export function computeStrengthPosterior(wins: readonly (readonly number[])[], { priorVariance, noiseVariance }: StrengthModel = STRENGTH_MODEL, means: readonly number[] = []): StrengthBelief {
  const precision = wins.map(() => 1 / priorVariance);
  const shift = wins.map((_row, index) => (means[index] ?? 0) / priorVariance);
  const sites = listSites(wins);
  for (let sweep = 0, moved = Infinity; sweep < SWEEPS && moved > CONVERGED; sweep += 1) {
    moved = 0;
    for (const site of sites) {
      const sides = [site.winner, site.loser] as const;
      const cavities = sides.map((candidate, side) => {
        const share = Math.min(1, site.weight);
        const rest = precision[candidate]! - share * site.precision[side as 0 | 1];
        return { mean: (shift[candidate]! - share * site.shift[side as 0 | 1]) / rest, variance: 1 / rest };
      });
      const updated = updateByWin(cavities[0]!, cavities[1]!, noiseVariance);
      for (const side of [0, 1] as const) {
        const [cavity, next] = [cavities[side]!, updated[side]];
        const [newPrecision, newShift] = [1 / next.variance - 1 / cavity.variance, next.mean / next.variance - cavity.mean / cavity.variance];
        moved = Math.max(moved, Math.abs(newPrecision - site.precision[side]), Math.abs(newShift - site.shift[side]));
        precision[sides[side]]! += site.weight * (newPrecision - site.precision[side]);
        shift[sides[side]]! += site.weight * (newShift - site.shift[side]);
        site.precision[side] = newPrecision;
        site.shift[side] = newShift;
      }
    }
  }
  return { mean: shift.map((value, index) => value / precision[index]!), variance: precision.map((value) => 1 / value) };
}

const divergence = (after: Gaussian, before: Gaussian): number =>
  0.5 * (after.variance / before.variance - 1 - Math.log(after.variance / before.variance) + (after.mean - before.mean) ** 2 / before.variance);

/** What one more judgment of i against j is expected to tell, in nats; `probability`: that i is judged better. Same source. */
export function computeInformationGain({ mean, variance }: StrengthBelief, i: number, j: number, { noiseVariance, updateNoiseVariance = noiseVariance }: StrengthModel = STRENGTH_MODEL): { probability: number; gain: number } {
  const [first, second] = [i, j].map((index) => ({ mean: mean[index]!, variance: variance[index]! })) as [Gaussian, Gaussian];
  const probability = computeNormalCdf((first.mean - second.mean) / Math.sqrt(noiseVariance + first.variance + second.variance));
  const [firstWon, secondLost] = updateByWin(first, second, updateNoiseVariance);
  const [secondWon, firstLost] = updateByWin(second, first, updateNoiseVariance);
  const gain = probability * (divergence(firstWon, first) + divergence(secondLost, second)) + (1 - probability) * (divergence(firstLost, first) + divergence(secondWon, second));
  return { probability, gain };
}

/**
 * As `computeInformationGain`, with everybody's belief fitted anew for both outcomes instead of updating two of them: what
 * follows for third candidates counts as well. O(sweeps·judged pairs) a pair.
 */
export function computeExactInformationGain(wins: readonly (readonly number[])[], i: number, j: number, model: StrengthModel = STRENGTH_MODEL): { probability: number; gain: number } {
  const before = computeStrengthPosterior(wins, model);
  const { probability } = computeInformationGain(before, i, j, model);
  const diverge = (winner: number, loser: number): number => {
    const after = computeStrengthPosterior(wins.map((row, at) => (at === winner ? row.map((count, other) => count + (other === loser ? 1 : 0)) : row)), { ...model, noiseVariance: model.updateNoiseVariance ?? model.noiseVariance });
    return before.mean.reduce((sum, mean, at) => sum + divergence({ mean: after.mean[at]!, variance: after.variance[at]! }, { mean, variance: before.variance[at]! }), 0);
  };
  return { probability, gain: probability * diverge(i, j) + (1 - probability) * diverge(j, i) };
}
