import { getCheck } from "#lib/scorer/index.ts";
import { answer, json, readId } from "../../../../_server/answer.ts";
import { requireActor } from "../../../../_server/get-actor.ts";

/** How far the check of a scorer is, and what came of it. */
export const GET = answer(async (_request, { params }: { params: Promise<{ id: string }> }) => {
  const { baseFolder: _folder, ...check } = await getCheck(await requireActor(), await readId(params));
  return json(check);
});
