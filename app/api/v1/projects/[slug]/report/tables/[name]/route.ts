import { TABLE_FILES, TABLE_FORMATS } from "#lib/figure-table/index.ts";
import { invalidInput, notFound } from "#lib/errors.ts";
import { computeReport, listTables, readReportInput } from "#lib/report/index.ts";
import { answer } from "../../../../../../../_server/answer.ts";
import { requireActor } from "../../../../../../../_server/get-actor.ts";

/** One table of a report as CSV, JSON or LaTeX (`format`), under the filters that the page's address has. */
export const GET = answer(async (request, { params }: { params: Promise<{ slug: string; name: string }> }) => {
  const actor = await requireActor();
  const { slug, name } = await params;
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const format = TABLE_FORMATS.find((known) => known === (search.format ?? "csv"));
  if (!format) throw invalidInput("format is csv, json or tex.");
  const table = listTables(await computeReport(actor, slug, readReportInput(search))).find((known) => known.name === name);
  if (!table) throw notFound("There is no such table.");
  const { type, write } = TABLE_FILES[format];
  return new Response(write(table), { headers: { "content-type": type, "content-disposition": `attachment; filename="${slug}-${name}.${format}"`, "cache-control": "no-store" } });
});
