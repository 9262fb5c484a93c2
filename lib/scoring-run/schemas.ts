import { z } from "zod";

const count = (most: number) => z.coerce.number().int().min(1).max(most);
/** An empty field of a form means "none". */
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional());
const flag = z.preprocess((value) => value === true || value === "true" || value === "on" || value === "1", z.boolean());

/**
 * Which candidates of a project. `judged`: only those that people have compared. `firstItems`: those of so many items, by the
 * order of their ids, which is random.
 */
export const RunFilter = z.object({
  generator: optional(z.string().max(200)),
  taskType: optional(z.string().max(200)),
  judged: optional(flag),
  firstItems: optional(count(10_000_000)),
});
export type RunFilter = z.infer<typeof RunFilter>;

/** A filter as a run keeps it; whatever cannot be read is no filter. */
export function readFilter(stored: unknown): RunFilter {
  return RunFilter.catch({}).parse(stored);
}

export const PlanRunInput = z.object({
  scorerVersionId: z.uuid(),
  filter: RunFilter.default({}),
  /** Left out: as many as the scorer does by itself. */
  passes: optional(count(1_000)),
  /** Try again what failed before. */
  retryFailures: flag.default(false),
});
export type PlanRunInput = z.input<typeof PlanRunInput>;

export const CreateRunInput = PlanRunInput.extend({
  concurrency: optional(count(256)),
  requestsPerMinute: optional(count(100_000)),
  promptPrice: optional(z.coerce.number().min(0).max(1_000_000)),
  completionPrice: optional(z.coerce.number().min(0).max(1_000_000)),
});
export type CreateRunInput = z.input<typeof CreateRunInput>;

export const RUN_STATES = ["QUEUED", "RUNNING", "PAUSED", "CANCELLED", "DONE", "FAILED"] as const;
export type RunState = (typeof RUN_STATES)[number];
