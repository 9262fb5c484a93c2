import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { invalidInput, JuxtaError } from "../../lib/errors.ts";
import { openPairJudge } from "../../lib/reward/open-judge.ts";
import { judgePairFile, type PairFileSummary } from "../../lib/reward/pair-file/index.ts";
import { lockFile } from "../../lib/reward/score-file/index.ts";
import { parseScorerDefinition, type VlmDefinition } from "../../lib/reward/scorer-definition.ts";
import { resolveUserPath } from "./installation.ts";
import { formatTable, notice, print, printJson } from "./output.ts";
import { createProgressLine } from "./progress-line.ts";

type Options = { items: string; scorer: string; out: string; retryFailed?: boolean; json?: boolean };

const SHOWN_PROBLEMS = 50;

function readDefinition(file: string): VlmDefinition {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    if (cause instanceof SyntaxError) throw invalidInput(`${file} is not JSON.`);
    throw new JuxtaError("source_missing", `There is no file ${file} that can be read.`, { cause });
  }
  const definition = parseScorerDefinition(value);
  if (definition.kind !== "vlm") throw invalidInput("Pairs are judged by a judge.", { kind: "must be vlm" });
  return definition;
}

function report(summary: PairFileSummary, judge: string, out: string): void {
  const { problems, resumedCount, pairCount, failedCount, consistency } = summary;
  for (const { line, field, code, message } of problems.slice(0, SHOWN_PROBLEMS)) notice(`line ${line}${field ? `, ${field}` : ""}: ${message} (${code})`);
  if (problems.length > SHOWN_PROBLEMS) notice(`… and ${problems.length - SHOWN_PROBLEMS} more`);
  const before = resumedCount > 0 ? `, ${resumedCount} of them before` : "";
  print(`${pairCount} pairs judged by ${judge}${before}; ${failedCount} failed now. ${out}`);
  const rows = consistency.map(({ dimension, judgedCount, failedCount: failed, rate }) => [dimension, judgedCount, failed, rate === null ? "–" : `${(rate * 100).toFixed(1)} %`]);
  if (rows.length > 0) print(formatTable(["dimension", "verdicts", "failed", "same in both orders"], rows));
}

async function runJudgePairs(options: Options, signal: AbortSignal): Promise<void> {
  const [items, scorer, out] = [options.items, options.scorer, options.out].map(resolveUserPath) as [string, string, string];
  const definition = readDefinition(scorer);
  const judge = openPairJudge(definition);
  mkdirSync(path.dirname(out), { recursive: true });
  const line = createProgressLine();
  const startedAt = Date.now();
  const stopping = new AbortController();
  signal.addEventListener("abort", () => stopping.abort(new JuxtaError("interrupted", "Interrupted. What was judged is kept: run the same command again.")), { once: true });
  const unlock = await lockFile(out, stopping.signal);
  try {
    const summary = await judgePairFile({
      items,
      out,
      judge,
      concurrency: definition.concurrency,
      retryFailed: options.retryFailed ?? false,
      signal: stopping.signal,
      onProgress: ({ doneCount, pairCount, failedCount, promptTokens, completionTokens }) => line.show(`judged ${doneCount} of ${pairCount}, ${failedCount} failed, ${promptTokens} + ${completionTokens} tokens`),
    });
    line.end();
    if (options.json) printJson({ ...summary, judge: judge.name, version: judge.version, seconds: (Date.now() - startedAt) / 1_000, out, replies: `${out}.replies.jsonl` });
    else report(summary, judge.name, out);
  } finally {
    line.end();
    unlock();
    await judge.dispose();
  }
}

export function addJudgePairsCommand(program: Command, signal: AbortSignal): void {
  program
    .command("judge-pairs")
    .description("let a judge compare the edits of a file in both orders, without a database; run it again to go on where it ended")
    .requiredOption("--items <file>", "edits in the import format, one item a line; every two candidates of an item are a pair")
    .requiredOption("--scorer <file>", 'a judge with "protocol": "pairwise", as JSON')
    .requiredOption("--out <file>", "where the verdicts go, a line for each pair and dimension; raw replies go beside it")
    .option("--retry-failed", "judge pairs again that have failed in this file before")
    .option("--json", "print the counts as JSON")
    .action((options: Options) => runJudgePairs(options, signal));
}
