import { closeSync, existsSync, fsyncSync, openSync, renameSync, statSync, writeSync } from "node:fs";
import { z } from "zod";
import { conflict, JuxtaError } from "../../errors.ts";
import type { PassResult, Scorer } from "../scorer.ts";
import { type LineFile, openLineFile } from "./line-file.ts";
import type { ScoreLine } from "./score-line.ts";

const FORMAT = "juxta-replies-1";
const scored = z.object({ item_id: z.string(), candidate_id: z.string(), error: z.object({ code: z.string() }).nullable() });
const header = z.object({ format: z.literal(FORMAT), version: z.string() });
const passLine = z.object({ item_id: z.string(), candidate_id: z.string(), result: z.custom<PassResult>((value) => typeof value === "object" && value !== null && "pass" in value) });

export type EditKey = { itemId: string; candidateId: string };

export type ScoreLog = {
  /** Whether the edit has its line. */
  isDone(edit: EditKey): boolean;
  /** Passes that are paid for already, by a run that was ended before the edit's line was written. */
  passesOf(edit: EditKey): PassResult[];
  keepPass(edit: EditKey, result: PassResult): void;
  finish(edit: EditKey, line: ScoreLine): void;
  close(): void;
};

const keyOf = ({ itemId, candidateId }: EditKey): string => JSON.stringify([itemId, candidateId]);

function foreign(file: string): JuxtaError {
  return new JuxtaError("scores_invalid", `${file} is not a file of ours. Name another file, or move it away.`);
}

/** The passes of unfinished edits. Throws `score_file_taken` when another scorer, or another version, began the file. */
function openReplies(file: string, scorer: Scorer, isDone: (key: string) => boolean, options: { isStarted: boolean; retryFailed: boolean }): { replies: LineFile; passes: Map<string, Map<number, PassResult>> } {
  const passes = new Map<string, Map<number, PassResult>>();
  let version: string | null = null;
  const replies = openLineFile(file, (value) => {
    if (version === null) {
      const first = header.safeParse(value);
      if (!first.success) throw foreign(file);
      version = first.data.version;
      if (version !== scorer.version) throw conflict("score_file_taken", `${file} was begun by another scorer, or another version of this one (${version.slice(0, 12)}, now ${scorer.version.slice(0, 12)}). Name another file for the scores.`);
      return;
    }
    const parsed = passLine.safeParse(value);
    if (!parsed.success) throw foreign(file);
    const key = keyOf({ itemId: parsed.data.item_id, candidateId: parsed.data.candidate_id });
    if (isDone(key) || (options.retryFailed && !parsed.data.result.ok)) return;
    const known = passes.get(key) ?? new Map<number, PassResult>();
    passes.set(key, known.set(parsed.data.result.pass, parsed.data.result));
  });
  if (version === null) {
    if (options.isStarted) throw conflict("replies_missing", `There are scores, but ${file}, which says what made them, is missing. Bring it back, or name another file for the scores.`);
    replies.append({ format: FORMAT, scorer: scorer.name, version: scorer.version, definition: scorer.describe() });
  }
  return { replies, passes };
}

/** Writes the file anew without the lines of failed edits, in one step. */
function dropFailedLines(out: string): void {
  if (!existsSync(out)) return;
  const anew = openSync(`${out}.new`, "w");
  openLineFile(out, (value) => {
    const parsed = scored.safeParse(value);
    if (!parsed.success) throw foreign(out);
    if (parsed.data.error === null) writeSync(anew, `${JSON.stringify(value)}\n`);
  }).close();
  fsyncSync(anew);
  closeSync(anew);
  renameSync(`${out}.new`, out);
}

/**
 * The score file and the file of raw replies beside it, `<out>.replies.jsonl`. A pass is on the disk before anything
 * else happens; an edit gets its line last. Throws `scores_invalid`, `score_file_taken` or `replies_missing`.
 */
export function openScoreLog(out: string, scorer: Scorer, retryFailed: boolean): ScoreLog {
  const isStarted = existsSync(out) && statSync(out).size > 0;
  if (retryFailed) dropFailedLines(out);
  const done = new Set<string>();
  const scores = openLineFile(out, (value) => {
    const parsed = scored.safeParse(value);
    if (!parsed.success) throw foreign(out);
    done.add(keyOf({ itemId: parsed.data.item_id, candidateId: parsed.data.candidate_id }));
  });
  const { replies, passes } = openReplies(`${out}.replies.jsonl`, scorer, (key) => done.has(key), { isStarted, retryFailed });
  return {
    isDone: (edit) => done.has(keyOf(edit)),
    passesOf: (edit) => [...(passes.get(keyOf(edit))?.values() ?? [])],
    keepPass: (edit, result) => replies.append({ item_id: edit.itemId, candidate_id: edit.candidateId, result }),
    finish: (edit, line) => {
      scores.append(line);
      done.add(keyOf(edit));
      passes.delete(keyOf(edit));
    },
    close: () => {
      scores.close();
      replies.close();
    },
  };
}
