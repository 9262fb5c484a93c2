import { createReadStream } from "node:fs";

export const MAX_LINE_BYTES = 64 * 1024 * 1024;

/** `text` is null for a line over the limit, which is skipped without being held in memory. */
export type NumberedLine = { line: number; text: string | null; bytesRead: number };

const NEWLINE = 0x0a;

/**
 * Lines of a UTF-8 file, numbered from 1, without their ends; blank ones are left out, a byte order mark is dropped.
 * Splits bytes rather than text, so that progress counts bytes of the file.
 */
export async function* readLines(file: string): AsyncGenerator<NumberedLine> {
  let line = 1;
  let bytesRead = 0;
  let held: Buffer[] = [];
  let heldBytes = 0;
  const take = (): NumberedLine | null => {
    const isTooLong = heldBytes > MAX_LINE_BYTES;
    const text = isTooLong ? null : Buffer.concat(held).toString("utf8").replace(/^\uFEFF/, "").trim();
    held = [];
    heldBytes = 0;
    const number = line;
    line += 1;
    return text === "" ? null : { line: number, text, bytesRead };
  };
  const hold = (part: Buffer) => {
    heldBytes += part.length;
    if (heldBytes <= MAX_LINE_BYTES) held.push(part);
    else held = [];
  };
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      hold(chunk.subarray(start, end));
      bytesRead += end - start + 1;
      start = end + 1;
      const taken = take();
      if (taken) yield taken;
    }
    hold(chunk.subarray(start));
    bytesRead += chunk.length - start;
  }
  const last = take();
  if (last) yield last;
}
