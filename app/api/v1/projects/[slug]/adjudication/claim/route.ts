import { z } from "zod";
import { claimAdjudication } from "#lib/adjudication/index.ts";
import { answer, json, readJson } from "../../../../../../_server/answer.ts";
import { requireActor } from "../../../../../../_server/get-actor.ts";

const Body = z.object({ comparisonId: z.uuid().nullable().catch(null) }).catch({ comparisonId: null });

export const POST = answer(async (request, { params }: { params: Promise<{ slug: string }> }) => {
  const actor = await requireActor();
  const { comparisonId } = Body.parse(await readJson(request));
  return json({ task: await claimAdjudication(actor, (await params).slug, comparisonId) });
});
