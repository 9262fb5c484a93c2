import { getJointState } from "#lib/joint/index.ts";
import { answer, json, readId } from "../../../../../_server/answer.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

/** Asked every second by both pages. A change too: it says who is there, and opens the next unit. */
export const POST = answer(async (_request, { params }: { params: Promise<{ id: string }> }) => json(await getJointState(await requireActor(), await readId(params))));
