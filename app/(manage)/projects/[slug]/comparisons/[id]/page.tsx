import type { Metadata } from "next";
import Link from "next/link";
import { PEOPLE_FILTERS } from "#lib/consensus/index.ts";
import { exampleLine } from "#lib/guideline/index.ts";
import { type DetailedComparison, getComparison } from "#lib/report/index.ts";
import { ClientMessages } from "../../../../../_components/client-messages.tsx";
import { CopyButton } from "../../../../../_components/copy-button.tsx";
import { EmptyState } from "../../../../../_components/empty-state.tsx";
import { PageHeader } from "../../../../../_components/page-header.tsx";
import { KnownFacts } from "../../../../_components/known-facts.tsx";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import { SimulatedNotice } from "../../../../_components/simulated-notice.tsx";
import { loadProject, refuse, requireId } from "../../../../_server/load-project.ts";
import { readSearch, type Search } from "../../../../_server/search.ts";
import { showChanges } from "../../../../_server/show-changes.ts";
import { showPicture } from "../../../../_server/show-picture.ts";
import { requestOf } from "../../items/item-row.tsx";
import { ConsensusTable } from "./consensus-table.tsx";
import { GoldForm } from "./gold-form.tsx";
import { DecisionNote } from "./decision-note.tsx";
import { JudgmentTable } from "./judgment-table.tsx";
import { readMarkedRegions } from "./marked-regions.ts";
import { RegionReview } from "./region-review.tsx";

export const metadata: Metadata = { title: "Comparison" };

function panesOf({ item, candidateA, candidateB }: DetailedComparison, actorId: string) {
  const source = item.sources[0]?.picture;
  const paneOf = (letter: string, candidate: typeof candidateA) => ({
    label: letter,
    note: `${candidate.generator} · ${candidate.picture.width}×${candidate.picture.height}`,
    picture: showPicture(candidate.picture, "view", actorId),
    ...showChanges(candidate, actorId),
  });
  const sourcePane = source ? [{ label: "Source", note: `${source.width}×${source.height}`, picture: showPicture(source, "view", actorId) }] : [];
  return [...sourcePane, paneOf("A", candidateA), paneOf("B", candidateB)];
}

export default async function ComparisonPage({ params, searchParams }: { params: Promise<{ slug: string; id: string }>; searchParams: Search }) {
  const { slug, id } = await params;
  const search = await readSearch(searchParams);
  const people = PEOPLE_FILTERS.find((option) => option === search.people) ?? "all";
  const { actor, project } = await loadProject(slug);
  const comparison = await getComparison(actor, project.id, requireId(id), people).catch((error: unknown) => refuse(error, slug));
  const { item, judgments } = comparison;
  const shown = judgments.filter((judgment) => people === "all" || judgment.simulated === (people === "simulated"));
  const free = comparison.unit.slots.filter((slot) => !slot.annotatorId).length;
  return (
    <>
      <PageHeader title={<span lang={item.language}>{requestOf(item)}</span>}>
        {item.translation && item.translation !== item.instruction ? <p className="mb-1">{item.translation}</p> : null}
        <Link href={`/projects/${slug}/items/${item.id}`} className="underline decoration-line-strong underline-offset-[3px] hover:decoration-ink">
          {item.externalId}
        </Link>
        {item.taskType ? ` · ${item.taskType}` : ""}
      </PageHeader>
      <ClientMessages areas={["manage", "regions", "errors"]}>
        <RegionReview panes={panesOf(comparison, actor.userId)} className="sm:grid-cols-3" marked={readMarkedRegions({ ...comparison, judgments: shown })} />
      </ClientMessages>
      <SectionTitle title="Consensus and scores">
        A judgment counts once; both bad counts as equal; equal leaders are undecided; a reviewer’s decision takes their place.{people === "all" ? "" : people === "people" ? " Judgments by people only." : " Simulated judgments only."}
      </SectionTitle>
      <ConsensusTable comparison={comparison} dimensions={project.dimensions} />
      {comparison.adjudications.map(({ id: key, reviewer, reason, decidedAt }) => (
        <DecisionNote key={key} slug={slug} comparisonId={comparison.id} reviewer={reviewer.pseudonym} reason={reason ?? ""} at={decidedAt?.toISOString().slice(0, 16).replace("T", " ") ?? ""} />
      ))}
      <SectionTitle title="Judgments" count={shown.length} />
      <SimulatedNotice judgmentCount={shown.length} simulatedCount={shown.filter((judgment) => judgment.simulated).length} className="mb-3" />
      {shown.length === 0 ? <EmptyState title="Nobody has judged this pair yet">{free === 1 ? "One judgment is wanted." : `${free} judgments are wanted.`}</EmptyState> : <JudgmentTable judgments={shown} dimensions={project.dimensions} excludedIds={comparison.excludedIds} slug={slug} />}
      <SectionTitle title="Gold">{comparison.gold ? "The answer of this pair is known: it measures annotators, and its slots are not handed out." : "If the answer of this pair is certain, it can measure annotators. Its slots are then not handed out; judgments that are there stay."}</SectionTitle>
      <GoldForm
        key={comparison.gold ? "gold" : "plain"}
        slug={slug}
        comparisonId={comparison.id}
        dimensions={project.dimensions}
        gold={comparison.gold ? { explanation: comparison.gold.explanation, inQuiz: comparison.gold.inQuiz, verdicts: Object.fromEntries(comparison.gold.verdicts.map((verdict) => [verdict.dimension, verdict.value])) } : null}
      />
      <SectionTitle title="About the pair" />
      <KnownFacts
        facts={[
          { name: "A", value: `${comparison.candidateA.externalId}, ${comparison.candidateA.generator} (${comparison.candidateA.origin})` },
          { name: "B", value: `${comparison.candidateB.externalId}, ${comparison.candidateB.generator} (${comparison.candidateB.origin})` },
          { name: "Slots", value: `${comparison.unit.slots.length}, ${free} free` },
          { name: "Id", value: <code className="font-mono text-small">{comparison.id}</code> },
          { name: "For the guide", value: <CopyButton text={exampleLine(comparison.id, "A is better: why")} label="Copy as worked example" /> },
        ]}
      />
    </>
  );
}
