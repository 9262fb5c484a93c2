import { z } from "zod";
import { invalidInput } from "#lib/errors.ts";
import { joinJointSession } from "#lib/joint/index.ts";
import { answer, json, readJson } from "../../../../_server/answer.ts";
import { requireActor } from "../../../../_server/get-actor.ts";

const Body = z.object({ code: z.string().min(1).max(40) });

export const POST = answer(async (request) => {
  const actor = await requireActor();
  const body = Body.safeParse(await readJson(request));
  if (!body.success) throw invalidInput("Give the code.");
  return json(await joinJointSession(actor, body.data.code));
});
