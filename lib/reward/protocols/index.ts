export { computeConsistencyRate, type PairVerdict, toPoints } from "./combine-orders.ts";
export { createPairJudge } from "./create-pair-judge.ts";
export { createProtocolScorer } from "./create-protocol-scorer.ts";
export { toEarlReward } from "./earl-reward.ts";
export type { PairJudge, PairResult, PairToJudge } from "./pair-judge.ts";
