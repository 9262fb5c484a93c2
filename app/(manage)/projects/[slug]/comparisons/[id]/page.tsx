import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { PEOPLE_FILTERS } from "#lib/consensus/index.ts";
import { exampleLine } from "#lib/guideline/index.ts";
import { type DetailedComparison, getComparison, mainDimension } from "#lib/report/index.ts";
import { ClientMessages } from "../../../../../_components/client-messages.tsx";
import { CopyButton } from "../../../../../_components/copy-button.tsx";
import { EmptyState } from "../../../../../_components/empty-state.tsx";
import { PageHeader } from "../../../../../_components/page-header.tsx";
import { getDimensionName, getFigures } from "../../../../../_server/get-figures.ts";
import type { Translate } from "../../../../../_messages/translate.ts";
import { pageTitle } from "../../../../../_server/page-title.ts";
import { KnownFacts } from "../../../../_components/known-facts.tsx";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import { SimulatedNotice } from "../../../../_components/simulated-notice.tsx";
import { loadProject, refuse, requireId } from "../../../../_server/load-project.ts";
import { readSearch, type Search } from "../../../../_server/search.ts";
import { showChanges } from "../../../../_server/show-changes.ts";
import { showPicture } from "../../../../_server/show-picture.ts";
import { requestOf } from "../../items/item-row.tsx";
import { AmbiguousNote } from "./ambiguous-note.tsx";
import { ConsensusTable } from "./consensus-table.tsx";
import { GoldForm } from "./gold-form.tsx";
import { DecisionNote } from "./decision-note.tsx";
import { JudgmentTable } from "./judgment-table.tsx";
import { readMarkedRegions } from "./marked-regions.ts";
import { RegionReview } from "./region-review.tsx";

export const generateMetadata = pageTitle("comparison");

function panesOf({ item, candidateA, candidateB }: DetailedComparison, actorId: string, shell: Translate<"shell">) {
  const source = item.sources[0]?.picture;
  const paneOf = (letter: string, candidate: typeof candidateA) => ({
    label: letter,
    note: `${candidate.generator} · ${candidate.picture.width}×${candidate.picture.height}`,
    picture: showPicture(candidate.picture, "view", actorId),
    ...showChanges(candidate, actorId),
  });
  const sourcePane = source ? [{ label: shell("viewer.source"), note: `${source.width}×${source.height}`, picture: showPicture(source, "view", actorId) }] : [];
  const { reference } = item;
  const referencePane = reference ? [{ label: shell("viewer.reference"), note: `${reference.width}×${reference.height}`, picture: showPicture(reference, "view", actorId) }] : [];
  return [...sourcePane, paneOf("A", candidateA), paneOf("B", candidateB), ...referencePane];
}

export default async function ComparisonPage({ params, searchParams }: { params: Promise<{ slug: string; id: string }>; searchParams: Search }) {
  const t = await getTranslations("comparison");
  const m = await getTranslations("manage");
  const shell = await getTranslations("shell");
  const dimensionName = await getDimensionName();
  const { formatCount, formatMoment } = await getFigures();
  const { slug, id } = await params;
  const search = await readSearch(searchParams);
  const people = PEOPLE_FILTERS.find((option) => option === search.people) ?? "all";
  const { actor, project } = await loadProject(slug);
  const comparison = await getComparison(actor, project.id, requireId(id), people).catch((error: unknown) => refuse(error, slug));
  const { item, judgments } = comparison;
  const shown = judgments.filter((judgment) => people === "all" || judgment.simulated === (people === "simulated"));
  const describe = ({ externalId, generator, origin }: DetailedComparison["candidateA"]) => t("about.candidate", { id: externalId, generator, origin: m(`origins.${origin}`) });
  const free = comparison.unit.slots.filter((slot) => !slot.annotatorId).length;
  return (
    <ClientMessages areas={["comparison", "regions", "manage", "errors"]}>
      <PageHeader title={<span lang={item.language}>{requestOf(item)}</span>}>
        {item.translation && item.translation !== item.instruction ? <p className="mb-1">{item.translation}</p> : null}
        <Link href={`/projects/${slug}/items/${item.id}`} className="underline decoration-line-strong underline-offset-[3px] hover:decoration-ink">
          {item.externalId}
        </Link>
        {item.taskType ? ` · ${item.taskType}` : ""}
      </PageHeader>
      <RegionReview panes={panesOf(comparison, actor.userId, shell)} className="sm:grid-cols-3" marked={readMarkedRegions({ ...comparison, judgments: shown })} />
      <SectionTitle title={t("consensus.title")}>{t(`rule.${people}`)}</SectionTitle>
      {comparison.unit.state === "AMBIGUOUS" ? <AmbiguousNote slug={slug} judgmentCount={comparison.unit.judgmentCount} dimension={dimensionName(mainDimension(project.dimensions))} isSettled={comparison.adjudications.length > 0 || comparison.gold !== null} /> : null}
      <ConsensusTable comparison={comparison} dimensions={project.dimensions} />
      {comparison.adjudications.map(({ id: key, reviewer, reason, decidedAt }) => (
        <DecisionNote key={key} slug={slug} comparisonId={comparison.id} reviewer={reviewer.pseudonym} reason={reason ?? ""} moment={decidedAt ? formatMoment(decidedAt) : ""} />
      ))}
      <SectionTitle title={t("judgments.title")} count={shown.length} />
      <SimulatedNotice judgmentCount={shown.length} simulatedCount={shown.filter((judgment) => judgment.simulated).length} className="mb-3" />
      {shown.length === 0 ? <EmptyState title={t("judgments.nobody")}>{t("judgments.wanted", { count: free })}</EmptyState> : <JudgmentTable judgments={shown} dimensions={project.dimensions} excludedIds={comparison.excludedIds} slug={slug} />}
      <SectionTitle title={t("gold.title")}>{comparison.gold ? t("gold.known") : t("gold.unknown")}</SectionTitle>
      <GoldForm
        key={comparison.gold ? "gold" : "plain"}
        slug={slug}
        comparisonId={comparison.id}
        dimensions={project.dimensions}
        gold={comparison.gold ? { explanation: comparison.gold.explanation, inQuiz: comparison.gold.inQuiz, verdicts: Object.fromEntries(comparison.gold.verdicts.map((verdict) => [verdict.dimension, verdict.value])) } : null}
      />
      <SectionTitle title={t("about.title")} />
      <KnownFacts
        facts={[
          { name: "A", value: describe(comparison.candidateA) },
          { name: "B", value: describe(comparison.candidateB) },
          { name: t("about.slots"), value: t("about.slotCount", { count: formatCount(comparison.unit.slots.length), free: formatCount(free) }) },
          { name: t("about.id"), value: <code className="font-mono text-small">{comparison.id}</code> },
          { name: t("about.guide"), value: <CopyButton text={exampleLine(comparison.id, t("about.example"))} label={t("about.copy")} /> },
        ]}
      />
    </ClientMessages>
  );
}
