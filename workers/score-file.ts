import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { invalidInput, JuxtaError, toErrorAnswer } from "../lib/errors.ts";
import { lockFile, scoreFile, type ScoreFileSummary } from "../lib/reward/score-file/index.ts";
import { parseScorerDefinition, type ScorerDefinition } from "../lib/reward/scorer-definition.ts";
import { openScorer } from "./open-scorer.ts";

// Scores a file without a database, for `juxta score`, which starts it and reads its messages.
const MODELS = path.resolve(import.meta.dirname, "../models");
const GROUP = 8;
const PROGRESS_MS = 100;

export type Scored = ScoreFileSummary & { scorer: string; version: string };

const stopping = new AbortController();
process.on("message", () => stopping.abort(new JuxtaError("interrupted", "Interrupted. What was scored is kept: run the same command again.")));
// Whoever started us is gone, and with it whoever would read the outcome.
process.on("disconnect", () => process.exit(1));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});

function say(message: Record<string, unknown>): Promise<void> {
  return new Promise((resolve) => (process.send ? process.send(message, () => resolve()) : resolve()));
}

function readDefinition(file: string): ScorerDefinition {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new JuxtaError("source_missing", `There is no file ${file} that can be read.`, { cause });
  }
  try {
    return parseScorerDefinition(JSON.parse(text));
  } catch (error) {
    if (error instanceof JuxtaError) throw error;
    throw invalidInput(`${file} is not JSON.`);
  }
}

async function run(items: string, scorerFile: string, out: string, retryFailed: boolean): Promise<Scored> {
  const definition = readDefinition(scorerFile);
  const scorer = await openScorer(definition, { modelsFolder: MODELS, baseFolder: path.dirname(scorerFile) });
  const unlock = await lockFile(out, stopping.signal);
  let shownAt = 0;
  try {
    const isJudge = definition.kind === "vlm";
    const summary = await scoreFile({
      items,
      out,
      scorer,
      retryFailed,
      reduction: isJudge ? definition.reduction : "average_last",
      concurrency: isJudge ? definition.concurrency : 1,
      groupSize: isJudge ? 1 : GROUP,
      passByPass: isJudge && definition.passesBy === "seed",
      signal: stopping.signal,
      onProgress: (progress) => {
        if (Date.now() - shownAt < PROGRESS_MS) return;
        shownAt = Date.now();
        void say({ progress });
      },
    });
    return { ...summary, scorer: scorer.name, version: scorer.version };
  } finally {
    unlock();
    await scorer.dispose();
  }
}

const { values } = parseArgs({ options: { items: { type: "string" }, scorer: { type: "string" }, out: { type: "string" }, "retry-failed": { type: "boolean", default: false } } });
try {
  await say({ done: await run(values.items ?? "", values.scorer ?? "", values.out ?? "", values["retry-failed"]) });
} catch (error) {
  await say({ failed: toErrorAnswer(error) });
}
process.exit();
