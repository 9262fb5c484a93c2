import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { type ErrorAnswer, JuxtaError } from "../../lib/errors.ts";
import type { ScoreFileProgress, ScoreFileSummary } from "../../lib/reward/score-file/score-file.ts";
import { repositoryRoot } from "../launch/home.ts";
import { resolveUserPath } from "./installation.ts";
import { notice, print, printJson } from "./output.ts";
import { createProgressLine } from "./progress-line.ts";

type Options = { items: string; scorer: string; out: string; retryFailed?: boolean; json?: boolean };
export type Scored = ScoreFileSummary & { scorer: string; version: string };
type Message = { progress: ScoreFileProgress } | { done: Scored } | { failed: { status: number; body: ErrorAnswer } };

const SHOWN_PROBLEMS = 50;

function describeTokens({ promptTokens, completionTokens }: ScoreFileProgress): string {
  return promptTokens + completionTokens === 0 ? "" : `, ${promptTokens} + ${completionTokens} tokens`;
}

function describeProgress(progress: ScoreFileProgress, startedAt: number): string {
  const seconds = (Date.now() - startedAt) / 1_000;
  const speed = (progress.doneCount - progress.resumedCount) / Math.max(seconds, 0.001);
  const left = speed > 0 ? `, ${Math.ceil((progress.editCount - progress.doneCount) / speed)} s left` : "";
  return `scored ${progress.doneCount} of ${progress.editCount}, ${progress.failedCount} failed${describeTokens(progress)}${left}`;
}

/** The process that scores, and what it says in the end. A signal asks it to stop; what it has is kept. */
function startScoring(args: string[], signal: AbortSignal, onProgress: (progress: ScoreFileProgress) => void): Promise<Scored> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "workers/score-file.ts", ...args], {
    cwd: repositoryRoot,
    env: { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? "warn" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  signal.addEventListener("abort", () => child.connected && child.send("stop"), { once: true });
  return new Promise((resolve, reject) => {
    child.on("message", (message: Message) => {
      if ("progress" in message) onProgress(message.progress);
      else if ("done" in message) resolve(message.done);
      else {
        const { code, message: words, details } = message.failed.body.error;
        reject(new JuxtaError(code, words, { status: message.failed.status, details }));
      }
    });
    child.once("error", reject);
    child.once("close", () => reject(new JuxtaError("score_ended", "The process that scores ended before its time. What was scored is kept: run the same command again.", { status: 500 })));
  });
}

function report(scored: Scored, out: string): void {
  const { problems, resumedCount, editCount, failedCount } = scored;
  for (const { line, field, code, message } of problems.slice(0, SHOWN_PROBLEMS)) notice(`line ${line}${field ? `, ${field}` : ""}: ${message} (${code})`);
  if (problems.length > SHOWN_PROBLEMS) notice(`… and ${problems.length - SHOWN_PROBLEMS} more`);
  const before = resumedCount > 0 ? `, ${resumedCount} of them before` : "";
  print(`${editCount} edits scored by ${scored.scorer}${before}; ${failedCount} failed now${describeTokens(scored)}. ${out}`);
}

/** Scores a file in a process of its own and shows how far it is; all paths are whole. */
export async function scoreWithProgress({ items, scorer, out, retryFailed = false }: { items: string; scorer: string; out: string; retryFailed?: boolean }, signal: AbortSignal): Promise<Scored> {
  mkdirSync(path.dirname(out), { recursive: true });
  const line = createProgressLine();
  const startedAt = Date.now();
  try {
    const args = ["--items", items, "--scorer", scorer, "--out", out, ...(retryFailed ? ["--retry-failed"] : [])];
    return await startScoring(args, signal, (progress) => line.show(describeProgress(progress, startedAt)));
  } finally {
    line.end();
  }
}

async function runScore(options: Options, signal: AbortSignal): Promise<void> {
  const [items, scorer, out] = [options.items, options.scorer, options.out].map(resolveUserPath) as [string, string, string];
  const startedAt = Date.now();
  const scored = await scoreWithProgress({ items, scorer, out, retryFailed: options.retryFailed }, signal);
  if (options.json) printJson({ ...scored, seconds: (Date.now() - startedAt) / 1_000, out, replies: `${out}.replies.jsonl` });
  else report(scored, out);
}

export function addScoreCommand(program: Command, signal: AbortSignal): void {
  program
    .command("score")
    .description("score the edits of a file, without a database; run it again to go on where it ended")
    .requiredOption("--items <file>", "edits in the import format, one item a line")
    .requiredOption("--scorer <file>", "what scores: a judge, an ONNX model or the embedded scorer, as JSON")
    .requiredOption("--out <file>", "where the scores go, one edit a line; raw replies go beside it")
    .option("--retry-failed", "score edits again that have failed in this file before")
    .option("--json", "print the counts as JSON")
    .action((options: Options) => runScore(options, signal));
}
