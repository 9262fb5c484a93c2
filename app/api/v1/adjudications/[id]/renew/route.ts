import { renewAdjudication } from "#lib/adjudication/index.ts";
import { answer, json, readId } from "../../../../../_server/answer.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

export const POST = answer(async (_request, { params }: { params: Promise<{ id: string }> }) => json({ alive: await renewAdjudication(await requireActor(), await readId(params)) }));
