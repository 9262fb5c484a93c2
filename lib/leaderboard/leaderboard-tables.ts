import type { FigureTable } from "../figure-table/index.ts";
import type { Leaderboard } from "./rank-generators.ts";

const MODELS = { davidson: "Davidson's model of ties", bradley_terry: "Bradley-Terry, a tie being half a win for each" } as const;

function ruleOf({ model, penalty, correction }: Leaderboard): string {
  if (correction) return `Strengths by Bradley-Terry with ${correction.coefficients.map(({ name }) => name).join(" and ")} as covariates, a tie being half a win for each; 95 % by the sandwich clustered by source picture.`;
  return `Strengths by ${MODELS[model]}, penalty ${penalty}; 95 % by resampling source pictures.`;
}

/** Leaderboards of several dimensions as one table for files. */
export function toLeaderboardTable(boards: readonly Leaderboard[]): FigureTable {
  return {
    name: "leaderboard",
    caption: "Generators by strength",
    columns: [
      { key: "dimension", label: "Dimension", kind: "text" },
      { key: "rank", label: "Rank", kind: "count" },
      { key: "rank_best", label: "Best", kind: "count" },
      { key: "rank_worst", label: "Worst", kind: "count" },
      { key: "generator", label: "Generator", kind: "text" },
      { key: "strength", label: "Strength", kind: "number" },
      { key: "strength_interval", label: "95 %", kind: "number_interval" },
      { key: "scale_1000", label: "Scale of 1000", kind: "number" },
      { key: "next", label: "Next", kind: "text" },
      { key: "difference", label: "Over the next", kind: "number" },
      { key: "difference_se", label: "Its error", kind: "number" },
      { key: "win_rate", label: "Win rate", kind: "share" },
      { key: "win_rate_interval", label: "95 %", kind: "share_interval" },
      { key: "wins", label: "Won", kind: "count" },
      { key: "ties", label: "Equal", kind: "count" },
      { key: "losses", label: "Lost", kind: "count" },
      { key: "n", label: "n", kind: "count" },
      { key: "n_simulated", label: "Simulated", kind: "count" },
      { key: "comparisons", label: "Comparisons", kind: "count" },
      { key: "items", label: "Items", kind: "count" },
    ],
    rows: boards.flatMap((board) =>
      board.rows.map((row) => ({
        dimension: board.dimension,
        rank: row.rank,
        rank_best: row.rankInterval?.best ?? null,
        rank_worst: row.rankInterval?.worst ?? null,
        generator: row.generator,
        strength: row.strength,
        strength_interval: row.interval,
        scale_1000: row.scale1000,
        next: row.lead?.over ?? null,
        difference: row.lead?.difference ?? null,
        difference_se: row.lead?.error ?? null,
        win_rate: row.winRate.value,
        win_rate_interval: row.winRate.interval,
        wins: row.wins,
        ties: row.ties,
        losses: row.losses,
        n: row.n,
        n_simulated: row.simulatedCount,
        comparisons: row.comparisonCount,
        items: row.itemCount,
      })),
    ),
    note: `${[...new Set(boards.map(ruleOf))].join(" ")} Win rate: (won + half of equal) of single judgments. Comparisons of two candidates of one generator are left out.`,
  };
}

/** Who met whom, as a table for files: one line for every ordered pair that met. */
export function toWinMatrixTable(boards: readonly Leaderboard[]): FigureTable {
  return {
    name: "win-matrix",
    caption: "Judgments between generators",
    columns: [
      { key: "dimension", label: "Dimension", kind: "text" },
      { key: "generator", label: "Generator", kind: "text" },
      { key: "against", label: "Against", kind: "text" },
      { key: "won", label: "Won", kind: "count" },
      { key: "equal", label: "Equal", kind: "count" },
      { key: "lost", label: "Lost", kind: "count" },
      { key: "comparisons", label: "Comparisons", kind: "count" },
    ],
    rows: boards.flatMap((board) => board.matrix.map((cell) => ({ dimension: board.dimension, generator: cell.row, against: cell.column, won: cell.wins, equal: cell.ties, lost: cell.losses, comparisons: cell.comparisonCount }))),
    note: "Single judgments; skips are left out.",
  };
}
