import { conflict, JuxtaError } from "../../lib/errors.ts";
import { type JobAttempt, type JobPayload, LAST_RETRY } from "../../lib/job/index.ts";
import { beginLearnedRun, buildTrainingSet, failLearnedRun, finishLearnedRun, hasEnough, learn, type OpenLearnedRun, readFeatures, readGroups, readJudgments, reportProgress } from "../../lib/learn/index.ts";
import { PLAIN_FEATURES } from "../onnx/extract-features.ts";
import { readCandidateFeatures } from "../read-candidate-features.ts";
import { saveLearnedHead } from "../save-learned-head.ts";
import type { ScoringModel } from "../scoring-model.ts";

type Context = { model: ScoringModel | null; signal: AbortSignal; attempt: JobAttempt };
type Stage = Parameters<typeof reportProgress>[1];

const SAY_EVERY_MS = 400;

/** Says how far the run is, each stage at once and then not too often; between fits it lets others have the thread, heartbeats above all. */
function createProgress({ id }: OpenLearnedRun, signal: AbortSignal): (stage: Stage, done: number, total: number) => Promise<void> {
  let saidAt = 0;
  let saidStage: Stage | null = null;
  return async (stage, done, total) => {
    signal.throwIfAborted();
    if (stage === saidStage && done < total && Date.now() - saidAt < SAY_EVERY_MS) return new Promise((resolve) => void setImmediate(resolve));
    saidAt = Date.now();
    saidStage = stage;
    await reportProgress(id, stage, done, total);
  };
}

async function learnFor(run: OpenLearnedRun, { model, signal, attempt }: Context): Promise<void> {
  if (!model) throw new JuxtaError("scorer_not_runnable", "The starter cannot be loaded by this worker.");
  const { projectId, settings } = run;
  const { scorer: starter } = model;
  const progress = createProgress(run, signal);
  const answers = (await readJudgments(projectId, settings.people)).filter(({ dimension }) => settings.dimensions.includes(dimension));
  const candidateIds = [...new Set(answers.flatMap(({ candidateAId, candidateBId }) => [candidateAId, candidateBId]))];
  await readCandidateFeatures(starter, candidateIds, { signal, attempt, progress: (done, total) => progress("features", done, total) });
  const groups = await readGroups([...new Set(answers.map(({ itemId }) => itemId))].sort());
  const built = await buildTrainingSet(projectId, settings, answers, groups, await readFeatures(candidateIds, starter.version));
  if (!hasEnough(built.set)) throw conflict("not_enough_judgments", "There is not enough to learn from yet.");
  const learned = await learn(built, { plainNames: PLAIN_FEATURES, starterVersion: starter.version }, { seed: settings.seed, isControl: settings.shuffleLabels, progress });
  await progress("saving", 0, 1);
  const hash = settings.shuffleLabels ? null : await saveLearnedHead(run, learned, built.set.candidates);
  await finishLearnedRun(run, learned.report, hash === null ? null : { hash, head: learned.head }, attempt);
}

/** Learns a scorer from a project's judgments. Safe to repeat: features are kept, and nothing else is before the end. */
export async function handleLearn(payload: JobPayload<"learn">, context: Context): Promise<void> {
  const run = await beginLearnedRun(payload.runId, context.attempt);
  if (!run) return;
  try {
    await learnFor(run, context);
  } catch (error) {
    if (error instanceof JuxtaError && error.code === "learning_over") return;
    const isKnown = error instanceof JuxtaError && error.status < 500 && error.code !== "job_taken_over";
    if (isKnown) return failLearnedRun(run.id, error, context.attempt);
    if (context.attempt.retryCount >= LAST_RETRY && !context.signal.aborted) await failLearnedRun(run.id, { code: "internal", message: "Something failed on the server. It has been logged." }, context.attempt);
    throw error;
  }
}
