/** A skill belief as rating systems keep it: mean μ and standard deviation σ. */
export type Rating = { mu: number; sigma: number };

export type RatingOptions = { /** Spread of one performance. */ beta: number; /** Added to each variance before an update. */ tau: number };

const LEAST_SHRINK = 1e-4;

/**
 * One match of the Plackett-Luce update of Weng and Lin (2011, J. Mach. Learn. Res. 12, 267-300) between two single players.
 * Depends on the order of matches: good for a live preview, never for a published figure.
 */
export function updateRatings(first: Rating, second: Rating, outcome: "first_wins" | "second_wins" | "draw", { beta, tau }: RatingOptions): [Rating, Rating] {
  const variances = [first.sigma ** 2 + tau ** 2, second.sigma ** 2 + tau ** 2] as const;
  const scale = Math.sqrt(variances[0] + variances[1] + 2 * beta ** 2);
  const p = 1 / (1 + Math.exp((second.mu - first.mu) / scale));
  const chances = [p, 1 - p] as const;
  const won = outcome === "first_wins" ? [1, 0] : outcome === "second_wins" ? [0, 1] : [0.5, 0.5];
  const move = (rating: Rating, side: 0 | 1): Rating => {
    const variance = variances[side];
    const own = chances[side];
    // A draw is two stages, each with half the weight and both players still in it; after a win the loser stands alone.
    const shift = (variance / scale) * (won[side]! - own);
    const curve = (Math.sqrt(variance) / scale) * (variance / scale ** 2) * own * (1 - own);
    return { mu: rating.mu + shift, sigma: Math.sqrt(variance * Math.max(1 - curve, LEAST_SHRINK)) };
  };
  return [move(first, 0), move(second, 1)];
}
