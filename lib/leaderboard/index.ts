export { computeLeaderboards, type LeaderboardInput, type Leaderboards } from "./compute-leaderboards.ts";
export { CORRECTIONS, type CorrectionName } from "./correct-strengths.ts";
export { readLeaderboardInput } from "./read-input.ts";
export { toLeaderboardTable, toWinMatrixTable } from "./leaderboard-tables.ts";
export { type GeneratorRank, type Leaderboard, type LeaderboardWarning, type MatrixCell, rankGenerators, type RankOptions } from "./rank-generators.ts";
