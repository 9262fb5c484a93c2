import type { Metadata } from "next";
import { getItemFacets, type ItemFilter, type ListedItem, listItems } from "#lib/item/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { Input } from "../../../../_components/field.tsx";
import { formatCount } from "../../../../_components/figure.ts";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { Pagination } from "../../../../_components/pagination.tsx";
import { CountedTitle } from "../../../_components/counted-title.tsx";
import { FilterBar } from "../../../_components/filter-bar.tsx";
import { FilterSelect } from "../../../_components/filter-select.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { readPage, readSearch, type Search } from "../../../_server/search.ts";
import { hrefWith } from "../../../address.ts";
import { ItemRow } from "./item-row.tsx";

export const metadata: Metadata = { title: "Items" };

const PAGE_SIZE = 24;
const STATES = [
  { value: "prepared", label: "prepared" },
  { value: "preparing", label: "being prepared" },
  { value: "failed", label: "with an unreadable picture" },
] as const;

function readFilter(search: Record<string, string>): ItemFilter {
  const state = STATES.find((option) => option.value === search.state)?.value;
  return { taskType: search.task, generator: search.generator, text: search.text, state };
}

type Facets = Awaited<ReturnType<typeof getItemFacets>>;

function ItemFilters({ filter, facets }: { filter: ItemFilter; facets: Facets }) {
  const toOptions = (list: { name: string; count: number }[]) => list.map(({ name, count }) => ({ value: name, label: `${name} (${formatCount(count)})` }));
  return (
    <FilterBar label="Filter items">
      <label className="col-span-2 flex flex-col gap-1 text-small text-ink-faint sm:min-w-40 sm:max-w-72 sm:flex-1">
        Text in instruction or id
        <Input key={filter.text ?? ""} type="search" name="text" defaultValue={filter.text ?? ""} placeholder="make the mug red" className="h-8 text-ink" />
      </label>
      {facets.taskTypes.length > 0 ? <FilterSelect name="task" label="Task type" value={filter.taskType} options={toOptions(facets.taskTypes)} /> : null}
      <FilterSelect name="generator" label="Generator" value={filter.generator} options={toOptions(facets.generators)} />
      <FilterSelect name="state" label="State" value={filter.state} options={[...STATES]} />
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
        <PageHeader title="Items" />
        <EmptyState title="No items yet" action={<ButtonLink href={`/projects/${slug}/imports`} variant="primary">Import items</ButtonLink>}>
          They appear here as soon as an import has read them.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader title={<CountedTitle title="Items" count={total} />} />
      <ItemFilters filter={filter} facets={facets} />
      {rows.length === 0 ? (
        <EmptyState title="No item matches" action={<ButtonLink href={base}>Show all items</ButtonLink>} />
      ) : (
        <>
          <Rows rows={rows} actorId={actor.userId} slug={slug} />
          <Pagination page={page} pageSize={PAGE_SIZE} total={total} hrefFor={(to) => hrefWith(base, { ...search, page: to })} />
        </>
      )}
    </>
  );
}
