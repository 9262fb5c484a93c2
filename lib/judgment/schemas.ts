import { z } from "zod";

export const SIDE_VERDICTS = ["left", "right", "tie", "both_bad", "skip"] as const;
export type SideVerdictValue = (typeof SIDE_VERDICTS)[number];

/** One answer by side of the screen; the server turns sides into candidates. Strength: 1 slightly, 2 clearly. */
export const SideVerdict = z
  .object({ value: z.enum(SIDE_VERDICTS), strength: z.union([z.literal(1), z.literal(2)]).optional() })
  .refine((verdict) => verdict.strength === undefined || verdict.value === "left" || verdict.value === "right", "Strength belongs to A or B only.");
export type SideVerdict = z.infer<typeof SideVerdict>;

const MAX_DURATION_MS = 24 * 3600 * 1000;
const MAX_RUNS = 200_000;
const text = (max: number) => z.string().trim().max(max);
const pixel = z.int().min(0).max(100_000);

/** A box in pixels of the candidate's picture, upright. */
export const BoxShape = z.object({ kind: z.literal("box"), x: pixel, y: pixel, width: pixel.min(1), height: pixel.min(1) });
/** A painted area of `width` by `height` picture pixels, row by row: lengths of runs, first outside, then inside, and so on. */
export const MaskShape = z.object({ kind: z.literal("mask"), width: pixel.min(1), height: pixel.min(1), runs: z.array(z.int().min(0)).min(1).max(MAX_RUNS) });
/** A marked fault: its type is one of the form's, its severity 0 (hardly seen) to 1 (unusable). */
export const Region = z.object({ type: text(80).min(1), severity: z.number().min(0).max(1).nullable().default(null), shape: z.discriminatedUnion("kind", [BoxShape, MaskShape]), note: text(500).default("") });
export type Region = z.output<typeof Region>;

const score = z.number().min(0).max(10);
export const Critique = z.object({ following: score, quality: score, critique: text(4_000).default(""), betterInstruction: text(2_000).default(""), stop: z.boolean().default(false) });
export type Critique = z.output<typeof Critique>;

/**
 * What is answered beside verdicts, by place on the screen: lists run from left to right. Tiers hold places counted from 1,
 * best tier first.
 */
export const AnswerParts = z.object({
  reasons: z.record(z.string(), z.array(text(80)).max(12)).optional(),
  comments: z.record(z.string(), text(2_000)).optional(),
  tiers: z.record(z.string(), z.array(z.array(z.int().min(1).max(9)).max(9)).max(9)).optional(),
  ratings: z.array(z.record(z.string(), z.number())).max(9).optional(),
  regions: z.array(z.array(Region).max(50)).max(9).optional(),
  criteria: z.array(z.object({ name: text(80).min(1), scores: z.array(score).max(9) })).max(5).optional(),
  critiques: z.array(Critique).max(9).optional(),
});
export type AnswerParts = z.output<typeof AnswerParts>;

/** The same by candidate id, as it is stored in `judgment.answer` and exported. */
export type StoredParts = {
  reasons?: Record<string, string[]>;
  comments?: Record<string, string>;
  tiers?: Record<string, string[][]>;
  ratings?: Record<string, Record<string, number>>;
  regions?: Record<string, Region[]>;
  criteria?: { name: string; scores: Record<string, number> }[];
  critiques?: Record<string, Critique>;
};

export const SubmitJudgmentInput = z.object({
  /** Made by the browser when the answer is sent: the same answer sent again carries the same id. */
  id: z.uuid(),
  leaseId: z.uuid(),
  verdicts: z.record(z.string(), SideVerdict).default({}),
  parts: AnswerParts.default({}),
  durationMs: z.number().int().min(0).max(MAX_DURATION_MS).nullable().default(null),
  note: z.string().trim().max(4_000).default(""),
});
export type SubmitJudgmentInput = z.input<typeof SubmitJudgmentInput>;
export type ParsedJudgment = z.output<typeof SubmitJudgmentInput>;

export const RELEASE_REASONS = ["skipped", "pictures_broken", "instruction_unclear", "content_offensive"] as const;
export const ReleaseLeaseInput = z.object({ leaseId: z.uuid(), reason: z.enum(RELEASE_REASONS), note: z.string().trim().max(1_000).default("") });
export type ReleaseLeaseInput = z.input<typeof ReleaseLeaseInput>;
