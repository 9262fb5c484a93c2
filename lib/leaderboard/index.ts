export { computeLeaderboard, type GeneratorStanding } from "./compute-leaderboard.ts";
