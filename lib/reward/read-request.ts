import { invalidInput, JuxtaError } from "../errors.ts";
import type { Parts } from "./read-picture.ts";
import { parseSettings, readLineRequest } from "./read-lines.ts";
import { reserveBytes } from "./memory-budget.ts";
import { MAX_ITEMS, MAX_REQUEST_BYTES, RewardRequest } from "./schemas.ts";
import type { RewardInput } from "./score-rewards.ts";
import type { SentItem } from "./score-batch.ts";

/** What a stream of lines takes: the batches in hand. */
const STREAM_BYTES = 64 * 1024 * 1024;

export type ReadRequest = { input: RewardInput; isStream: boolean; /** Gives back the room that the request takes. */ release(): void };

function tooLarge(): JuxtaError {
  return new JuxtaError("request_too_large", `A request has at most ${MAX_REQUEST_BYTES} bytes; send more as lines.`, { status: 413 });
}

async function readWhole(body: AsyncIterable<Uint8Array>): Promise<Buffer<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > MAX_REQUEST_BYTES) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function parseDocument(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidInput("The request's body is not JSON.");
  }
}

/** Items are let go as they are read: their pictures are the memory of a request. */
function* takeItems(items: unknown[], bytes: number): Generator<SentItem> {
  const each = bytes / items.length;
  for (let at = 0; at < items.length; at += 1) {
    const value = items[at];
    items[at] = undefined;
    yield { value, bytes: each };
  }
}

function toInput(document: unknown, bytes: number, parts?: Parts): RewardInput {
  const parsed = RewardRequest.safeParse(document);
  if (!parsed.success) {
    const { items, ...settings } = (document !== null && typeof document === "object" ? document : {}) as Record<string, unknown>;
    parseSettings(settings);
    throw invalidInput("The request is not complete: check the named fields.", { items: Array.isArray(items) && items.length > 0 ? `At most ${MAX_ITEMS} items; send more as lines.` : "A list of at least one item." });
  }
  const { items, ...settings } = parsed.data;
  return { settings, items: takeItems(items, bytes), parts };
}

/** A multipart request: the field `request` holds the document, every other field is a file of its name. */
async function readParts(bytes: Buffer<ArrayBuffer>, type: string): Promise<RewardInput> {
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData().catch(() => {
    throw invalidInput("The request's body is not multipart/form-data.");
  });
  const document = form.get("request");
  if (document === null) throw invalidInput("The multipart request has no field named request.");
  const parts = new Map<string, Buffer>();
  for (const [name, part] of form) if (name !== "request" && typeof part !== "string") parts.set(name, Buffer.from(await part.arrayBuffer()));
  return toInput(parseDocument(typeof document === "string" ? document : await document.text()), bytes.length, parts);
}

/**
 * Reads a request for rewards by its content type: a JSON document, multipart/form-data, or lines (application/x-ndjson), whose
 * items are read as they are scored. Throws `invalid_input` with the fields, `request_too_large` (413), `reward_queue_full` (429).
 */
export async function readRewardRequest({ type, length, body }: { type: string; length: number | null; body: AsyncIterable<Uint8Array> | null }): Promise<ReadRequest> {
  const kind = type.split(";")[0]?.trim().toLowerCase();
  if (!body) throw invalidInput("The request has no body.");
  const isStream = kind === "application/x-ndjson";
  if (!isStream && length !== null && length > MAX_REQUEST_BYTES) throw tooLarge();
  const release = reserveBytes(isStream ? STREAM_BYTES : (length ?? MAX_REQUEST_BYTES));
  try {
    if (isStream) return { input: await readLineRequest(body), isStream, release };
    const bytes = await readWhole(body);
    const input = kind === "multipart/form-data" ? await readParts(bytes, type) : toInput(parseDocument(bytes.toString("utf8")), bytes.length);
    return { input, isStream, release };
  } catch (error) {
    release();
    throw error;
  }
}
