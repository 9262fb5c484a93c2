import { z } from "zod";
import { notFound } from "#lib/errors.ts";
import { getProject } from "#lib/project/index.ts";
import { participantsCsv } from "#lib/recruiting/index.ts";
import { answer } from "../../../../../../../_server/answer.ts";
import { requireActor } from "../../../../../../../_server/get-actor.ts";

/** The participants of a study as CSV, with the panel's ids. */
export const GET = answer(async (_request, { params }: { params: Promise<{ slug: string; id: string }> }) => {
  const actor = await requireActor();
  const { slug, id } = await params;
  if (!z.uuid().safeParse(id).success) throw notFound("There is no such study.");
  const project = await getProject(actor, slug);
  const csv = await participantsCsv(actor, project.id, id);
  return new Response(csv, { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${slug}-participants.csv"`, "cache-control": "no-store" } });
});
