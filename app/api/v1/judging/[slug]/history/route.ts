import { z } from "zod";
import { listOwnJudgments } from "#lib/judgment/index.ts";
import { answer, json } from "../../../../../_server/answer.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

const PAGE_SIZE = 12;
const Page = z.coerce.number().int().min(1).max(100_000).catch(1);

export const GET = answer(async (request, { params }: { params: Promise<{ slug: string }> }) => {
  const actor = await requireActor();
  const page = Page.parse(new URL(request.url).searchParams.get("page"));
  return json({ ...(await listOwnJudgments(actor, (await params).slug, { page, pageSize: PAGE_SIZE })), page, pageSize: PAGE_SIZE });
});
