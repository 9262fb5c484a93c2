export { type JobAttempt, requireAttempt } from "./attempt.ts";
export { closeSender, createWorkingBoss, getSender } from "./boss.ts";
export { describeFailure, type KeptFailure } from "./describe-failure.ts";
export { enqueue } from "./enqueue.ts";
export { getQueueCounts, type QueueCounts } from "./queue-counts.ts";
export { DEAD_LETTER_QUEUE, ITEMS_PER_JOB, JOB_NAMES, JOB_PAYLOADS, type JobName, type JobPayload, LAST_RETRY, splitIntoJobs } from "./queues.ts";
