import { z } from "zod";
import { invalidInput } from "../errors.ts";
import { FORMULAS } from "./protocols/combine-four-scores.ts";

const MAX_PASSES = 64;
const DIMENSIONS = ["prompt_following", "consistency", "visual_quality", "overall"] as const;

export const JUDGE_PROTOCOLS = ["editscore", "editscore_batch", "pairwise", "digit_logprobs", "yes_no", "viescore", "four_scores"] as const;
export type JudgeProtocol = (typeof JUDGE_PROTOCOLS)[number];

const name = z.string().min(1).max(200).optional();

/** A vision-language model behind an OpenAI-compatible server. The key is read from the environment, never from the file. */
export const vlmDefinition = z.strictObject({
  kind: z.literal("vlm"),
  name,
  protocol: z.enum(JUDGE_PROTOCOLS).default("editscore"),
  /** Up to and including `/v1`. */
  baseUrl: z.url({ protocol: /^https?$/ }),
  model: z.string().min(1),
  /** The name of an environment variable. */
  apiKeyEnv: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/).optional(),
  /** A copy of the official prompt file; read as text, never run. */
  promptFile: z.string().min(1).optional(),
  /** Largest sub-score the judge is asked for. */
  scoreRange: z.number().int().min(1).max(1000).default(25),
  passes: z.number().int().min(1).max(MAX_PASSES).default(1),
  /** `seed`: one request a pass, with seed + pass. `n`: all passes as choices of one request, which lets the server share the prefill. */
  passesBy: z.enum(["seed", "n"]).default("seed"),
  seed: z.number().int().min(0).max(2 ** 31 - 1).default(42),
  /** null: not sent, for models that refuse it. */
  temperature: z.number().min(0).max(2).nullable().default(0.7),
  topP: z.number().gt(0).max(1).nullable().default(null),
  maxTokens: z.number().int().min(1).nullable().default(null),
  reduction: z.enum(["average_last", "average_first"]).default("average_last"),
  /** What the judge sees: the edit at the source's size as JPEG, both as JPEG in their own sizes, or the files as they are. */
  pictures: z.enum(["resized", "own_size", "originals"]).default("resized"),
  order: z.enum(["text_first", "pictures_first"]).default("text_first"),
  /** `substitute`: 5 for no score and 12.5 for one out of range, as `batch_evaluate` of EditScore does; only with `editscore_batch`. */
  compatibility: z.enum(["none", "substitute"]).default("none"),
  /** How `four_scores` makes one number of four. */
  formula: z.enum(FORMULAS).optional(),
  /** Whether `four_scores` shows the judge a known good result too. */
  reference: z.boolean().optional(),
  /** What `digit_logprobs` and `yes_no` (by default all four) and `pairwise` (by default `overall`) ask about; one request each, two for a pair. */
  dimensions: z.array(z.enum(DIMENSIONS)).min(1).max(4).optional(),
  topLogprobs: z.number().int().min(1).max(20).default(20),
  /** Edits in work at once. 1 keeps the requests of a file in one order. */
  concurrency: z.number().int().min(1).max(256).default(1),
  requestsPerMinute: z.number().int().min(1).nullable().default(null),
  timeoutMs: z.number().int().min(100).max(3_600_000).default(180_000),
  /** Repeats of one request after time-outs, 429 and server errors. */
  retries: z.number().int().min(0).max(20).default(4),
});
export type VlmDefinition = z.infer<typeof vlmDefinition>;

/** An ONNX model described by a manifest beside it. */
export const onnxDefinition = z.strictObject({ kind: z.literal("onnx"), name, manifest: z.string().min(1), threads: z.number().int().min(1).max(256).default(1), batchSize: z.number().int().min(1).max(1024).optional() });
export type OnnxDefinition = z.infer<typeof onnxDefinition>;

/** The embedded scorer. */
export const starterDefinition = z.strictObject({ kind: z.literal("starter"), name, threads: z.number().int().min(1).max(256).default(1) });
export type StarterDefinition = z.infer<typeof starterDefinition>;

/** A head learned from a project's judgments: by the run that learned it here, or by the folder that it was downloaded into. */
export const learnedDefinition = z.strictObject({ kind: z.literal("learned"), name, run: z.uuid().optional(), folder: z.string().min(1).optional() }).refine(({ run, folder }) => (run === undefined) !== (folder === undefined), "Either run or folder.");
export type LearnedDefinition = z.infer<typeof learnedDefinition>;

/** What `scorer.json` holds. */
export const scorerDefinition = z.discriminatedUnion("kind", [vlmDefinition, onnxDefinition, starterDefinition, learnedDefinition]);
export type ScorerDefinition = z.infer<typeof scorerDefinition>;

/** A parsed `scorer.json` with every default filled in. Throws `invalid_input` with a reason for each field. */
export function parseScorerDefinition(value: unknown): ScorerDefinition {
  const parsed = scorerDefinition.safeParse(value);
  if (parsed.success) return parsed.data;
  const details = Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join(".") || "scorer", issue.message]));
  throw invalidInput("The scorer's definition is not valid.", details);
}
