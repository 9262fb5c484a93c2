import type { Metadata } from "next";
import { getItemFacets } from "#lib/item/index.ts";
import { listMembers } from "#lib/annotator/index.ts";
import { ComparisonFilter, type ComparisonList, listComparisons } from "#lib/report/index.ts";
import { Badge } from "../../../../_components/badge.tsx";
import { ButtonLink } from "../../../../_components/button.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { dimensionName } from "../../../../_components/figure.ts";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { Pagination } from "../../../../_components/pagination.tsx";
import { CountedTitle } from "../../../_components/counted-title.tsx";
import { ComparisonRow } from "../../../_components/comparison-row.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { readPage, readSearch, type Search } from "../../../_server/search.ts";
import { hrefWith } from "../../../address.ts";
import { ComparisonFilters } from "./comparison-filters.tsx";

export const metadata: Metadata = { title: "Comparisons" };

const PAGE_SIZE = 30;

function describeList(list: ComparisonList, filter: ComparisonFilter): string {
  const judges = filter.people === "people" ? "judgments by people only" : filter.people === "simulated" ? "simulated judgments only" : "all judgments";
  return `Consensus on “${dimensionName(list.dimension)}” from ${judges}${list.scorer ? `; scores by ${list.scorer.name}` : ""}.`;
}

/** Filters that came from elsewhere and have no control of their own, in words, each with a way to drop it. */
function HiddenFilters({ search, base, annotator }: { search: Record<string, string>; base: string; annotator: string | undefined }) {
  const shown = [
    { name: "annotator", label: annotator ? `judged by ${annotator}` : null },
    { name: "item", label: search.item ? "of one item" : null },
    { name: "outcome", label: search.outcome && search.generator ? `${search.generator} ${search.outcome}` : null },
  ].filter(({ label }) => label !== null);
  if (shown.length === 0) return null;
  return (
    <p className="mb-3 flex flex-wrap items-center gap-2">
      {shown.map(({ name, label }) => (
        <span key={name} className="inline-flex items-center gap-1">
          <Badge tone="accent">{label}</Badge>
          <ButtonLink size="small" variant="ghost" href={hrefWith(base, { ...search, [name]: undefined, page: undefined })}>
            drop
          </ButtonLink>
        </span>
      ))}
    </p>
  );
}

export default async function ComparisonsPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Search }) {
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
      <PageHeader title={<CountedTitle title="Comparisons" count={list.total} />}>
        {describeList(list, filter)}
      </PageHeader>
      <ComparisonFilters filter={filter} list={list} dimensions={project.dimensions} generators={facets.generators.map((generator) => generator.name)} />
      <HiddenFilters search={search} base={base} annotator={members.find((member) => member.userId === filter.annotator)?.pseudonym} />
      {list.rows.length === 0 ? (
        <EmptyState title="No comparison matches" action={Object.keys(search).length > 0 ? <ButtonLink href={base}>Show all comparisons</ButtonLink> : <ButtonLink href={`/projects/${slug}`}>See where the items are</ButtonLink>}>
          {Object.keys(search).length > 0 ? null : "Pairs appear when items have been imported and prepared."}
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
