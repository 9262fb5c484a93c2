import { releaseLease } from "#lib/judgment/index.ts";
import { answer, json, readJson } from "../../../../_server/answer.ts";
import { requireActor } from "../../../../_server/get-actor.ts";

export const POST = answer(async (request) => {
  await releaseLease(await requireActor(), await readJson(request));
  return json({ released: true });
});
