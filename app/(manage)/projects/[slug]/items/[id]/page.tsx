import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { type DetailedItem, getItem } from "#lib/item/index.ts";
import { ComparisonFilter, listComparisons } from "#lib/report/index.ts";
import { Badge } from "../../../../../_components/badge.tsx";
import { ClientMessages } from "../../../../../_components/client-messages.tsx";
import { EmptyState } from "../../../../../_components/empty-state.tsx";
import { PageHeader } from "../../../../../_components/page-header.tsx";
import type { Translate } from "../../../../../_messages/translate.ts";
import { pageTitle } from "../../../../../_server/page-title.ts";
import { ComparisonRow } from "../../../../_components/comparison-row.tsx";
import { Door } from "../../../../_components/door.tsx";
import { EditPanes } from "../../../../_components/edit-panes.tsx";
import { jsonFact, KnownFacts } from "../../../../_components/known-facts.tsx";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import { loadProject, refuse, requireId } from "../../../../_server/load-project.ts";
import { showChanges } from "../../../../_server/show-changes.ts";
import { showPicture } from "../../../../_server/show-picture.ts";
import { comparisonsHref } from "../../../../address.ts";
import { requestOf } from "../item-row.tsx";
import { CandidateTable } from "./candidate-table.tsx";

export const generateMetadata = pageTitle("item");

const SHOWN_COMPARISONS = 36;

function ItemFacts({ item, slug }: { item: DetailedItem; slug: string }) {
  const t = useTranslations("items");
  return (
    <KnownFacts
      facts={[
        { name: t("facts.taskType"), value: item.taskType },
        { name: t("facts.sourceCaption"), value: item.instruction ? item.sourceCaption : null },
        { name: t("facts.targetCaption"), value: item.instruction ? item.targetCaption : null },
        { name: t("facts.language"), value: item.language },
        { name: t("facts.qualification"), value: item.qualification },
        { name: t("facts.condition"), value: item.conditionType === "image" ? null : item.conditionType },
        { name: t("facts.licence"), value: item.licence },
        { name: t("facts.from"), value: item.originAddress },
        { name: t("facts.imported"), value: item.import ? <Door href={`/projects/${slug}/imports/${item.import.id}`}>{t("facts.importedLine", { file: item.import.fileName, line: item.importLine ?? "?" })}</Door> : null },
        jsonFact(t("facts.metadata"), item.metadata),
      ]}
    />
  );
}

function panesOf(item: DetailedItem, actorId: string, s: Translate<"shell">) {
  const sources = item.sources.map(({ picture }, index) => ({
    label: item.sources.length > 1 ? s("viewer.sourceNumber", { number: index + 1 }) : s("viewer.source"),
    note: `${picture.width}×${picture.height}`,
    picture: showPicture(picture, "view", actorId),
  }));
  // Importers often put the item's id before the candidate's; here it would only push the rest out of sight.
  const shortId = (externalId: string) => (externalId.startsWith(`${item.externalId}/`) ? externalId.slice(item.externalId.length + 1) : externalId);
  const candidates = item.candidates.map((candidate) => ({
    label: shortId(candidate.externalId),
    note: candidate.generator === shortId(candidate.externalId) ? `${candidate.picture.width}×${candidate.picture.height}` : candidate.generator,
    picture: showPicture(candidate.picture, "view", actorId),
    ...showChanges(candidate, actorId),
  }));
  const reference = item.reference ? [{ label: s("viewer.reference"), note: `${item.reference.width}×${item.reference.height}`, picture: showPicture(item.reference, "view", actorId) }] : [];
  return [...sources, ...reference, ...candidates];
}

/** As few rows as the screen allows, none of them nearly empty. */
function columnsFor(count: number): string {
  if (count <= 3) return "sm:grid-cols-3";
  if (count === 5) return "sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-5";
  return count === 6 || count === 9 ? "sm:grid-cols-2 lg:grid-cols-3" : "sm:grid-cols-2 lg:grid-cols-4";
}

export default async function ItemPage({ params }: { params: Promise<{ slug: string; id: string }> }) {
  const t = await getTranslations("items");
  const s = await getTranslations("shell");
  const { slug, id } = await params;
  const { actor, project } = await loadProject(slug);
  const item = await getItem(actor, project.id, requireId(id)).catch((error: unknown) => refuse(error, slug));
  const filter = ComparisonFilter.parse({ item: item.id });
  const comparisons = await listComparisons(actor, project, { filter, page: 1, pageSize: SHOWN_COMPARISONS });
  const panes = panesOf(item, actor.userId, s);
  return (
    <>
      <PageHeader title={<span lang={item.language}>{requestOf(item)}</span>} actions={item.preparedAt ? null : <Badge>{t("beingPrepared")}</Badge>}>
        {item.translation && item.translation !== item.instruction ? <p className="mb-1">{item.translation}</p> : null}
        {item.externalId}
      </PageHeader>
      <ClientMessages areas={["manage", "errors"]}>
        <EditPanes panes={panes} className={columnsFor(panes.length)} />
      </ClientMessages>
      <SectionTitle title={t("sections.candidates")} />
      <CandidateTable candidates={item.candidates} dimensions={project.dimensions} slug={slug} />
      <SectionTitle title={t("sections.comparisons")} href={comparisonsHref(slug, { item: item.id })} count={comparisons.total} />
      {comparisons.rows.length === 0 ? (
        <EmptyState title={t("noComparisons")}>{item.preparedAt ? t("needTwo") : t("pairsLater")}</EmptyState>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {comparisons.rows.map((comparison) => (
            <ComparisonRow key={comparison.comparisonId} comparison={comparison} slug={slug} actorId={actor.userId} showsInstruction={false} />
          ))}
        </ul>
      )}
      <SectionTitle title={t("sections.about")} />
      <ItemFacts item={item} slug={slug} />
    </>
  );
}
