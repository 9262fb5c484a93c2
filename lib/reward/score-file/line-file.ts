import { closeSync, existsSync, fsyncSync, openSync, readSync, ftruncateSync, writeSync } from "node:fs";
import { JuxtaError } from "../../errors.ts";

const NEWLINE = 0x0a;
const CHUNK_BYTES = 1 << 20;

export type LineFile = {
  /** Appends one line; it is on the disk when this returns. */
  append(value: unknown): void;
  close(): void;
};

/** Every whole line of the file, and where the last of them ends. */
function readWholeLines(handle: number, file: string, onLine: (value: unknown) => void): number {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let held = Buffer.alloc(0);
  let endOfLast = 0;
  let line = 0;
  for (let position = 0; ; ) {
    const bytes = readSync(handle, chunk, 0, CHUNK_BYTES, position);
    if (bytes === 0) return endOfLast;
    position += bytes;
    held = Buffer.concat([held, chunk.subarray(0, bytes)]);
    let start = 0;
    for (let end = held.indexOf(NEWLINE); end !== -1; end = held.indexOf(NEWLINE, start)) {
      line += 1;
      onLine(parseLine(held.toString("utf8", start, end), file, line));
      endOfLast += end - start + 1;
      start = end + 1;
    }
    held = held.subarray(start);
  }
}

function parseLine(text: string, file: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new JuxtaError("scores_invalid", `Line ${line} of ${file} is not JSON: this is not a file of ours. Name another file, or move it away.`, { cause });
  }
}

/**
 * Opens a file of JSON lines for going on with it: hands over every whole line, drops a last one that was torn, and appends
 * behind them. Throws `scores_invalid` for a line that is whole but not JSON.
 */
export function openLineFile(file: string, onLine: (value: unknown) => void): LineFile {
  const handle = openSync(file, existsSync(file) ? "r+" : "w+");
  let size: number;
  try {
    size = readWholeLines(handle, file, onLine);
    ftruncateSync(handle, size);
  } catch (error) {
    closeSync(handle);
    throw error;
  }
  return {
    append: (value) => {
      const bytes = Buffer.from(`${JSON.stringify(value)}\n`);
      for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written, bytes.length - written, size + written);
      fsyncSync(handle);
      size += bytes.length;
    },
    close: () => closeSync(handle),
  };
}
