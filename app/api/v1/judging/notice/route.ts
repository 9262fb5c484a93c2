import { z } from "zod";
import { dismissNotice } from "#lib/annotator/index.ts";
import { invalidInput } from "#lib/errors.ts";
import { answer, json, readJson } from "../../../../_server/answer.ts";
import { requireActor } from "../../../../_server/get-actor.ts";

export const POST = answer(async (request) => {
  const actor = await requireActor();
  const id = z.object({ id: z.uuid() }).safeParse(await readJson(request));
  if (!id.success) throw invalidInput("Give the message's id.");
  await dismissNotice(actor, id.data.id);
  return json({});
});
