import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { PEOPLE_FILTERS } from "#lib/consensus/index.ts";
import { type DetailedComparison, getComparison } from "#lib/report/index.ts";
import { ClientMessages } from "../../../../../_components/client-messages.tsx";
import { EmptyState } from "../../../../../_components/empty-state.tsx";
import { PageHeader } from "../../../../../_components/page-header.tsx";
import type { Translate } from "../../../../../_messages/translate.ts";
import { pageTitle } from "../../../../../_server/page-title.ts";
import { EditPanes } from "../../../../_components/edit-panes.tsx";
import { KnownFacts } from "../../../../_components/known-facts.tsx";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import { SimulatedNotice } from "../../../../_components/simulated-notice.tsx";
import { loadProject, refuse, requireId } from "../../../../_server/load-project.ts";
import { readSearch, type Search } from "../../../../_server/search.ts";
import { showChanges } from "../../../../_server/show-changes.ts";
import { showPicture } from "../../../../_server/show-picture.ts";
import { requestOf } from "../../items/item-row.tsx";
import { ConsensusTable } from "./consensus-table.tsx";
import { JudgmentTable } from "./judgment-table.tsx";

export const generateMetadata = pageTitle("comparison");

function panesOf({ item, candidateA, candidateB }: DetailedComparison, actorId: string, s: Translate<"shell">) {
  const source = item.sources[0]?.picture;
  const paneOf = (letter: string, candidate: typeof candidateA) => ({
    label: letter,
    note: `${candidate.generator} · ${candidate.picture.width}×${candidate.picture.height}`,
    picture: showPicture(candidate.picture, "view", actorId),
    ...showChanges(candidate, actorId),
  });
  const sourcePane = source ? [{ label: s("viewer.source"), note: `${source.width}×${source.height}`, picture: showPicture(source, "view", actorId) }] : [];
  return [...sourcePane, paneOf("A", candidateA), paneOf("B", candidateB)];
}

export default async function ComparisonPage({ params, searchParams }: { params: Promise<{ slug: string; id: string }>; searchParams: Search }) {
  const t = await getTranslations("comparisons");
  const s = await getTranslations("shell");
  const m = await getTranslations("manage");
  const { slug, id } = await params;
  const search = await readSearch(searchParams);
  const people = PEOPLE_FILTERS.find((option) => option === search.people) ?? "all";
  const { actor, project } = await loadProject(slug);
  const comparison = await getComparison(actor, project.id, requireId(id), people).catch((error: unknown) => refuse(error, slug));
  const { item, judgments } = comparison;
  const shown = judgments.filter((judgment) => people === "all" || judgment.simulated === (people === "simulated"));
  const aboutCandidate = ({ externalId, generator, origin }: DetailedComparison["candidateA"]) => t("about.candidate", { id: externalId, generator, origin: m(`origins.${origin}`) });
  const free = comparison.slots.filter((slot) => !slot.annotatorId).length;
  return (
    <>
      <PageHeader title={<span lang={item.language}>{requestOf(item)}</span>}>
        {item.translation && item.translation !== item.instruction ? <p className="mb-1">{item.translation}</p> : null}
        <Link href={`/projects/${slug}/items/${item.id}`} className="underline decoration-line-strong underline-offset-[3px] hover:decoration-ink">
          {item.externalId}
        </Link>
        {item.taskType ? ` · ${item.taskType}` : ""}
      </PageHeader>
      <ClientMessages areas={["manage", "errors"]}>
        <EditPanes panes={panesOf(comparison, actor.userId, s)} className="sm:grid-cols-3" />
      </ClientMessages>
      <SectionTitle title={t("consensusTitle")}>{t(`rule.${people}`)}</SectionTitle>
      <ConsensusTable comparison={comparison} dimensions={project.dimensions} />
      <SectionTitle title={t("judgments")} count={shown.length} />
      <SimulatedNotice judgmentCount={shown.length} simulatedCount={shown.filter((judgment) => judgment.simulated).length} className="mb-3" />
      {shown.length === 0 ? <EmptyState title={t("nobody")}>{t("wanted", { count: free })}</EmptyState> : <JudgmentTable judgments={shown} dimensions={project.dimensions} excludedIds={comparison.excludedIds} slug={slug} />}
      <SectionTitle title={t("about.title")} />
      <KnownFacts
        facts={[
          { name: "A", value: aboutCandidate(comparison.candidateA) },
          { name: "B", value: aboutCandidate(comparison.candidateB) },
          { name: t("about.slots"), value: t("about.slotCount", { count: comparison.slots.length, free }) },
          { name: t("about.id"), value: <code className="font-mono text-small">{comparison.id}</code> },
        ]}
      />
    </>
  );
}
