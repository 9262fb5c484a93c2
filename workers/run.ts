import { randomUUID } from "node:crypto";
import os from "node:os";
import path from "node:path";
import type { Job, PgBoss } from "pg-boss";
import { getDb } from "../lib/db.ts";
import { checkDurability } from "../lib/durability.ts";
import { getEnv } from "../lib/env.ts";
import { createWorkingBoss, describeFailure, getQueueCounts, JOB_PAYLOADS, type JobName } from "../lib/job/index.ts";
import { scoreNewCandidates } from "../lib/learn/index.ts";
import { measureMissingSharpness } from "../lib/image/index.ts";
import { log } from "../lib/log.ts";
import { parseScorerDefinition } from "../lib/reward/scorer-definition.ts";
import { enqueueUnscoredItems } from "../lib/scorer/index.ts";
import { handleCheckScorer } from "./handlers/check-scorer.ts";
import { handleImport } from "./handlers/import.ts";
import { handleLearn } from "./handlers/learn.ts";
import { handlePrepareItems } from "./handlers/prepare-items.ts";
import { handleScoreItems } from "./handlers/score-items.ts";
import { handleScoringRun } from "./handlers/scoring-run.ts";
import { openScorer } from "./open-scorer.ts";
import { type RewardService, serveRewards } from "./reward/serve-rewards.ts";
import { getScoringModel, type ScoringModel } from "./scoring-model.ts";

const MODELS = path.resolve(import.meta.dirname, "../models");
const BEAT_MS = 5_000;
const IDLE_POLL_MS = 300;
const STOP_TIMEOUT_MS = 20_000;
const POLL_SECONDS = 0.5;
const BEAT_REFRESH_SECONDS = 3;
/** Runs wait for judges most of the time: several go on at once. */
const RUNS_AT_ONCE = 4;

export type RunningWorker = { id: string; stop(): Promise<void> };

async function loadModel(): Promise<ScoringModel | null> {
  try {
    return await getScoringModel(MODELS);
  } catch (error) {
    log.error({ err: error }, "the starter scorer cannot be loaded; pictures are prepared, but not scored");
    return null;
  }
}

const open = (definition: Record<string, unknown>, baseFolder = MODELS) => openScorer(parseScorerDefinition(definition), { modelsFolder: MODELS, baseFolder });

type Serving = { model: ScoringModel | null; stopping: AbortSignal };

async function handle(name: JobName, job: Job, { model, stopping }: Serving): Promise<void> {
  const { signal } = job;
  const attempt = { queue: name, jobId: job.id, retryCount: job.retryCount };
  if (name === "import") await handleImport(JOB_PAYLOADS.import.parse(job.data), { attempt });
  else if (name === "prepare-items") await handlePrepareItems(JOB_PAYLOADS["prepare-items"].parse(job.data), { scorerVersionId: model?.scorerVersionId ?? null, signal, attempt });
  else if (name === "scoring-run") await handleScoringRun(JOB_PAYLOADS["scoring-run"].parse(job.data), { open, signal, stopping, attempt });
  else if (name === "check-scorer") await handleCheckScorer(JOB_PAYLOADS["check-scorer"].parse(job.data), { open, signal, attempt });
  else if (name === "learn") await handleLearn(JOB_PAYLOADS.learn.parse(job.data), { model, signal, attempt });
  else await handleScoreItems(JOB_PAYLOADS["score-items"].parse(job.data), { model, signal, attempt });
  // Whatever a learned scorer in use has not seen yet is there after one of these.
  if (name === "prepare-items" || name === "scoring-run") await scoreNewCandidates();
}

async function listen(boss: PgBoss, serving: Serving): Promise<void> {
  const concurrency: Record<JobName, number> = { import: 1, "prepare-items": Math.max(1, Math.floor(os.availableParallelism() / 2)), "score-items": 1, "scoring-run": RUNS_AT_ONCE, "check-scorer": 1, learn: 1 };
  for (const name of Object.keys(concurrency) as JobName[]) {
    const options = { batchSize: 1, pollingIntervalSeconds: POLL_SECONDS, localConcurrency: concurrency[name], heartbeatRefreshSeconds: BEAT_REFRESH_SECONDS, burstWhenReadyExceeds: 1 };
    await boss.work<object>(name, options, async ([job]) => {
      if (!job) return;
      try {
        await handle(name, job, serving);
      } catch (error) {
        log.warn({ err: error, job: job.id, queue: name, try: job.retryCount + 1 }, "job failed");
        // Kept by the queue, and shown where failed jobs are listed.
        throw Object.assign(new Error("job failed"), describeFailure(error), { stack: undefined });
      }
    });
  }
}

/** Tells the health page that this process lives. A lost database is waited for, not died of. */
function startBeating(id: string, rewardAddress: string | null): () => Promise<void> {
  const beat = () =>
    getDb()
      .$executeRaw`INSERT INTO worker_process (id, host, pid, reward_address) VALUES (${id}::uuid, ${os.hostname()}, ${process.pid}, ${rewardAddress}) ON CONFLICT (id) DO UPDATE SET seen_at = now()`.catch(
      (error: unknown) => log.warn({ err: error }, "heartbeat"),
    );
  void beat();
  const timer = setInterval(beat, BEAT_MS);
  return async () => {
    clearInterval(timer);
    await getDb().workerProcess.deleteMany({ where: { id } });
  };
}

/** A port that is taken keeps nobody from scoring imports. */
async function serve(model: ScoringModel | null): Promise<RewardService | null> {
  try {
    return await serveRewards(open, model);
  } catch (error) {
    log.error({ err: error }, "no rewards are served");
    return null;
  }
}

/** Starts handling jobs and returns at once. `servesRewards`: whether it also scores for the Reward API. */
export async function startWorker({ servesRewards = true }: { servesRewards?: boolean } = {}): Promise<RunningWorker> {
  const id = randomUUID();
  const warning = await checkDurability(getEnv().DATABASE_URL);
  if (warning) log.warn(warning);
  const model = await loadModel();
  const boss = createWorkingBoss();
  boss.on("error", (error) => log.warn({ err: error }, "queue"));
  await boss.start();
  const rewards = servesRewards ? await serve(model) : null;
  const stopBeating = startBeating(id, rewards?.address ?? null);
  if (model) await enqueueUnscoredItems(model.scorerVersionId);
  await scoreNewCandidates();
  const stopping = new AbortController();
  void measureMissingSharpness(stopping.signal).catch((error: unknown) => log.warn({ err: error }, "sharpness"));
  await listen(boss, { model, stopping: stopping.signal });
  log.info({ worker: id, scorer: model?.scorer.version.slice(0, 12) ?? null }, "worker ready");
  return {
    id,
    stop: async () => {
      stopping.abort();
      await Promise.all([boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS }), rewards?.stop(STOP_TIMEOUT_MS)]);
      await stopBeating();
    },
  };
}

/** Waits until no job is waiting or running. */
export async function waitUntilIdle(signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    const { waiting, active } = await getQueueCounts();
    if (waiting + active === 0) return;
    await new Promise((resolve) => setTimeout(resolve, IDLE_POLL_MS));
  }
}
