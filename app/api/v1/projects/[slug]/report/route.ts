import { computeReport, readReportInput } from "#lib/report/index.ts";
import { answer, json } from "../../../../../_server/answer.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

/** The report's figures at full precision, chosen as in the page's address. Disagreements come without pictures. */
export const GET = answer(async (request, { params }: { params: Promise<{ slug: string }> }) => {
  const actor = await requireActor();
  const report = await computeReport(actor, (await params).slug, readReportInput(Object.fromEntries(new URL(request.url).searchParams)));
  const { rows, ...list } = report.disagreements;
  return json({ ...report, disagreements: { ...list, rows: rows.map(({ shown, ...row }) => ({ ...row, item: shown.item.externalId })) } });
});
