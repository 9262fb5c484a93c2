import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { openHeadFile } from "#lib/learn/index.ts";
import { answer, readId } from "../../../../../../_server/answer.ts";
import { requireActor } from "../../../../../../_server/get-actor.ts";

type Params = Promise<{ id: string; file: string }>;

/** A file of a learned scorer: the ONNX head, its manifest, the weights, the parity cases or the report. */
export const GET = answer(async (_request, { params }: { params: Params }) => {
  const actor = await requireActor();
  const { name, stream } = await openHeadFile(actor, await readId(params), (await params).file);
  const body = Readable.toWeb(stream) as NodeReadableStream<Uint8Array> as unknown as ReadableStream<Uint8Array>;
  return new Response(body, { headers: { "content-type": name.endsWith(".json") ? "application/json" : "application/octet-stream", "content-disposition": `attachment; filename="${name}"`, "cache-control": "no-store" } });
});
