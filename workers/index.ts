import os from "node:os";
import sharp from "sharp";
import { closeDb } from "../lib/db.ts";
import { JuxtaError } from "../lib/errors.ts";
import { closeSender } from "../lib/job/index.ts";
import { log } from "../lib/log.ts";
import { startWorker, waitUntilIdle } from "./run.ts";

const START_RETRY_MS = 1_000;
const START_TRIES = 60;
const PARENT_POLL_MS = 500;

/** The database may start later than the worker: wait for it. */
async function startWithPatience(): ReturnType<typeof startWorker> {
  // Who ends soon promises nobody an answer.
  const servesRewards = !process.argv.includes("--until-idle");
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startWorker({ servesRewards });
    } catch (error) {
      // What is wrong with the settings stays wrong: only the database is waited for.
      if (attempt >= START_TRIES || error instanceof JuxtaError) throw error;
      log.warn({ err: error, attempt }, "the worker cannot start yet");
      await new Promise((resolve) => setTimeout(resolve, START_RETRY_MS));
    }
  }
}

// Judging comes first: the web server wins when both want the processor.
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

// Hardly a picture is read twice: what the library keeps of earlier ones would only be memory.
sharp.cache(false);

const stopping = new AbortController();
const worker = await startWithPatience().catch((error: unknown) => {
  if (!(error instanceof JuxtaError)) throw error;
  process.stderr.write(`${error.message} (${error.code})\n`);
  process.exit(1);
});

async function shutDown(): Promise<void> {
  if (stopping.signal.aborted) return;
  stopping.abort();
  await worker.stop();
  await closeSender();
  await closeDb();
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void shutDown().then(() => process.exit(0)));

// Set by a launcher: if that is killed, nobody would stop this process any more.
if (process.env.JUXTA_STOP_WITH_PARENT) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && void shutDown().then(() => process.exit(0)), PARENT_POLL_MS).unref();
}

if (process.argv.includes("--until-idle")) {
  await waitUntilIdle(stopping.signal);
  await shutDown();
}
