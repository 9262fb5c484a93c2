import { z } from "zod";
import { invalidInput } from "#lib/errors.ts";
import { renewLeases } from "#lib/judgment/index.ts";
import { answer, json, readJson } from "../../../../_server/answer.ts";
import { requireActor } from "../../../../_server/get-actor.ts";

const Body = z.object({ leaseIds: z.array(z.string()) });

export const POST = answer(async (request) => {
  const actor = await requireActor();
  const body = Body.safeParse(await readJson(request));
  if (!body.success) throw invalidInput("Give leaseIds as a list.");
  return json({ alive: await renewLeases(actor, body.data.leaseIds) });
});
