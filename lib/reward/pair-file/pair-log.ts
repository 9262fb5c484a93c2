import { closeSync, existsSync, fsyncSync, openSync, renameSync, statSync, writeSync } from "node:fs";
import { z } from "zod";
import { conflict, JuxtaError } from "../../errors.ts";
import type { PairJudge, PairResult } from "../protocols/pair-judge.ts";
import { openLineFile } from "../score-file/line-file.ts";
import type { PairLine } from "./pair-line.ts";

const FORMAT = "juxta-pair-replies-1";
const header = z.object({ format: z.literal(FORMAT), version: z.string() });
const judged = z.object({ item_id: z.string(), left_id: z.string(), right_id: z.string(), dimension: z.string(), consistent: z.boolean().nullable(), error: z.object({ code: z.string() }).nullable() });
const kept = z.object({ item_id: z.string(), left_id: z.string(), right_id: z.string(), results: z.array(z.custom<PairResult>((value) => typeof value === "object" && value !== null && "dimension" in value)) });

export type PairKey = { itemId: string; leftId: string; rightId: string };
/** How many verdicts a dimension has, and how many of them both orders agree on. */
export type Agreement = Map<string, { judged: number; consistent: number; failed: number }>;

export type PairLog = {
  isDone(pair: PairKey): boolean;
  /** Answers that are paid for already, by a run that was ended before the pair's lines were written. */
  resultsOf(pair: PairKey): PairResult[] | null;
  keep(pair: PairKey, results: PairResult[]): void;
  finish(pair: PairKey, lines: PairLine[]): void;
  agreement: Agreement;
  close(): void;
};

const keyOf = ({ itemId, leftId, rightId }: PairKey): string => JSON.stringify([itemId, leftId, rightId]);
const keyOfLine = (line: { item_id: string; left_id: string; right_id: string }): string => JSON.stringify([line.item_id, line.left_id, line.right_id]);

function foreign(file: string): JuxtaError {
  return new JuxtaError("scores_invalid", `${file} is not a file of ours. Name another file, or move it away.`);
}

function parseLine<T>(schema: z.ZodType<T>, value: unknown, file: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw foreign(file);
  return parsed.data;
}

/** Writes the file anew without the pairs that `leaves` names, in one step: what a kill tore apart, and what is to be tried again. */
function dropPairs(out: string, leaves: (key: string) => boolean): void {
  const anew = openSync(`${out}.new`, "w");
  openLineFile(out, (value) => {
    if (!leaves(keyOfLine(parseLine(judged, value, out)))) writeSync(anew, `${JSON.stringify(value)}\n`);
  }).close();
  fsyncSync(anew);
  closeSync(anew);
  renameSync(`${out}.new`, out);
}

/** Pairs with fewer lines than dimensions, and with `retryFailed` those with a failed line, go out of the file. */
function tidy(out: string, dimensions: number, retryFailed: boolean): void {
  const counts = new Map<string, number>();
  const failed = new Set<string>();
  openLineFile(out, (value) => {
    const line = parseLine(judged, value, out);
    const key = keyOfLine(line);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (line.error !== null) failed.add(key);
  }).close();
  const leaves = (key: string) => (counts.get(key) ?? 0) < dimensions || (retryFailed && failed.has(key));
  if ([...counts.keys()].some(leaves)) dropPairs(out, leaves);
}

/** Answers of pairs without lines. Throws where another judge, or another version of it, began the file. */
function openKept(file: string, judge: PairJudge, isStarted: boolean, wants: (key: string, results: PairResult[]) => boolean) {
  const results = new Map<string, PairResult[]>();
  let version: string | null = null;
  const replies = openLineFile(file, (value) => {
    if (version === null) {
      version = parseLine(header, value, file).version;
      if (version !== judge.version) throw conflict("score_file_taken", `${file} was begun by another judge, or another version of this one (${version.slice(0, 12)}, now ${judge.version.slice(0, 12)}). Name another file for the verdicts.`);
      return;
    }
    const line = parseLine(kept, value, file);
    if (wants(keyOfLine(line), line.results)) results.set(keyOfLine(line), line.results);
  });
  if (version === null) {
    if (isStarted) throw conflict("replies_missing", `There are verdicts, but ${file}, which says what made them, is missing. Bring it back, or name another file.`);
    replies.append({ format: FORMAT, judge: judge.name, version: judge.version, definition: judge.describe() });
  }
  return { replies, results };
}

function count(agreement: Agreement, { dimension, consistent, error }: { dimension: string; consistent: boolean | null; error: unknown }): void {
  const row = agreement.get(dimension) ?? { judged: 0, consistent: 0, failed: 0 };
  agreement.set(dimension, error ? { ...row, failed: row.failed + 1 } : { ...row, judged: row.judged + 1, consistent: row.consistent + (consistent ? 1 : 0) });
}

/**
 * The file of verdicts and the file of raw replies beside it, `<out>.replies.jsonl`. Answers are on the disk before
 * anything else happens; a pair gets its lines last. Throws `scores_invalid`, `score_file_taken` or `replies_missing`.
 */
export function openPairLog(out: string, judge: PairJudge, retryFailed: boolean): PairLog {
  const isStarted = existsSync(out) && statSync(out).size > 0;
  if (isStarted) tidy(out, judge.dimensions.length, retryFailed);
  const done = new Set<string>();
  const agreement: Agreement = new Map();
  const verdicts = openLineFile(out, (value) => {
    const line = parseLine(judged, value, out);
    done.add(keyOfLine(line));
    count(agreement, line);
  });
  const wants = (key: string, results: PairResult[]) => !done.has(key) && !(retryFailed && results.some((result) => !result.ok));
  const { replies, results } = openKept(`${out}.replies.jsonl`, judge, isStarted, wants);
  return {
    isDone: (pair) => done.has(keyOf(pair)),
    resultsOf: (pair) => results.get(keyOf(pair)) ?? null,
    keep: ({ itemId, leftId, rightId }, found) => replies.append({ item_id: itemId, left_id: leftId, right_id: rightId, results: found }),
    finish: (pair, lines) => {
      for (const line of lines) {
        verdicts.append(line);
        count(agreement, line);
      }
      done.add(keyOf(pair));
      results.delete(keyOf(pair));
    },
    agreement,
    close: () => {
      verdicts.close();
      replies.close();
    },
  };
}
