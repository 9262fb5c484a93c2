import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { JuxtaError } from "../../lib/errors.ts";

const DIMENSIONS = ["prompt_following", "consistency", "visual_quality", "overall"] as const;
const MAX_SIDE = 4096;

const perChannel = z.array(z.number()).min(1).max(3);
const side = z.number().int().min(1).max(MAX_SIDE);

/** A picture as a tensor with a batch in front. `stretch` ignores the shape, `contain` pads with `background`, `cover` cuts the longer side's ends. */
const picture = {
  name: z.string().min(1),
  from: z.enum(["source", "edit"]),
  width: side,
  height: side,
  resize: z.enum(["stretch", "contain", "cover"]),
  background: z.string().regex(/^#[0-9a-f]{6}$/, "a colour such as #808080").default("#808080"),
  layout: z.enum(["NCHW", "NHWC"]),
  channels: z.enum(["RGB", "BGR", "GRAY"]),
};
const floatPicture = z.strictObject({
  ...picture,
  type: z.literal("float32"),
  /** value = (byte × scale − mean) ÷ std, by channel in the order of `channels`. */
  scale: z.number().positive().default(1 / 255),
  mean: perChannel.default([0]),
  std: z.array(z.number().positive()).min(1).max(3).default([1]),
});
const bytePicture = z.strictObject({ ...picture, type: z.literal("uint8") });
/** 1 at the place of the edit's task type, 0 elsewhere; all 0 for one that is not listed, unless that is to fail. */
const taskType = z.strictObject({ name: z.string().min(1), from: z.literal("task_type"), values: z.array(z.string().min(1)).min(1).max(1000), unknown: z.enum(["zeros", "fail"]).default("zeros") });

const input = z.union([floatPicture, bytePicture, taskType]);

const output = z.strictObject({
  name: z.string().min(1),
  /** One for each column of the output; null for a column that is not used. */
  dimensions: z.array(z.enum(DIMENSIONS).nullable()).min(1).max(64),
  activation: z.enum(["none", "sigmoid"]).default("none"),
  /** What the model says for the worst edit and for the best: they become 0 and 10. `min` above `max` where less is better. */
  range: z.strictObject({ min: z.number(), max: z.number() }).refine(({ min, max }) => min !== max, "min and max are the same"),
  /** What lies outside: a failure, or the nearest end of the range. */
  outside: z.enum(["fail", "clamp"]).default("fail"),
});

const manifest = z.strictObject({
  format: z.literal("juxta-scorer-1"),
  name: z.string().min(1).max(80),
  description: z.string().max(1_000).default(""),
  file: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*\.onnx$/, "the name of an .onnx file in the manifest's folder"),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "64 digits 0-9 a-f"),
  licence: z.string().min(1),
  source: z.string().optional(),
  inputs: z.array(input).min(1),
  outputs: z.array(output).min(1),
  /** How `overall` is made where no output says it. */
  overall: z.enum(["mean", "geometric_mean", "minimum"]).optional(),
  batch: z.number().int().min(1).max(1024).default(8),
  threads: z.number().int().min(1).max(256).default(1),
});

export type ScorerManifest = z.infer<typeof manifest>;
export type PictureInput = z.infer<typeof floatPicture> | z.infer<typeof bytePicture>;
export type TaskTypeInput = z.infer<typeof taskType>;
export type ScorerOutput = z.infer<typeof output>;

type Reasons = Record<string, string>;

/** A scorer that cannot be opened as it is described; `details` says why, by the manifest's field. */
export function scorerError(code: string, message: string, details: Reasons, cause?: unknown): JuxtaError {
  return new JuxtaError(code, message, { status: 422, details, cause });
}

/** A union's own message says nothing: the reasons of the branch that the input's kind asks for do. */
function reasonsOf(issues: z.core.$ZodIssue[], prefix: PropertyKey[] = []): [string, string][] {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path];
    if (issue.code !== "invalid_union") return [[path.join(".") || "manifest", issue.message] satisfies [string, string]];
    const best = [...issue.errors].sort((a, b) => a.filter(({ path: [at] }) => at === "from" || at === "type").length - b.filter(({ path: [at] }) => at === "from" || at === "type").length || a.length - b.length)[0];
    return best ? reasonsOf(best, path) : [];
  });
}

/** What the schema cannot say: dimensions once each, `overall` from somewhere, as many means as channels. */
function checkSense(parsed: ScorerManifest): Reasons {
  const reasons: Reasons = {};
  const named = parsed.outputs.flatMap(({ dimensions }) => dimensions.filter((dimension) => dimension !== null));
  if (named.length === 0) reasons["outputs.0.dimensions"] = "no output says a dimension";
  if (new Set(named).size < named.length) reasons.outputs = "a dimension is said twice";
  if (parsed.overall === undefined && !named.includes("overall")) reasons.overall = "no output says overall: name how it is made of the others";
  if (parsed.overall !== undefined && named.includes("overall")) reasons.overall = "an output says overall already";
  for (const list of ["inputs", "outputs"] as const) {
    const names = parsed[list].map(({ name }) => name);
    for (const [at, name] of names.entries()) if (names.indexOf(name) !== at) reasons[`${list}.${at}.name`] = "the name is there twice";
  }
  for (const [at, port] of parsed.inputs.entries()) {
    if (port.from === "task_type" || port.type !== "float32") continue;
    const count = port.channels === "GRAY" ? 1 : 3;
    for (const field of ["mean", "std"] as const) if (port[field].length !== 1 && port[field].length !== count) reasons[`inputs.${at}.${field}`] = `one number, or ${count}`;
  }
  return reasons;
}

function readJson(file: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (cause) {
    throw scorerError("scorer_manifest_invalid", `${file} is not JSON.`, { manifest: "not JSON" }, cause);
  }
}

/** The manifest of a scorer, checked. Throws `scorer_manifest_missing`, or `scorer_manifest_invalid` with the reason of each field. */
export async function readScorerManifest(file: string): Promise<ScorerManifest> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw scorerError("scorer_manifest_missing", `The manifest ${file} cannot be read.`, { manifest: "cannot be read" }, cause);
  });
  const parsed = manifest.safeParse(readJson(file, bytes));
  const reasons = parsed.success ? checkSense(parsed.data) : Object.fromEntries(reasonsOf(parsed.error.issues));
  const [first] = Object.entries(reasons);
  if (!parsed.success || first) throw scorerError("scorer_manifest_invalid", `${file} does not describe a scorer: ${first?.join(": ") ?? "unknown"}.`, reasons);
  return parsed.data;
}

/** SHA-256 over all of a manifest that changes numbers: not its names and words, nor how much is computed at once. */
export function hashManifest({ name: _name, description: _description, licence: _licence, source: _source, batch: _batch, threads: _threads, ...rest }: ScorerManifest): string {
  return createHash("sha256").update(JSON.stringify(rest)).digest("hex");
}
