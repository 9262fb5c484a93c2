import { answerQuiz } from "#lib/quiz/index.ts";
import { answer, json, readJson } from "../../../../../../_server/answer.ts";
import { requireActor } from "../../../../../../_server/get-actor.ts";

export const POST = answer(async (request, { params }: { params: Promise<{ slug: string }> }) => json(await answerQuiz(await requireActor(), (await params).slug, await readJson(request))));
