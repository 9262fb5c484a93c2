import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";

export const MAX_LINE_BYTES = 64 * 1024 * 1024;

/** A line over the limit is skipped without being held in memory; one that is not UTF-8 is not guessed at. */
export type LineRefusal = "line_too_long" | "encoding_invalid";
/** `bytesRead` counts from the start of the file to the end of this line. */
export type NumberedLine = { line: number; bytesRead: number } & ({ text: string } | { refusal: LineRefusal });

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
    const at = { line, bytesRead };
    const isTooLong = heldBytes > MAX_LINE_BYTES;
    const bytes = Buffer.concat(held);
    held = [];
    heldBytes = 0;
    line += 1;
    if (isTooLong) return { ...at, refusal: "line_too_long" };
    if (!isUtf8(bytes)) return { ...at, refusal: "encoding_invalid" };
    const text = bytes.toString("utf8").replace(/^\uFEFF/, "").trim();
    return text === "" ? null : { ...at, text };
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
