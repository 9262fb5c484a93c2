import { PEOPLE_FILTERS } from "#lib/consensus/index.ts";
import { computeReport } from "#lib/report/index.ts";
import { answer, json } from "../../../../../_server/answer.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

/** The report's figures at full precision; `people` chooses whose judgments count. Disagreements come without pictures. */
export const GET = answer(async (request, { params }: { params: Promise<{ slug: string }> }) => {
  const actor = await requireActor();
  const wanted = new URL(request.url).searchParams.get("people");
  const report = await computeReport(actor, (await params).slug, { people: PEOPLE_FILTERS.find((option) => option === wanted) });
  const { rows, ...list } = report.disagreements;
  return json({ ...report, disagreements: { ...list, rows: rows.map(({ shown, ...row }) => ({ ...row, item: shown.item.externalId })) } });
});
