import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { JuxtaError } from "../../lib/errors.ts";
import { type HeadInput, type LearnedHead, learnedHead } from "../../lib/learn/model/head.ts";
import { combinePasses } from "../../lib/reward/combine-passes.ts";
import type { EditToScore, PassResult, ScoreDimension, Scorer } from "../../lib/reward/scorer.ts";
import { type HeadSession, openHeadSession } from "./learned-head-session.ts";
import { loadStarterScorer, type StarterScorer, toStarterInput } from "./starter-scorer.ts";

/** Raised by hand whenever the way from files to scores changes. */
const CODE_VERSION = "1";

type Failure = { code: string; message: string };
type Parts = { head: LearnedHead; session: HeadSession; starter: StarterScorer; stacked: Scorer[] };
export type OpenStacked = (definition: Record<string, unknown>) => Promise<Scorer>;

/** SHA-256 over everything that changes a learned scorer's numbers: weights, and by their versions the starter and what is stacked. */
export function hashLearned(weights: Uint8Array): string {
  return createHash("sha256").update(weights).update(CODE_VERSION).digest("hex");
}

async function readHead(folder: string): Promise<{ head: LearnedHead; version: string }> {
  const bytes = await readFile(path.join(folder, "weights.json")).catch((cause: unknown) => {
    throw new JuxtaError("model_missing", "The files of this learned scorer are not there.", { cause });
  });
  try {
    return { head: learnedHead.parse(JSON.parse(bytes.toString("utf8"))), version: hashLearned(bytes) };
  } catch (cause) {
    throw new JuxtaError("model_manifest_invalid", "weights.json does not hold a learned head.", { cause });
  }
}

function changed(what: string): JuxtaError {
  return new JuxtaError("scorer_changed", `This scorer was learned over another version of ${what}. Learn again.`);
}

/** What a stacked scorer says of each edit, by dimension: the mean over its passes, or why there is none. */
async function scoreStacked(scorer: Scorer, definition: Record<string, unknown>, edits: EditToScore[], signal?: AbortSignal): Promise<(Partial<Record<ScoreDimension, number>> | Failure)[]> {
  const results = await scorer.score(edits, { signal });
  return results.map((passes) => {
    const { values, failures } = combinePasses(passes, definition.reduction === "average_first" ? "average_first" : "average_last");
    const [first] = failures;
    return first ? { code: first.code, message: first.message } : values;
  });
}

const isFailure = (value: object): value is Failure => "code" in value;

async function readInputs({ head, starter, stacked }: Parts, edits: EditToScore[], signal?: AbortSignal): Promise<(HeadInput | Failure)[]> {
  const readings = await starter.read(edits.map((edit) => toStarterInput(edit)));
  const outputs = await Promise.all(stacked.map((scorer, index) => scoreStacked(scorer, head.scorers[index]!.definition, edits, signal)));
  return readings.map((reading, at) => {
    if ("error" in reading) return { code: reading.error.code, message: reading.error.message };
    const values: number[] = [];
    for (const { scorer, dimension } of head.stacked.inputs) {
      const own = outputs[scorer]?.[at] ?? { code: "score_missing", message: "The scorer gave no score." };
      if (isFailure(own)) return own;
      const value = own[dimension as ScoreDimension];
      if (value === undefined) return { code: "score_missing", message: "The scorer gave no score." };
      values.push(value);
    }
    return { ...reading.features, starter: head.starter.dimensions.map((dimension) => reading.score[dimension as ScoreDimension]), stacked: values };
  });
}

async function score(parts: Parts, edits: EditToScore[], passes: number[], signal?: AbortSignal): Promise<PassResult[][]> {
  const inputs = await readInputs(parts, edits, signal);
  const outputs = await parts.session.run(inputs.filter((input): input is HeadInput => !isFailure(input)));
  let next = 0;
  return inputs.map((input) => {
    if (isFailure(input)) return passes.map((pass) => ({ pass, ok: false as const, error: input, replies: [] }));
    const { scores, utilities } = outputs[next++]!;
    const byDimension = (values: number[]) => Object.fromEntries(parts.head.dimensions.map((dimension, index) => [dimension, values[index]!]));
    const extra = Object.fromEntries(parts.head.dimensions.map((dimension, index) => [`utility_${dimension}`, utilities[index]!]));
    return passes.map((pass) => ({ pass, ok: true as const, values: byDimension(scores), reasoning: null, repaired: false, extra, replies: [] }));
  });
}

/**
 * Opens a learned scorer from its folder, with the starter of `modelsFolder` and the scorers that it stacks. Throws
 * `model_missing`, `model_manifest_invalid`, `scorer_changed` where what it was learned over has another version now, and what
 * the others throw.
 */
export async function openLearnedScorer(folder: string, { modelsFolder, name, openStacked }: { modelsFolder: string; name?: string; openStacked: OpenStacked }): Promise<Scorer> {
  const { head, version } = await readHead(folder);
  const opened: { dispose(): Promise<void> }[] = [];
  try {
    const starter = await loadStarterScorer(modelsFolder);
    opened.push(starter);
    if (starter.version !== head.starterVersion) throw changed("the starter");
    const session = await openHeadSession(folder, head);
    opened.push({ dispose: () => session.release() });
    const stacked: Scorer[] = [];
    for (const { name: of, hash, definition } of head.scorers) {
      const scorer = await openStacked(definition);
      opened.push(scorer);
      stacked.push(scorer);
      if (scorer.version !== hash) throw changed(of);
    }
    const parts = { head, session, starter, stacked };
    return {
      name: name ?? "learned",
      kind: "learned",
      version,
      dimensions: head.dimensions,
      scale: { min: 0, max: 10 },
      passes: 1,
      describe: () => ({ kind: "learned", starterVersion: head.starterVersion, stacked: head.scorers.map(({ name: of, hash }) => `${of}@${hash}`) }),
      score: (edits, { passes = [0], signal } = {}) => score(parts, edits, passes, signal),
      dispose: async () => {
        for (const one of opened) await one.dispose();
      },
    };
  } catch (error) {
    for (const one of opened) await one.dispose();
    throw error;
  }
}
