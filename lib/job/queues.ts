import { z } from "zod";

/** The queue's own schema in the same database. */
export const QUEUE_SCHEMA = "pgboss";
/** Where a job goes after its last try; its payload and error stay readable there. */
export const DEAD_LETTER_QUEUE = "failed-jobs";
/** Tries of a job after the first: when this one fails too, the job is set aside. */
export const LAST_RETRY = 4;
/** Items per prepare or score job: enough to spare the queue, few enough to retry cheaply. */
export const ITEMS_PER_JOB = 8;

const ItemIds = z.array(z.uuid()).min(1).max(64);

/** Every queue and the payload it takes: ids only. */
export const JOB_PAYLOADS = {
  import: z.object({ importId: z.uuid() }),
  /** `importId`: the import that asks, whose problems what cannot be decoded is added to. */
  "prepare-items": z.object({ itemIds: ItemIds, importId: z.uuid().optional() }),
  "score-items": z.object({ scorerVersionId: z.uuid(), itemIds: ItemIds }),
  /** `turn`: which of the run's jobs this is; only its latest may work on it. */
  "scoring-run": z.object({ runId: z.uuid(), turn: z.int().min(1) }),
  "check-scorer": z.object({ checkId: z.uuid() }),
  learn: z.object({ runId: z.uuid() }),
} as const;

export type JobName = keyof typeof JOB_PAYLOADS;
export type JobPayload<Name extends JobName> = z.infer<(typeof JOB_PAYLOADS)[Name]>;
/** Item ids in portions of one job each. */
export function splitIntoJobs(itemIds: string[]): string[][] {
  return Array.from({ length: Math.ceil(itemIds.length / ITEMS_PER_JOB) }, (_, index) => itemIds.slice(index * ITEMS_PER_JOB, (index + 1) * ITEMS_PER_JOB));
}

export const JOB_NAMES = Object.keys(JOB_PAYLOADS) as JobName[];
