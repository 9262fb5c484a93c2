import { z } from "zod";
import { invalidInput } from "../errors.ts";

/** What a web server asks of a worker: bytes as they are, no base64. A picture that several items share is sent once. */
export const ServiceRequest = z.strictObject({
  scorer: z.string(),
  passes: z.number().int().min(1).nullable(),
  /** Length of each picture in bytes, in the order in which they follow. */
  pictures: z.array(z.number().int().min(1)),
  /** `source` and `edit` are places in `pictures`. */
  items: z.array(z.strictObject({ source: z.number().int().min(0), edit: z.number().int().min(0), instruction: z.string(), taskType: z.string().nullable() })).min(1),
});
export type ServiceRequest = z.infer<typeof ServiceRequest>;

const scored = z.object({ ok: z.literal(true), values: z.record(z.string(), z.number()), spread: z.number().nullable(), passesUsed: z.number().int() });
const failed = z.object({ ok: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) });

/** One result an item, in order. */
export const ServiceReply = z.object({
  scorer: z.object({ name: z.string(), version: z.string(), scale: z.object({ min: z.number(), max: z.number() }), dimensions: z.array(z.string()), passes: z.number().int() }),
  results: z.array(z.discriminatedUnion("ok", [scored, failed])),
});
export type ServiceReply = z.infer<typeof ServiceReply>;

const LENGTH_BYTES = 4;

/** Length of the request as JSON (four bytes), the request, the pictures. */
export function encodeFrame(request: Omit<ServiceRequest, "pictures">, pictures: Buffer[]): Buffer[] {
  const head = Buffer.from(JSON.stringify({ ...request, pictures: pictures.map(({ length }) => length) } satisfies ServiceRequest));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(head.length);
  return [length, head, ...pictures];
}

/** The parts of a frame. Throws `invalid_input` for anything that is not one, whole and with nothing behind it. */
export function decodeFrame(bytes: Buffer): { request: ServiceRequest; pictures: Buffer[] } {
  const wrong = () => invalidInput("This is not a request for scores.");
  if (bytes.length < LENGTH_BYTES) throw wrong();
  let at = LENGTH_BYTES + bytes.readUInt32BE(0);
  if (at > bytes.length) throw wrong();
  const parsed = ServiceRequest.safeParse(JSON.parse(bytes.toString("utf8", LENGTH_BYTES, at)));
  if (!parsed.success) throw wrong();
  const pictures = parsed.data.pictures.map((length) => bytes.subarray(at, (at += length)));
  const isWhole = at === bytes.length && parsed.data.items.every(({ source, edit }) => source < pictures.length && edit < pictures.length);
  if (!isWhole) throw wrong();
  return { request: parsed.data, pictures };
}
