import { z } from "zod";
import { EDIT_R1_THRESHOLDS } from "../stats/grpo-group.ts";

/** Items of one JSON or multipart request; a stream of lines has no such end. */
export const MAX_ITEMS = 256;
export const MAX_STREAMED_ITEMS = 1_000_000;
/** Of a JSON or multipart request; base64 makes a picture a third larger. */
export const MAX_REQUEST_BYTES = 64 * 1024 * 1024;
/** Of one line of a stream. */
export const MAX_LINE_BYTES = 48 * 1024 * 1024;
export const MAX_PASSES = 64;

const share = z.number().min(0).max(1);
const paper = z.strictObject({ mean: share.default(EDIT_R1_THRESHOLDS.paper.mean), variance: share.default(EDIT_R1_THRESHOLDS.paper.variance) });
const code = z.strictObject({ std: share.default(EDIT_R1_THRESHOLDS.code.std), mean: share.default(EDIT_R1_THRESHOLDS.code.mean) });

/** What holds for all items: by whom they are scored, how often, and where Edit-R1's two group filters cut. Rewards are 0..1. */
export const RewardSettings = z.strictObject({
  /** A registered scorer: its name, `name@hash` (the beginning of the hash will do), or the id of a version. */
  scorer: z.string().min(1).max(200).default("starter"),
  passes: z.number().int().min(1).max(MAX_PASSES).optional(),
  filters: z.strictObject({ paper: paper.prefault({}), code: code.prefault({}) }).prefault({}),
});
export type RewardSettings = z.infer<typeof RewardSettings>;

/** The whole request as one JSON document. Items are checked one by one: a wrong one fails alone. */
export const RewardRequest = RewardSettings.extend({ items: z.array(z.unknown()).min(1).max(MAX_ITEMS, `At most ${MAX_ITEMS} items; send more as lines.`) });
export type RewardRequest = z.infer<typeof RewardRequest>;

/**
 * One edit to score. `source` and `edit` are each a picture file as base64 or as a data: URL of it, `sha256:…` of a picture
 * stored in a project that the caller manages, or `part:…`, the name of a file of a multipart request.
 */
export const RewardItem = z.strictObject({
  id: z.string().max(200).nullish(),
  group: z.string().max(200).nullish(),
  instruction: z.string().trim().min(1).max(10_000),
  task_type: z.string().max(100).nullish(),
  source: z.string().min(1),
  edit: z.string().min(1),
});
export type RewardItem = z.infer<typeof RewardItem>;

const dimensions = { prompt_following: z.number(), consistency: z.number(), visual_quality: z.number(), overall: z.number() };
const problem = z.object({ code: z.string(), message: z.string() });

/** `reward`: overall, mapped linearly from the scorer's scale to 0..1; null with an error and only then. */
export const RewardResult = z.object({
  index: z.number().int(),
  id: z.string().nullable(),
  group: z.string().nullable(),
  reward: z.number().min(0).max(1).nullable(),
  /** Population standard deviation of the passes' rewards; null below two passes. */
  spread: z.number().nullable(),
  /** On the scorer's scale. */
  scores: z.object(dimensions).partial().nullable(),
  passes: z.number().int(),
  passes_used: z.number().int(),
  error: problem.nullable(),
});
export type RewardResult = z.infer<typeof RewardResult>;

/** Statistics of the scored items of a group; null when there is none. `indexes` and `advantages` go together. */
export const RewardGroup = z.object({
  group: z.string(),
  n: z.number().int(),
  failed: z.number().int(),
  mean: z.number().nullable(),
  /** Population standard deviation. */
  std: z.number().nullable(),
  zero_std: z.boolean().nullable(),
  keep: z.object({ paper: z.boolean().nullable(), code: z.boolean().nullable() }),
  indexes: z.array(z.number().int()),
  advantages: z.array(z.number().nullable()),
});
export type RewardGroup = z.infer<typeof RewardGroup>;

export const RewardSummary = z.object({
  items: z.number().int(),
  scored: z.number().int(),
  failed: z.number().int(),
  groups: z.number().int(),
  /** Of groups with a scored item; null without one. */
  zero_std_share: z.number().nullable(),
  kept: z.object({ paper: z.number().int(), code: z.number().int() }),
});
export type RewardSummary = z.infer<typeof RewardSummary>;

export const RewardScorer = z.object({ name: z.string(), version: z.string(), scale: z.object({ min: z.number(), max: z.number() }), dimensions: z.array(z.string()), passes: z.number().int() });
export type RewardScorer = z.infer<typeof RewardScorer>;

/** The answer as one JSON document. */
export const RewardReply = z.object({
  /** Null where no item got as far as a scorer. */
  scorer: RewardScorer.nullable(),
  results: z.array(RewardResult.extend({ advantage: z.number().nullable() })),
  groups: z.array(RewardGroup),
  summary: RewardSummary,
});
export type RewardReply = z.infer<typeof RewardReply>;

/**
 * The answer as lines: each result in order, before the first scored one the scorer, at the end each group and the summary. Where
 * reading the request fails on the way, the last line is the error instead; an answer with neither was cut off.
 */
export const RewardLine = z.discriminatedUnion("type", [
  RewardScorer.extend({ type: z.literal("scorer") }),
  RewardResult.extend({ type: z.literal("result") }),
  RewardGroup.extend({ type: z.literal("group") }),
  RewardSummary.extend({ type: z.literal("summary") }),
  z.object({ type: z.literal("error"), error: problem }),
]);
export type RewardLine = z.infer<typeof RewardLine>;
