import { answerBlind } from "#lib/adjudication/index.ts";
import { answer, json, readId, readJson } from "../../../../../_server/answer.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

export const POST = answer(async (request, { params }: { params: Promise<{ id: string }> }) => json({ task: await answerBlind(await requireActor(), await readId(params), await readJson(request)) }));
