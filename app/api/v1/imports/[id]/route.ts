import { getImport } from "#lib/import/index.ts";
import { answer, json } from "../../../../_server/answer.ts";
import { requireActor } from "../../../../_server/get-actor.ts";

/** An import with its counters, for scripts that wait for it. */
export const GET = answer(async (_request, { params }: { params: Promise<{ id: string }> }) => {
  const { sourcePath: _path, ...row } = await getImport(await requireActor(), (await params).id);
  return json(row);
});
