import { z } from "zod";
import { previewForm } from "#lib/judgment/index.ts";
import { answer, json, readJson } from "../../../../../_server/answer.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

const Body = z.object({ form: z.unknown().default(null), count: z.number().int().min(1).max(20).catch(10) }).catch({ form: null, count: 10 });

/** For owners and reviewers: what an annotator would see under a form, saved or not. Nothing is reserved. */
export const POST = answer(async (request, { params }: { params: Promise<{ slug: string }> }) => {
  const actor = await requireActor();
  return json(await previewForm(actor, (await params).slug, Body.parse(await readJson(request))));
});
