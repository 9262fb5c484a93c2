import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { getItemFacets, type ItemFilter, type ListedItem, listItems } from "#lib/item/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { Input } from "../../../../_components/field.tsx";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { Pagination } from "../../../../_components/pagination.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { pageTitle } from "../../../../_server/page-title.ts";
import { CountedTitle } from "../../../_components/counted-title.tsx";
import { FilterBar } from "../../../_components/filter-bar.tsx";
import { FilterSelect } from "../../../_components/filter-select.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { readPage, readSearch, type Search } from "../../../_server/search.ts";
import { hrefWith } from "../../../address.ts";
import { ItemRow } from "./item-row.tsx";

export const generateMetadata = pageTitle("items");

const PAGE_SIZE = 24;
const STATES = ["prepared", "preparing", "failed"] as const;

function readFilter(search: Record<string, string>): ItemFilter {
  const state = STATES.find((option) => option === search.state);
  return { taskType: search.task, generator: search.generator, text: search.text, state };
}

type Facets = Awaited<ReturnType<typeof getItemFacets>>;

function ItemFilters({ filter, facets }: { filter: ItemFilter; facets: Facets }) {
  const t = useTranslations("items");
  const { formatCount } = useFigures();
  const toOptions = (list: { name: string; count: number }[]) => list.map(({ name, count }) => ({ value: name, label: t("filter.option", { name, shown: formatCount(count) }) }));
  return (
    <FilterBar label={t("filter.label")}>
      <label className="col-span-2 flex flex-col gap-1 text-small text-ink-faint sm:min-w-40 sm:max-w-72 sm:flex-1">
        {t("filter.text")}
        <Input key={filter.text ?? ""} type="search" name="text" defaultValue={filter.text ?? ""} placeholder={t("filter.example")} className="h-8 text-ink" />
      </label>
      {facets.taskTypes.length > 0 ? <FilterSelect name="task" label={t("filter.task")} value={filter.taskType} options={toOptions(facets.taskTypes)} /> : null}
      <FilterSelect name="generator" label={t("filter.generator")} value={filter.generator} options={toOptions(facets.generators)} />
      <FilterSelect name="state" label={t("filter.state")} value={filter.state} options={STATES.map((value) => ({ value, label: t(`states.${value}`) }))} />
    </FilterBar>
  );
}

function Rows({ rows, actorId, slug }: { rows: ListedItem[]; actorId: string; slug: string }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {rows.map((item) => (
        <ItemRow key={item.id} item={item} actorId={actorId} slug={slug} />
      ))}
    </ul>
  );
}

export default async function ItemsPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Search }) {
  const t = await getTranslations("items");
  const titles = await getTranslations("titles");
  const { slug } = await params;
  const search = await readSearch(searchParams);
  const { actor, project } = await loadProject(slug);
  const filter = readFilter(search);
  const page = readPage(search);
  const [{ rows, total }, facets] = await Promise.all([listItems(actor, project.id, { filter, page, pageSize: PAGE_SIZE }), getItemFacets(actor, project.id)]);
  const isFiltered = Object.values(filter).some(Boolean);
  const base = `/projects/${slug}/items`;
  if (total === 0 && !isFiltered) {
    return (
      <>
        <PageHeader title={titles("items")} />
        <EmptyState title={t("empty")} action={<ButtonLink href={`/projects/${slug}/imports`} variant="primary">{t("import")}</ButtonLink>}>
          {t("emptyText")}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader title={<CountedTitle title={titles("items")} count={total} />} />
      <ItemFilters filter={filter} facets={facets} />
      {rows.length === 0 ? (
        <EmptyState title={t("noMatch")} action={<ButtonLink href={base}>{t("showAll")}</ButtonLink>} />
      ) : (
        <>
          <Rows rows={rows} actorId={actor.userId} slug={slug} />
          <Pagination page={page} pageSize={PAGE_SIZE} total={total} hrefFor={(to) => hrefWith(base, { ...search, page: to })} />
        </>
      )}
    </>
  );
}
