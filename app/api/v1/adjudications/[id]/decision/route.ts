import { decide } from "#lib/adjudication/index.ts";
import { answer, json, readId, readJson } from "../../../../../_server/answer.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

export const POST = answer(async (request, { params }: { params: Promise<{ id: string }> }) => {
  await decide(await requireActor(), await readId(params), await readJson(request));
  return json({ decided: true });
});
