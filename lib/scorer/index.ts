export { enqueueUnscoredItems } from "./find-unscored.ts";
export { listScorers, type ScorerProgress } from "./list-scorers.ts";
export { registerScorer, type RegisterScorerInput } from "./register-scorer.ts";
export { type NewScore, type NewScoreFailure, writeScores } from "./write-scores.ts";
