import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { getItemFacets } from "#lib/item/index.ts";
import { listMembers } from "#lib/annotator/index.ts";
import { ComparisonFilter, type ComparisonList, listComparisons, OUTCOME_FILTERS } from "#lib/report/index.ts";
import { Badge } from "../../../../_components/badge.tsx";
import { ButtonLink } from "../../../../_components/button.tsx";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { Pagination } from "../../../../_components/pagination.tsx";
import { pageTitle } from "../../../../_server/page-title.ts";
import { CountedTitle } from "../../../_components/counted-title.tsx";
import { ComparisonRow } from "../../../_components/comparison-row.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { readPage, readSearch, type Search } from "../../../_server/search.ts";
import { hrefWith } from "../../../address.ts";
import { ComparisonFilters } from "./comparison-filters.tsx";

export const generateMetadata = pageTitle("comparisons");

const PAGE_SIZE = 30;

function ListLine({ list, people }: { list: ComparisonList; people: ComparisonFilter["people"] }) {
  const t = useTranslations("comparisons");
  const dimensionName = useDimensionName();
  const dimension = dimensionName(list.dimension);
  return list.scorer ? t(`listScored.${people}`, { dimension, scorer: list.scorer.name }) : t(`list.${people}`, { dimension });
}

/** Filters that came from elsewhere and have no control of their own, in words, each with a way to drop it. */
function HiddenFilters({ search, base, annotator, scorers }: { search: Record<string, string>; base: string; annotator: string | undefined; scorers: ComparisonList["scorers"] }) {
  const t = useTranslations("comparisons");
  const outcome = OUTCOME_FILTERS.find((name) => name === search.outcome);
  const missing = scorers.find(({ scorerVersionId }) => scorerVersionId === search.missedBy);
  const shown = [
    { name: "annotator", label: annotator ? t("hidden.annotator", { name: annotator }) : null },
    { name: "item", label: search.item ? t("hidden.item") : null },
    { name: "missedBy", label: missing ? t("hidden.missedBy", { scorer: missing.name }) : null },
    { name: "outcome", label: outcome && search.generator ? t(`hidden.${outcome}`, { generator: search.generator }) : null },
  ].filter(({ label }) => label !== null);
  if (shown.length === 0) return null;
  return (
    <p className="mb-3 flex flex-wrap items-center gap-2">
      {shown.map(({ name, label }) => (
        <span key={name} className="inline-flex items-center gap-1">
          <Badge tone="accent">{label}</Badge>
          <ButtonLink size="small" variant="ghost" href={hrefWith(base, { ...search, [name]: undefined, page: undefined })}>
            {t("hidden.drop")}
          </ButtonLink>
        </span>
      ))}
    </p>
  );
}

export default async function ComparisonsPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Search }) {
  const t = await getTranslations("comparisons");
  const titles = await getTranslations("titles");
  const { slug } = await params;
  const search = await readSearch(searchParams);
  const { actor, project } = await loadProject(slug);
  const filter = ComparisonFilter.parse(search);
  const page = readPage(search);
  const [list, facets, members] = await Promise.all([
    listComparisons(actor, project, { filter, page, pageSize: PAGE_SIZE }),
    getItemFacets(actor, project.id),
    filter.annotator ? listMembers(actor, project.id) : [],
  ]);
  const base = `/projects/${slug}/comparisons`;
  return (
    <>
      <PageHeader title={<CountedTitle title={titles("comparisons")} count={list.total} />}>
        <ListLine list={list} people={filter.people} />
      </PageHeader>
      <ComparisonFilters filter={filter} list={list} dimensions={project.dimensions} generators={facets.generators.map((generator) => generator.name)} />
      <HiddenFilters search={search} base={base} annotator={members.find((member) => member.userId === filter.annotator)?.pseudonym} scorers={list.scorers} />
      {list.rows.length === 0 ? (
        <EmptyState title={t("noMatch")} action={Object.keys(search).length > 0 ? <ButtonLink href={base}>{t("showAll")}</ButtonLink> : <ButtonLink href={`/projects/${slug}`}>{t("seeItems")}</ButtonLink>}>
          {Object.keys(search).length > 0 ? null : t("later")}
        </EmptyState>
      ) : (
        <>
          <ul className="divide-y divide-line border-y border-line">
            {list.rows.map((comparison) => (
              <ComparisonRow key={comparison.comparisonId} comparison={comparison} slug={slug} actorId={actor.userId} people={filter.people} />
            ))}
          </ul>
          <Pagination page={page} pageSize={PAGE_SIZE} total={list.total} hrefFor={(to) => hrefWith(base, { ...search, page: to })} />
        </>
      )}
    </>
  );
}
