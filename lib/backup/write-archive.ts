import { createWriteStream } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type Header as EntryHeader, pack, type Pack } from "tar-stream";
import { PART_BYTES, partPrefix, PAX_SHA256, TableMeter, type TableDigest } from "./archive-format.ts";

const compress = promisify(gzip);
const PART_DIGITS = 6;
const COMPRESSION_LEVEL = 4;

type EntryHeaders = Partial<EntryHeader> & { name: string };

export type ArchiveWriter = {
  addText(name: string, text: string): Promise<void>;
  /** Splits rows into compressed parts of a known size, as tar wants it. */
  addTable(name: string, chunks: AsyncIterable<Buffer>, onRows: (rowCount: number) => void): Promise<TableDigest>;
  addFile(name: string, handle: FileHandle, facts: { size: number; sha256: string }): Promise<void>;
};

/** Cuts a stream into buffers of `size` bytes; the last one may be shorter. */
async function* cut(chunks: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    length += chunk.length;
    while (length >= size) {
      const whole = Buffer.concat(held);
      yield whole.subarray(0, size);
      held = [whole.subarray(size)];
      length -= size;
    }
  }
  if (length > 0) yield Buffer.concat(held);
}

function addBuffer(tar: Pack, headers: EntryHeaders, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    tar.entry(headers, bytes, (error) => (error ? reject(error) : resolve()));
  });
}

function addStream(tar: Pack, headers: EntryHeaders & { size: number }, source: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    const sink = tar.entry(headers, (error) => (error ? reject(error) : resolve()));
    source.once("error", (error) => sink.destroy(error));
    source.pipe(sink);
  });
}

function createWriter(tar: Pack, mtime: Date): ArchiveWriter {
  const plain = { mode: 0o600, mtime };
  return {
    addText: (name, text) => addBuffer(tar, { ...plain, name }, Buffer.from(text)),
    addTable: async (name, chunks, onRows) => {
      const meter = new TableMeter();
      let part = 0;
      for await (const bytes of cut(chunks, PART_BYTES)) {
        part += 1;
        meter.update(bytes);
        await addBuffer(tar, { ...plain, name: `${partPrefix(name)}${String(part).padStart(PART_DIGITS, "0")}.copy.gz` }, await compress(bytes, { level: COMPRESSION_LEVEL }));
        onRows(meter.rowCount);
      }
      return meter.finish(name);
    },
    addFile: async (name, handle, { size, sha256 }) => {
      const headers = { ...plain, name, size, pax: { [PAX_SHA256]: sha256 } };
      if (size === 0) await addBuffer(tar, headers, Buffer.alloc(0));
      else await addStream(tar, headers, handle.createReadStream({ start: 0, end: size - 1, autoClose: false }));
    },
  };
}

/** Writes a tar file entry by entry as `produce` adds them; at no time is more than a few parts held in memory. */
export async function writeArchive(file: string, mtime: Date, produce: (writer: ArchiveWriter) => Promise<void>): Promise<void> {
  const tar = pack();
  // Whichever side fails takes the other one down; the first error is the one that says why.
  const errors: unknown[] = [];
  const note = (error: unknown): void => void errors.push(error);
  const written = pipeline(Readable.from(tar, { highWaterMark: 1 }), createWriteStream(file, { flags: "wx", mode: 0o600, flush: true })).catch(note);
  const produced = produce(createWriter(tar, mtime)).then(
    () => tar.finalize(),
    (error: unknown) => {
      note(error);
      tar.destroy(error instanceof Error ? error : new Error(String(error)));
    },
  );
  await Promise.all([written, produced]);
  if (errors.length > 0) throw errors[0];
}
