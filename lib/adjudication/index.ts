export { claimAdjudication } from "./claim-adjudication.ts";
export { answerBlind, decide, putOff, renewAdjudication, undoDecision, withdrawDecision } from "./decide.ts";
export { type Dispute, findDisputes, isDisputed } from "./find-disputed.ts";
export { type AdjudicationQueue, listQueue, type SettledAdjudication, type WaitingComparison } from "./list-queue.ts";
export { QUEUE_STATES, QueueFilter } from "./schemas.ts";
export type { AdjudicationTask, Revealed, ShownAnswer } from "./show-task.ts";
