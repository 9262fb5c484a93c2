import { getDb } from "#lib/db.ts";
import { getCurrentForm, unitKindOf } from "#lib/form/index.ts";
import { listScorers } from "#lib/scorer/index.ts";
import { computeSequentialLead, SEQUENTIAL_DEFAULTS } from "#lib/stats/index.ts";
import { loadProject } from "../../../../_server/load-project.ts";
import { JudgingForm } from "./judging-form.tsx";

/** What people are taken for before gold has measured them. */
const USUAL_ACCURACY = 0.8;

export default async function JudgingSettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, project, role } = await loadProject(slug);
  const { overlap, overlapMax, handOutOrder, explorationShare, priorScorerVersionId, leaseSeconds, comparisonsPerItem, changeWindowSeconds, judgmentsPerPerson, judgmentsPerPersonAndItem, judgmentsPerItem, judgmentsInAll } = project;
  const settings = { overlap, overlapMax, handOutOrder, explorationShare, priorScorerVersionId, leaseSeconds, comparisonsPerItem, changeWindowSeconds, judgmentsPerPerson, judgmentsPerPersonAndItem, judgmentsPerItem, judgmentsInAll };
  const rule = { lead: computeSequentialLead(USUAL_ACCURACY), accuracy: USUAL_ACCURACY, tieMinimum: SEQUENTIAL_DEFAULTS.tieMinimum };
  const isRanking = unitKindOf((await getCurrentForm(getDb(), project.id)).definition) === "RANKING";
  const scorers = (await listScorers(actor, project.id)).filter((scorer) => scorer.scoredCount > 0).map(({ scorerVersionId, name, hash }) => ({ id: scorerVersionId, name: `${name} ${hash.slice(0, 8)}` }));
  return <JudgingForm slug={slug} scorers={scorers} settings={settings} rule={rule} isRanking={isRanking} mayEdit={role === "OWNER"} />;
}
