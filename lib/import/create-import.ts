import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, realpath, rm } from "node:fs/promises";
import path from "node:path";
import { Transform, type TransformCallback } from "node:stream";
import { pipeline } from "node:stream/promises";
import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { getEnv } from "../env.ts";
import { forbidden, invalidInput, JuxtaError } from "../errors.ts";
import type { Import } from "../generated/prisma/client.ts";
import { isOutOfSpace, storageFull } from "../image/index.ts";
import { enqueue } from "../job/index.ts";

export const MAX_UPLOAD_BYTES = 32 * 1024 ** 3;

async function insertImport(caller: Caller, input: { id: string; projectId: string; fileName: string; sourcePath: string }, isQueued: boolean): Promise<Import> {
  return getDb().$transaction(async (tx) => {
    await requireCaller(tx, caller, input.projectId, ["OWNER"]);
    const row = await tx.import.create({ data: { ...input, createdById: caller === "operator" ? null : caller.userId } });
    await recordAudit(tx, { caller, projectId: input.projectId, action: "import_created", subject: row.id, detail: { fileName: input.fileName } });
    if (isQueued) await enqueue(tx, "import", [{ importId: row.id }]);
    return row;
  });
}

/** Researchers may name folders below JUXTA_IMPORT_ROOT only; the operator may name any path. */
async function requireAllowedPath(caller: Caller, sourcePath: string): Promise<string> {
  const real = await realpath(path.resolve(sourcePath)).catch(() => {
    throw invalidInput("There is no such file or folder on the server.", { path: ["Not found."] });
  });
  if (caller === "operator") return real;
  const configured = process.env.JUXTA_IMPORT_ROOT;
  if (!configured) throw forbidden("Imports from a folder on the server are switched off. Upload the file, or ask the operator to set JUXTA_IMPORT_ROOT.");
  const root = await realpath(configured);
  if (real !== root && !real.startsWith(root + path.sep)) throw forbidden("This folder is outside of the one that the operator opened for imports.");
  return real;
}

/**
 * Records an import of a file, ZIP or folder on this machine. It is queued for a worker unless `queued` is false, for a
 * caller that runs it itself. Throws `invalid_input`, `forbidden`, `not_found`.
 */
export async function createImport(caller: Caller, input: { projectId: string; sourcePath: string; queued?: boolean }): Promise<Import> {
  await requireCaller(getDb(), caller, input.projectId, ["OWNER"]);
  const sourcePath = await requireAllowedPath(caller, input.sourcePath);
  return insertImport(caller, { id: randomUUID(), projectId: input.projectId, fileName: path.basename(sourcePath), sourcePath }, input.queued ?? true);
}

function uploadsFolder(): string {
  return path.join(getEnv().JUXTA_HOME, "uploads");
}

/** Deletes what was uploaded for an import that is over; files of the operator and of researchers' folders stay. */
export async function removeUpload(sourcePath: string): Promise<void> {
  if (path.dirname(path.dirname(sourcePath)) === uploadsFolder()) await rm(path.dirname(sourcePath), { recursive: true, force: true });
}

function createLimit(): Transform {
  let left = MAX_UPLOAD_BYTES;
  return new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      left -= chunk.length;
      if (left < 0) done(new JuxtaError("upload_too_large", "The file is larger than 32 GiB. Import it from a folder on the server.", { status: 413 }));
      else done(null, chunk);
    },
  });
}

/**
 * Streams an uploaded .jsonl or .zip to disk and queues its import. Nothing stays when the upload breaks off.
 * Throws `invalid_input`, `upload_too_large`, `storage_full`, `forbidden`, `not_found`.
 */
export async function createUploadedImport(caller: Caller, input: { projectId: string; fileName: string; body: AsyncIterable<Uint8Array> }): Promise<Import> {
  await requireCaller(getDb(), caller, input.projectId, ["OWNER"]);
  const fileName = path.basename(input.fileName.replaceAll("\\", "/")).slice(0, 200);
  const extension = path.extname(fileName).toLowerCase();
  if (extension !== ".jsonl" && extension !== ".zip") throw invalidInput("Upload a .jsonl file, or a .zip with one and its pictures.", { file: ["Neither .jsonl nor .zip."] });
  const id = randomUUID();
  const folder = path.join(uploadsFolder(), id);
  const sourcePath = path.join(folder, `upload${extension}`);
  await mkdir(folder, { recursive: true });
  try {
    await pipeline(input.body, createLimit(), createWriteStream(sourcePath, { flags: "wx" }));
    return await insertImport(caller, { id, projectId: input.projectId, fileName, sourcePath }, true);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw isOutOfSpace(error) ? storageFull(error) : error;
  }
}
