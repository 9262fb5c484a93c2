import { z } from "zod";
import { SideVerdict } from "../judgment/schemas.ts";

const verdicts = z.record(z.string(), SideVerdict);

/** The reviewer's own answer by side of the screen, before anybody else's is shown. */
export const BlindInput = z.object({ verdicts });

/** The decision by side of the screen in every disputed dimension, and why. */
export const DecisionInput = z.object({ verdicts, reason: z.string().trim().min(1, "Say why in a few words.").max(2_000) });

export const WithdrawInput = z.object({ reason: z.string().trim().min(1, "Say why in a few words.").max(2_000) });

export const QUEUE_STATES = ["waiting", "decided", "withdrawn"] as const;

/** Which comparisons the queue shows. Unknown values are left out, because they come from addresses that people edit. */
export const QueueFilter = z.object({
  state: z.enum(QUEUE_STATES).default("waiting").catch("waiting"),
  dimension: z.string().max(40).optional().catch(undefined),
  taskType: z.string().max(200).optional().catch(undefined),
});
export type QueueFilter = z.output<typeof QueueFilter>;
