export { type CheckInput, createCheck } from "./create-check.ts";
export { type ScorerDefinition, ScorerDefinitionSchema } from "./definition.ts";
export { beginCheck, type Check, type CheckResult, failCheck, finishCheck, getCheck } from "./finish-check.ts";
export { enqueueUnscoredItems } from "./find-unscored.ts";
export { listScorers, type ScorerProgress } from "./list-scorers.ts";
export { OWNERS_KEY, parseDefinition, scorersFolder } from "./parse-definition.ts";
export { readEdits } from "./read-edits.ts";
export { findScorerVersion, registerScorer, type RegisterScorerInput } from "./register-scorer.ts";
export { type NewScore, type NewScoreFailure, writeScores } from "./write-scores.ts";
