import { startJointSession } from "#lib/joint/index.ts";
import { answer, json } from "../../../../../_server/answer.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

export const POST = answer(async (_request, { params }: { params: Promise<{ slug: string }> }) => json(await startJointSession(await requireActor(), (await params).slug), 201));
