import { stat } from "node:fs/promises";
import { getDb, type Prisma } from "../db.ts";
import { JuxtaError, notFound, toJuxtaError } from "../errors.ts";
import type { Import } from "../generated/prisma/client.ts";
import { type JobAttempt, requireAttempt } from "../job/index.ts";
import { log } from "../log.ts";
import { removeUpload } from "./create-import.ts";
import { type LineProblem, parseItemLine } from "./item-line.ts";
import { openSource } from "./open-source.ts";
import { createPictureReader, type PictureReader } from "./picture-reader.ts";
import { type LineRefusal, type NumberedLine, readLines } from "./read-lines.ts";
import { type ResolvedItem, resolveItem } from "./resolve-item.ts";
import { type Batch, type ImportScope, writeBatch } from "./write-batch.ts";

const LINES_PER_BATCH = 400;
const BYTES_PER_BATCH = 16 * 1024 * 1024;
const READ_TOGETHER = 16;

export type ImportProgress = Pick<Import, "bytesRead" | "bytesTotal" | "lineCount" | "newItemCount" | "unchangedItemCount" | "problemCount">;

const REFUSALS: Record<LineRefusal, string> = {
  line_too_long: "The line is longer than 64 MiB.",
  encoding_invalid: "The line is not UTF-8 text. Save the file as UTF-8 and import it again.",
};

function parseLine(numbered: NumberedLine): ReturnType<typeof parseItemLine> {
  if ("text" in numbered) return parseItemLine(numbered.line, numbered.text);
  return { problems: [{ line: numbered.line, field: "", code: numbered.refusal, message: REFUSALS[numbered.refusal] }] };
}

/** Parses lines and stores their pictures, several at a time, in the order of the file. */
async function resolveLines(lines: NumberedLine[], read: PictureReader): Promise<Pick<Batch, "items" | "problems">> {
  const items: ResolvedItem[] = [];
  const problems: LineProblem[] = [];
  for (let start = 0; start < lines.length; start += READ_TOGETHER) {
    const resolved = await Promise.all(
      lines.slice(start, start + READ_TOGETHER).map(async (line) => {
        const parsed = parseLine(line);
        return "item" in parsed ? resolveItem(parsed.item, read) : parsed;
      }),
    );
    for (const result of resolved) {
      if ("item" in result) items.push(result.item);
      else problems.push(...result.problems);
    }
  }
  return { items, problems };
}

/** Splits where an item_id comes again: a batch is compared with the database, not with itself. */
function splitAtRepeats(items: ResolvedItem[]): ResolvedItem[][] {
  const parts: ResolvedItem[][] = [[]];
  let seen = new Set<string>();
  for (const item of items) {
    if (seen.has(item.externalId)) {
      parts.push([]);
      seen = new Set();
    }
    seen.add(item.externalId);
    parts.at(-1)?.push(item);
  }
  return parts;
}

async function importLines(scope: ImportScope, lines: NumberedLine[], read: PictureReader): Promise<void> {
  const last = lines.at(-1);
  if (!last) return;
  const { items, problems } = await resolveLines(lines, read);
  const parts = splitAtRepeats(items);
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    await writeBatch(scope, { items: part, problems: isLast ? problems : [], lineCount: isLast ? lines.length : 0, bytesRead: last.bytesRead });
  }
}

async function readWholeFile(scope: ImportScope & { sourcePath: string }, onBatch: () => Promise<void>): Promise<void> {
  const source = await openSource(scope.sourcePath, scope.id);
  try {
    await getDb().import.update({ where: { id: scope.id }, data: { bytesTotal: (await stat(source.file)).size } });
    const read = await createPictureReader(source.folder);
    let lines: NumberedLine[] = [];
    let bytes = 0;
    for await (const line of readLines(source.file)) {
      lines.push(line);
      bytes += "text" in line ? line.text.length : 0;
      if (lines.length < LINES_PER_BATCH && bytes < BYTES_PER_BATCH) continue;
      await importLines(scope, lines, read);
      await onBatch();
      lines = [];
      bytes = 0;
    }
    await importLines(scope, lines, read);
  } finally {
    await source.release();
  }
}

type RunOptions = { onProgress?: (progress: ImportProgress) => void; attempt?: JobAttempt };

/** Changes the row of an import, unless another worker has been given its job. */
function updateImport(importId: string, data: Prisma.ImportUpdateInput, attempt: JobAttempt | undefined): Promise<Import> {
  return getDb().$transaction(async (tx) => {
    await requireAttempt(tx, attempt);
    return tx.import.update({ where: { id: importId }, data });
  });
}

/** Records why an import stopped; what a worker that lost its job found out belongs to nobody. */
async function recordFailure(row: Import, known: JuxtaError, attempt: JobAttempt | undefined): Promise<void> {
  if (known.code === "job_taken_over") return;
  await updateImport(row.id, { state: "FAILED", finishedAt: new Date(), errorCode: known.code, errorMessage: known.message }, attempt);
  if (known.status < 500) await removeUpload(row.sourcePath);
}

/**
 * Reads an import's file and writes its items. Safe to run again after a crash: what is in stays, counters start over.
 * Refused lines are recorded, not thrown. What stops the whole import is recorded in the row and thrown; `job_taken_over`
 * is thrown alone, when another worker has been given the job of `attempt`.
 */
export async function runImport(importId: string, options: RunOptions = {}): Promise<Import> {
  const db = getDb();
  const row = await db.import.findUnique({ where: { id: importId } });
  if (!row) throw notFound("There is no such import.");
  if (row.state === "DONE") return row;
  // Problems stay: each is recorded once, and those that the worker found meanwhile would not be found again.
  const problemCount = await db.importProblem.count({ where: { importId } });
  const startedAt = row.startedAt ?? new Date();
  const { attempt } = options;
  await updateImport(importId, { state: "RUNNING", startedAt, finishedAt: null, bytesRead: 0, lineCount: 0, newItemCount: 0, unchangedItemCount: 0, newCandidateCount: 0, problemCount, errorCode: null, errorMessage: null }, attempt);
  try {
    await readWholeFile({ ...row, startedAt, attempt }, async () => options.onProgress?.(await db.import.findUniqueOrThrow({ where: { id: importId } })));
    const done = await updateImport(importId, { state: "DONE", finishedAt: new Date() }, attempt);
    await removeUpload(row.sourcePath);
    return done;
  } catch (error) {
    const known = toJuxtaError(error);
    if (!(error instanceof JuxtaError)) log.error({ err: error, importId }, "import");
    await recordFailure(row, known, attempt);
    throw known;
  }
}
