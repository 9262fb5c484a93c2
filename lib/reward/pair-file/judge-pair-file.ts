import { realpath } from "node:fs/promises";
import path from "node:path";
import { JuxtaError } from "../../errors.ts";
import type { LineProblem } from "../../import/item-line.ts";
import { readSoundPicture } from "../../import/read-picture-file.ts";
import { computeConsistencyRate, type PairJudge, type PairResult, type PairToJudge } from "../protocols/index.ts";
import { isReadable } from "../score-file/read-edits.ts";
import { workInOrder } from "../score-file/work-in-order.ts";
import { openPairLog, type PairLog } from "./pair-log.ts";
import { toPairLine } from "./pair-line.ts";
import { type NamedPair, readPairs } from "./read-pairs.ts";

export type PairFileProgress = { pairCount: number; doneCount: number; resumedCount: number; failedCount: number; promptTokens: number; completionTokens: number };
/** `consistency` is over the whole file, by dimension; `rate` 0..1, null without verdicts. */
export type PairFileSummary = PairFileProgress & { problems: LineProblem[]; consistency: { dimension: string; judgedCount: number; failedCount: number; rate: number | null }[] };

export type PairFileOptions = { items: string; out: string; judge: PairJudge; concurrency: number; retryFailed: boolean; onProgress(progress: PairFileProgress): void; signal: AbortSignal };

type Run = PairFileOptions & { log: PairLog; root: string; progress: PairFileProgress };

async function readPair({ root }: Run, { source, left, right, ...pair }: NamedPair): Promise<PairToJudge> {
  return { ...pair, source: await readSoundPicture(root, source), left: await readSoundPicture(root, left), right: await readSoundPicture(root, right) };
}

/** Answers that are kept count; a picture that cannot be read fails its pair and costs nothing. */
async function judgeOne(run: Run, named: NamedPair): Promise<PairResult[]> {
  const known = run.log.resultsOf(named);
  if (known) return known;
  let pair: PairToJudge;
  try {
    pair = await readPair(run, named);
  } catch (error) {
    if (!(error instanceof JuxtaError)) throw error;
    const { code, message } = error;
    return run.judge.dimensions.map((dimension) => ({ dimension, ok: false, error: { code, message }, replies: [] }));
  }
  const [results = []] = await run.judge.judge([pair], { signal: run.signal });
  run.log.keep(named, results);
  for (const reply of results.flatMap(({ replies }) => replies)) {
    run.progress.promptTokens += reply.promptTokens ?? 0;
    run.progress.completionTokens += reply.completionTokens ?? 0;
  }
  return results;
}

async function* takePairs(run: Run): AsyncGenerator<NamedPair> {
  for await (const named of readPairs(run.items, () => {})) if (!run.log.isDone(named)) yield named;
}

/** Pairs are judged side by side and written in the order of the file. */
function judgeAll(run: Run): Promise<void> {
  return workInOrder(takePairs(run), {
    concurrency: run.concurrency,
    work: (named) => {
      run.signal.throwIfAborted();
      return judgeOne(run, named);
    },
    onDone: (named, results) => {
      run.log.finish(named, results.map((result) => toPairLine(named, result)));
      run.progress.doneCount += 1;
      if (results.some((result) => !result.ok)) run.progress.failedCount += 1;
      run.onProgress(run.progress);
    },
  });
}

async function countPairs({ items }: PairFileOptions, log: PairLog): Promise<{ pairCount: number; resumedCount: number; problems: LineProblem[] }> {
  const problems: LineProblem[] = [];
  let [pairCount, resumedCount] = [0, 0];
  for await (const pair of readPairs(items, (problem) => problems.push(problem))) {
    pairCount += 1;
    if (log.isDone(pair)) resumedCount += 1;
  }
  return { pairCount, resumedCount, problems };
}

function summarise({ agreement }: PairLog): PairFileSummary["consistency"] {
  return [...agreement].map(([dimension, { judged, consistent, failed }]) => ({
    dimension,
    judgedCount: judged,
    failedCount: failed,
    rate: computeConsistencyRate(Array.from({ length: judged }, (_, index) => ({ consistent: index < consistent }))),
  }));
}

/**
 * Judges every two candidates of every item of a file into `out`, a line for each pair and dimension in the file's order,
 * with the raw replies beside it. May be ended at any moment and called again: what is there stays, and is not asked for
 * again. Throws `source_missing`, the errors of `openPairLog`, and the signal's reason.
 */
export async function judgePairFile(options: PairFileOptions): Promise<PairFileSummary> {
  if (!(await isReadable(options.items))) throw new JuxtaError("source_missing", `There is no file ${options.items} that can be read.`);
  const log = openPairLog(options.out, options.judge, options.retryFailed);
  try {
    const { pairCount, resumedCount, problems } = await countPairs(options, log);
    const progress: PairFileProgress = { pairCount, doneCount: resumedCount, resumedCount, failedCount: 0, promptTokens: 0, completionTokens: 0 };
    await judgeAll({ ...options, log, root: await realpath(path.dirname(options.items)), progress });
    return { ...progress, problems, consistency: summarise(log) };
  } finally {
    log.close();
  }
}
