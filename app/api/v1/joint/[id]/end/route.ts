import { endJointSession } from "#lib/joint/index.ts";
import { answer, json, readId } from "../../../../../_server/answer.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

export const POST = answer(async (_request, { params }: { params: Promise<{ id: string }> }) => {
  await endJointSession(await requireActor(), await readId(params));
  return json({ ended: true });
});
