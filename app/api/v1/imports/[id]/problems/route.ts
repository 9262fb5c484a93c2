import { getImport, streamImportProblems } from "#lib/import/index.ts";
import { answer } from "../../../../../_server/answer.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

/** Every problem of an import as JSONL, streamed. */
export const GET = answer(async (_request, { params }: { params: Promise<{ id: string }> }) => {
  const actor = await requireActor();
  const { id } = await params;
  await getImport(actor, id);
  const lines = streamImportProblems(actor, id);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
  return new Response(body, { headers: { "content-type": "application/jsonl", "content-disposition": `attachment; filename="import-problems-${id.slice(0, 8)}.jsonl"`, "cache-control": "no-store" } });
});
