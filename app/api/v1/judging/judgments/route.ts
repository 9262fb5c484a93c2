import { submitJudgment } from "#lib/judgment/index.ts";
import { answer, json, readJson } from "../../../../_server/answer.ts";
import { requireActor } from "../../../../_server/get-actor.ts";

export const POST = answer(async (request) => {
  const actor = await requireActor();
  const { id, submittedAt } = await submitJudgment(actor, await readJson(request));
  return json({ id, submittedAt });
});
