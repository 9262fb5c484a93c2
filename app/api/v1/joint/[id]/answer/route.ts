import { answerRound, getJointState } from "#lib/joint/index.ts";
import { answer, json, readId, readJson } from "../../../../../_server/answer.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

export const POST = answer(async (request, { params }: { params: Promise<{ id: string }> }) => {
  const [actor, id] = [await requireActor(), await readId(params)];
  await answerRound(actor, id, await readJson(request));
  return json(await getJointState(actor, id));
});
