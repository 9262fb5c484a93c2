import { realpath } from "node:fs/promises";
import path from "node:path";
import { JuxtaError, toJuxtaError } from "../../errors.ts";
import type { LineProblem } from "../../import/item-line.ts";
import { readSoundPicture } from "../../import/read-picture-file.ts";
import type { Reduction } from "../combine-passes.ts";
import type { EditToScore, PassResult, Scorer } from "../scorer.ts";
import { isReadable, type NamedEdit, readEdits } from "./read-edits.ts";
import { openScoreLog, type ScoreLog } from "./score-log.ts";
import { type ScoreLine, toFailedLine, toScoreLine } from "./score-line.ts";
import { workInOrder } from "./work-in-order.ts";

export type ScoreFileOptions = {
  items: string;
  out: string;
  scorer: Scorer;
  reduction: Reduction;
  /** Groups of edits in work at once, and edits in a group. */
  concurrency: number;
  groupSize: number;
  /** Whether passes are asked for one by one, so that each is kept as soon as it is there. */
  passByPass: boolean;
  /** Whether edits that failed before are tried again. */
  retryFailed: boolean;
  onProgress(progress: ScoreFileProgress): void;
  signal: AbortSignal;
};

export type ScoreFileProgress = { editCount: number; doneCount: number; resumedCount: number; failedCount: number; promptTokens: number; completionTokens: number };
export type ScoreFileSummary = ScoreFileProgress & { problems: LineProblem[] };

type Run = ScoreFileOptions & { log: ScoreLog; root: string; progress: ScoreFileProgress };

/** The edit with its pictures, or the line that says why it has none. */
async function readEdit({ root }: Run, { source, image, reference, ...edit }: NamedEdit): Promise<EditToScore | ScoreLine> {
  try {
    const shown = reference === null ? {} : { reference: await readSoundPicture(root, reference) };
    return { ...edit, source: await readSoundPicture(root, source), edit: await readSoundPicture(root, image), ...shown };
  } catch (error) {
    if (!(error instanceof JuxtaError)) throw error;
    return toFailedLine(edit, error);
  }
}

function keep({ log, progress }: Run, edit: EditToScore, result: PassResult): void {
  log.keepPass(edit, result);
  for (const reply of result.replies) {
    progress.promptTokens += reply.promptTokens ?? 0;
    progress.completionTokens += reply.completionTokens ?? 0;
  }
}

/** The passes that a group of edits still lacks, each on the disk as soon as it is there. */
async function scoreGroup(run: Run, edits: EditToScore[], passes: number[]): Promise<PassResult[][]> {
  const steps = run.passByPass ? passes.map((pass) => [pass]) : [passes];
  const results: PassResult[][] = edits.map(() => []);
  for (const step of steps) {
    run.signal.throwIfAborted();
    const scored = await run.scorer.score(edits, { passes: step, signal: run.signal });
    for (const [index, edit] of edits.entries()) {
      for (const result of scored[index] ?? []) keep(run, edit, result);
      results[index]?.push(...(scored[index] ?? []));
    }
  }
  return results;
}

function isRead(read: EditToScore | ScoreLine | null | undefined): read is EditToScore {
  return read !== null && read !== undefined && "source" in read;
}

async function finishGroup(run: Run, named: NamedEdit[]): Promise<ScoreLine[]> {
  const allPasses = [...Array(run.scorer.passes).keys()];
  const known = named.map((edit) => run.log.passesOf(edit));
  const missing = known.map((results) => allPasses.filter((pass) => !results.some((result) => result.pass === pass)));
  const read = await Promise.all(named.map(async (edit, index) => (missing[index]?.length === 0 ? null : readEdit(run, edit))));
  // Edits that lack the same passes go together; after a kill there may be one that lacks fewer.
  const groups = Map.groupBy([...named.keys()].filter((index) => isRead(read[index])), (index) => missing[index]?.join() ?? "");
  for (const indices of groups.values()) {
    const scored = await scoreGroup(run, indices.map((index) => read[index] as EditToScore), missing[indices[0] ?? 0] ?? []);
    for (const [at, index] of indices.entries()) known[index]?.push(...(scored[at] ?? []));
  }
  return named.map((edit, index) => {
    const line = read[index];
    if (line && "passes" in line) return line;
    return toScoreLine(edit, (known[index] ?? []).sort((a, b) => a.pass - b.pass), { scale: run.scorer.scale, reduction: run.reduction });
  });
}

/** Edits without a line, a group at a time. */
async function* takeGroups(run: Run): AsyncGenerator<NamedEdit[]> {
  let named: NamedEdit[] = [];
  for await (const edit of readEdits(run.items, () => {})) {
    if (run.log.isDone(edit)) continue;
    named.push(edit);
    if (named.length < run.groupSize) continue;
    yield named;
    named = [];
  }
  if (named.length > 0) yield named;
}

/** Groups are scored side by side and written in the order of the file. */
function scoreAll(run: Run): Promise<void> {
  return workInOrder(takeGroups(run), {
    concurrency: run.concurrency,
    work: (named) => {
      run.signal.throwIfAborted();
      return finishGroup(run, named);
    },
    onDone: (named, lines) => {
      for (const [index, edit] of named.entries()) {
        const line = lines[index]!;
        run.log.finish(edit, line);
        run.progress.doneCount += 1;
        if (line.error) run.progress.failedCount += 1;
      }
      run.onProgress(run.progress);
    },
  });
}

/** Counts what there is to do, and says what is wrong with the file before anything is paid for. */
async function countEdits(options: ScoreFileOptions, log: ScoreLog): Promise<{ editCount: number; resumedCount: number; problems: LineProblem[] }> {
  const problems: LineProblem[] = [];
  let editCount = 0;
  let resumedCount = 0;
  for await (const edit of readEdits(options.items, (problem) => problems.push(problem))) {
    editCount += 1;
    if (log.isDone(edit)) resumedCount += 1;
  }
  return { editCount, resumedCount, problems };
}

/**
 * Scores every edit of a file into `out`, a line each in the file's order, with the raw replies beside it. May be ended
 * at any moment and called again: what is there stays, and is not asked for again. Throws `source_missing`, the errors of
 * `openScoreLog`, and the signal's reason.
 */
export async function scoreFile(options: ScoreFileOptions): Promise<ScoreFileSummary> {
  if (!(await isReadable(options.items))) throw new JuxtaError("source_missing", `There is no file ${options.items} that can be read.`);
  const log = openScoreLog(options.out, options.scorer, options.retryFailed);
  try {
    const { editCount, resumedCount, problems } = await countEdits(options, log);
    const progress: ScoreFileProgress = { editCount, doneCount: resumedCount, resumedCount, failedCount: 0, promptTokens: 0, completionTokens: 0 };
    const root = await realpath(path.dirname(options.items));
    await scoreAll({ ...options, log, root, progress });
    return { ...progress, problems };
  } catch (error) {
    throw options.signal.aborted ? error : toJuxtaErrorOfDisk(error);
  } finally {
    log.close();
  }
}

function toJuxtaErrorOfDisk(error: unknown): unknown {
  const isFull = error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
  return isFull ? new JuxtaError("storage_full", "There is no space left for the scores. Free some, then run the same command again; what was scored is kept.", { status: 507, cause: error }) : toJuxtaError(error);
}
