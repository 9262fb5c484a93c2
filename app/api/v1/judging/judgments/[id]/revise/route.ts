import { invalidInput } from "#lib/errors.ts";
import { reviseJudgment } from "#lib/judgment/index.ts";
import { answer, json, readJson } from "../../../../../../_server/answer.ts";
import { requireActor } from "../../../../../../_server/get-actor.ts";

export const POST = answer(async (request, { params }: { params: Promise<{ id: string }> }) => {
  const actor = await requireActor();
  const body = await readJson(request);
  if (typeof body !== "object" || body === null) throw invalidInput("The answer was not changed: its form is wrong.");
  return json(await reviseJudgment(actor, { ...body, judgmentId: (await params).id }));
});
