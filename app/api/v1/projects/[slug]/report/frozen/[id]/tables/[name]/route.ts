import { TABLE_FILES, TABLE_FORMATS } from "#lib/figure-table/index.ts";
import { invalidInput, notFound } from "#lib/errors.ts";
import { getFrozenReport } from "#lib/frozen-report/index.ts";
import { listTables } from "#lib/report/index.ts";
import { answer } from "../../../../../../../../../_server/answer.ts";
import { requireActor } from "../../../../../../../../../_server/get-actor.ts";

/** One table of a frozen report as CSV, JSON or LaTeX; `whole` as JSON is the text that its hash is of. */
export const GET = answer(async (request, { params }: { params: Promise<{ slug: string; id: string; name: string }> }) => {
  const actor = await requireActor();
  const { slug, id, name } = await params;
  const format = TABLE_FORMATS.find((known) => known === (new URL(request.url).searchParams.get("format") ?? "csv"));
  if (!format) throw invalidInput("format is csv, json or tex.");
  const { content } = await getFrozenReport(actor, slug, id);
  const hand = (text: string, type: string) => new Response(text, { headers: { "content-type": type, "content-disposition": `attachment; filename="${slug}-${id.slice(0, 8)}-${name}.${format}"`, "cache-control": "no-store" } });
  if (name === "whole" && format === "json") return hand(JSON.stringify(content), "application/json; charset=utf-8");
  const table = listTables(content.report).find((known) => known.name === name);
  if (!table) throw notFound("There is no such table.");
  return hand(TABLE_FILES[format].write(table), TABLE_FILES[format].type);
});
