import { z } from "zod";

export const SIDE_VERDICTS = ["left", "right", "tie", "both_bad", "skip"] as const;
export type SideVerdictValue = (typeof SIDE_VERDICTS)[number];

/** One answer by side of the screen; the server turns sides into candidates. Strength: 1 slightly, 2 clearly. */
export const SideVerdict = z
  .object({ value: z.enum(SIDE_VERDICTS), strength: z.union([z.literal(1), z.literal(2)]).optional() })
  .refine((verdict) => verdict.strength === undefined || verdict.value === "left" || verdict.value === "right", "Strength belongs to A or B only.");
export type SideVerdict = z.infer<typeof SideVerdict>;

const MAX_DURATION_MS = 24 * 3600 * 1000;

export const SubmitJudgmentInput = z.object({
  /** Made by the browser when the answer is sent: the same answer sent again carries the same id. */
  id: z.uuid(),
  leaseId: z.uuid(),
  verdicts: z.record(z.string(), SideVerdict),
  durationMs: z.number().int().min(0).max(MAX_DURATION_MS).nullable().default(null),
  note: z.string().trim().max(4_000).default(""),
});
export type SubmitJudgmentInput = z.input<typeof SubmitJudgmentInput>;

export const RELEASE_REASONS = ["skipped", "pictures_broken", "instruction_unclear", "content_offensive"] as const;
export const ReleaseLeaseInput = z.object({ leaseId: z.uuid(), reason: z.enum(RELEASE_REASONS), note: z.string().trim().max(1_000).default("") });
export type ReleaseLeaseInput = z.input<typeof ReleaseLeaseInput>;
