import { z } from "zod";
import { JOB_NAMES, type JobName } from "../job/queues.ts";

const KIND = z.enum(JOB_NAMES as [JobName, ...JobName[]]);

/** Which failed jobs: of one kind, or with one error. What cannot be one of them is left out. */
export const FailedJobFilter = z.object({ kind: KIND.optional().catch(undefined), code: z.string().regex(/^[a-z_]{1,60}$/).optional().catch(undefined) });
export type FailedJobFilter = z.infer<typeof FailedJobFilter>;

export const JobIds = z.array(z.uuid()).max(1_000);
