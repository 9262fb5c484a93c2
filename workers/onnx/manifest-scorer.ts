import { createHash } from "node:crypto";
import path from "node:path";
import { JuxtaError, toJuxtaError } from "../../lib/errors.ts";
import type { EditToScore, PassResult, ScoreDimension, Scorer } from "../../lib/reward/scorer.ts";
import { type ByteTable, decodeAtSize, makeByteTable, type SizedPixels, writePicture } from "./picture-tensor.ts";
import { readOutputs } from "./read-outputs.ts";
import { hashManifest, type PictureInput, readScorerManifest, type ScorerManifest, type TaskTypeInput } from "./scorer-manifest.ts";
import { type Feed, makeFeed, openScorerSession, rowLength, type ScorerSession } from "./scorer-session.ts";

/** Raised by hand whenever decoding or conversion changes. */
const CODE_VERSION = "1";
/** Batches in work at once: while one is computed, the pictures of the next are decoded. */
const AHEAD = 2;

type Values = Partial<Record<ScoreDimension, number>>;
type Result = { values: Values; raw: Record<string, number> } | { error: JuxtaError };
type Opened = { manifest: ScorerManifest; session: ScorerSession; tables: ByteTable[]; spare: Feed[][] };
/** One prepared edit: pixels for each picture input; for the task type nothing. */
type Prepared = { edit: EditToScore; pixels: (SizedPixels | null)[] };

/** Pictures that edits of one call share are decoded once. */
function createDecoder(): (bytes: Buffer, input: PictureInput, at: number) => Promise<SizedPixels> {
  const sources = new Map<string, Promise<SizedPixels>>();
  return (bytes, input, at) => {
    if (input.from === "edit") return decodeAtSize(bytes, input);
    const key = `${at} ${createHash("sha256").update(bytes).digest("base64")}`;
    const known = sources.get(key) ?? decodeAtSize(bytes, input);
    sources.set(key, known);
    return known;
  };
}

function requireKnownTask({ values, unknown }: TaskTypeInput, taskType: string | null): void {
  if (unknown === "fail" && (taskType === null || !values.includes(taskType))) throw new JuxtaError("task_type_unknown", "This scorer does not know the edit's task type.");
}

async function prepareEdit({ manifest }: Opened, decode: ReturnType<typeof createDecoder>, edit: EditToScore): Promise<Prepared | { error: JuxtaError }> {
  try {
    const pixels = await Promise.all(
      manifest.inputs.map(async (input, at) => {
        if (input.from !== "task_type") return decode(input.from === "source" ? edit.source : edit.edit, input, at);
        requireKnownTask(input, edit.taskType);
        return null;
      }),
    );
    return { edit, pixels };
  } catch (error) {
    return { error: toJuxtaError(error) };
  }
}

function fillRow({ manifest, tables }: Opened, feeds: Feed[], row: number, { edit, pixels }: Prepared): void {
  for (const [at, input] of manifest.inputs.entries()) {
    const feed = feeds[at]!;
    const picture = pixels[at];
    if (input.from !== "task_type") {
      if (picture) writePicture(picture, feed, row, input, tables[at]!);
      continue;
    }
    const from = row * rowLength(input);
    feed.fill(0, from, from + rowLength(input));
    const place = edit.taskType === null ? -1 : input.values.indexOf(edit.taskType);
    if (place >= 0) feed[from + place] = 1;
  }
}

/** A model with a fixed batch gets its last rows as they were: what they give is not looked at. */
async function runPrepared(opened: Opened, prepared: Prepared[]): Promise<Result[]> {
  const { manifest, session, spare } = opened;
  const feeds = spare.pop() ?? manifest.inputs.map((input) => makeFeed(input, session.rows));
  try {
    for (const [row, edit] of prepared.entries()) fillRow(opened, feeds, row, edit);
    const outputs = await session.run(feeds, session.isFixed ? session.rows : prepared.length);
    return prepared.map((_edit, row) => readOutputs(manifest, outputs, row));
  } finally {
    spare.push(feeds);
  }
}

async function scoreBatch(opened: Opened, decode: ReturnType<typeof createDecoder>, edits: EditToScore[]): Promise<Result[]> {
  const prepared = await Promise.all(edits.map((edit) => prepareEdit(opened, decode, edit)));
  const usable = prepared.filter((result): result is Prepared => !("error" in result));
  // What a batch as a whole fails with is every edit's own failure: the others' batches go on.
  const scored = usable.length === 0 ? [] : await runPrepared(opened, usable).catch((error: unknown) => usable.map((): Result => ({ error: toJuxtaError(error) })));
  let next = 0;
  return prepared.map((result) => ("error" in result ? result : scored[next++]!));
}

async function scoreAll(opened: Opened, edits: EditToScore[], signal?: AbortSignal): Promise<Result[]> {
  const decode = createDecoder();
  const { rows } = opened.session;
  const starts = Array.from({ length: Math.ceil(edits.length / rows) }, (_, index) => index * rows);
  const results: Result[][] = starts.map(() => []);
  let next = 0;
  const lane = async () => {
    while (next < starts.length) {
      const index = next++;
      signal?.throwIfAborted();
      results[index] = await scoreBatch(opened, decode, edits.slice(index * rows, (index + 1) * rows));
    }
  };
  await Promise.all(Array.from({ length: Math.min(AHEAD, starts.length) }, lane));
  return results.flat();
}

/** The model has one answer, however often it is asked: every pass is that answer. */
function toPass(result: Result, pass: number): PassResult {
  if ("error" in result) return { pass, ok: false, error: { code: result.error.code, message: result.error.message }, replies: [] };
  return { pass, ok: true, values: result.values, reasoning: null, repaired: false, extra: result.raw, replies: [] };
}

function dimensionsOf({ outputs, overall }: ScorerManifest): ScoreDimension[] {
  const named = outputs.flatMap(({ dimensions }) => dimensions.filter((dimension) => dimension !== null));
  return overall === undefined ? named : [...named, "overall"];
}

/**
 * Opens the scorer that a manifest describes, warmed up. `threads` and `batch` go before those of the manifest. Throws JuxtaError
 * `scorer_manifest_missing`, `scorer_manifest_invalid`, `model_missing`, `model_checksum_mismatch`, `model_unreadable` or
 * `model_ports_mismatch`, whose `details` have the reason by the manifest's field.
 */
export async function openManifestScorer(file: string, options: { name?: string; threads?: number; batch?: number } = {}): Promise<Scorer> {
  const manifest = await readScorerManifest(file);
  const session = await openScorerSession(path.dirname(file), manifest, { threads: options.threads ?? manifest.threads, batch: options.batch ?? manifest.batch });
  const opened: Opened = { manifest, session, tables: manifest.inputs.map((input) => (input.from === "task_type" ? [] : makeByteTable(input))), spare: [] };
  const { name, file: model, licence, sha256, inputs, outputs, overall } = manifest;
  return {
    name: options.name ?? name,
    kind: "onnx",
    version: createHash("sha256").update([hashManifest(manifest), CODE_VERSION].join("\n")).digest("hex"),
    dimensions: dimensionsOf(manifest),
    scale: { min: 0, max: 10 },
    passes: 1,
    describe: () => ({ kind: "onnx", name, model, sha256, licence, inputs, outputs, overall: overall ?? null }),
    score: async (edits, { passes = [0], signal } = {}) => {
      const results = await scoreAll(opened, edits, signal);
      return results.map((result) => passes.map((pass) => toPass(result, pass)));
    },
    dispose: () => session.release(),
  };
}

