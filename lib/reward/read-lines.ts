import { invalidInput, JuxtaError } from "../errors.ts";
import { MAX_LINE_BYTES, MAX_STREAMED_ITEMS, RewardSettings } from "./schemas.ts";
import type { SentItem } from "./score-batch.ts";

const NEWLINE = 0x0a;
const SPACE = 0x20;

const hasWords = (line: Buffer) => line.some((byte) => byte > SPACE);

function lineTooLong(): JuxtaError {
  return new JuxtaError("request_too_large", `A line has at most ${MAX_LINE_BYTES} bytes.`, { status: 413 });
}

/** Lines of a body as they arrive, without empty ones. Throws `request_too_large` for one over 48 MiB. */
export async function* readLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      const line = Buffer.concat([...parts, rest.subarray(0, end)]);
      parts = [];
      length = 0;
      rest = rest.subarray(end + 1);
      if (hasWords(line)) yield line;
    }
    if (rest.length === 0) continue;
    length += rest.length;
    if (length > MAX_LINE_BYTES) throw lineTooLong();
    // A copy: the chunk may be used again.
    parts.push(Buffer.from(rest));
  }
  const last = Buffer.concat(parts);
  if (hasWords(last)) yield last;
}

function parseLine(line: Buffer): SentItem {
  try {
    return { value: JSON.parse(line.toString("utf8")) as unknown, bytes: line.length };
  } catch {
    return { error: new JuxtaError("item_invalid", "The line is not JSON."), bytes: line.length };
  }
}

/** Settings as a document says them. Throws `invalid_input` with the fields. */
export function parseSettings(value: unknown): RewardSettings {
  const parsed = RewardSettings.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidInput("The request is not complete: check the named fields.", Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path.join(".") || "request", message])));
}

async function* readItems(lines: AsyncGenerator<Buffer>): AsyncGenerator<SentItem> {
  let count = 0;
  for await (const line of lines) {
    if (++count > MAX_STREAMED_ITEMS) throw new JuxtaError("request_too_large", `At most ${MAX_STREAMED_ITEMS} items are scored in one request.`, { status: 413 });
    yield parseLine(line);
  }
}

/** A request as lines: settings first (`{}` for none), then an item a line. Throws `invalid_input` for wrong settings. */
export async function readLineRequest(body: AsyncIterable<Uint8Array>): Promise<{ settings: RewardSettings; items: AsyncGenerator<SentItem> }> {
  const lines = readLines(body);
  const first = await lines.next();
  const sent = first.done ? null : parseLine(first.value);
  if (!sent || "error" in sent) throw invalidInput("The first line has to be the settings as JSON.");
  return { settings: parseSettings(sent.value), items: readItems(lines) };
}
