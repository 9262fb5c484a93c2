import { z } from "zod";
import { claimForJudging } from "#lib/judgment/index.ts";
import { answer, json, readJson } from "../../../../../_server/answer.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

const Body = z.object({ wanted: z.number().int().min(1).max(8).catch(2) }).catch({ wanted: 2 });

export const POST = answer(async (request, { params }: { params: Promise<{ slug: string }> }) => {
  const actor = await requireActor();
  const { wanted } = Body.parse(await readJson(request));
  return json(await claimForJudging(actor, (await params).slug, wanted));
});
