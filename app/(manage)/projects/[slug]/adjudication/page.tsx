import type { Metadata } from "next";
import { listQueue, QueueFilter } from "#lib/adjudication/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { dimensionName, formatCount, formatPercent } from "../../../../_components/english-figures.ts";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { Pagination } from "../../../../_components/pagination.tsx";
import { CountedTitle } from "../../../_components/counted-title.tsx";
import { FilterBar } from "../../../_components/filter-bar.tsx";
import { FilterSelect } from "../../../_components/filter-select.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { readPage, readSearch, type Search } from "../../../_server/search.ts";
import { hrefWith } from "../../../address.ts";
import { SettledRow, WaitingRow } from "./queue-row.tsx";
import { ThresholdForm } from "./threshold-form.tsx";

export const metadata: Metadata = { title: "Adjudication" };

const PAGE_SIZE = 30;
const STATES = [
  { value: "decided", label: "decided" },
  { value: "withdrawn", label: "withdrawn" },
];

const EMPTY = { waiting: "Nothing is waiting for a decision", decided: "Nothing is decided yet", withdrawn: "No decision was withdrawn" };

export default async function AdjudicationPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Search }) {
  const { slug } = await params;
  const search = await readSearch(searchParams);
  const { actor, project, role } = await loadProject(slug);
  const filter = QueueFilter.parse(search);
  const page = readPage(search);
  const queue = await listQueue(actor, slug, { filter, page, pageSize: PAGE_SIZE });
  const { counts } = queue;
  const base = `/projects/${slug}/adjudication`;
  const canStart = counts.waiting > counts.own;
  return (
    <>
      <PageHeader
        title={<CountedTitle title="Adjudication" count={counts.waiting} />}
        actions={
          canStart ? (
            <ButtonLink variant="primary" prefetch={false} href={`/adjudicate/${slug}`}>
              Decide the hardest one
            </ButtonLink>
          ) : null
        }
      >
        Full comparisons in which no answer leads, or the leading one has less than {formatPercent(project.adjudicateBelow, 0)}. A reviewer judges blind, then sees what was said, and decides.
      </PageHeader>
      <p className="mb-4 flex flex-wrap gap-x-4 gap-y-1 text-base text-ink-soft tabular-nums">
        <span>{formatCount(counts.waiting)} waiting</span>
        <span>{formatCount(counts.held)} with a reviewer now</span>
        <span>{formatCount(counts.own)} judged by you, so decided by others</span>
        <span>{formatCount(counts.decided)} decided</span>
        <span>{formatCount(counts.withdrawn)} withdrawn</span>
      </p>
      <FilterBar label="Filter adjudication">
        <FilterSelect name="state" label="Show" any="waiting" value={filter.state === "waiting" ? undefined : filter.state} options={STATES} />
        <FilterSelect name="dimension" label="Dimension" value={filter.dimension} options={project.dimensions.map((dimension) => ({ value: dimension, label: dimensionName(dimension) }))} />
        {queue.taskTypes.length > 1 ? <FilterSelect name="taskType" label="Task" value={filter.taskType} options={queue.taskTypes.map((name) => ({ value: name, label: name }))} /> : null}
      </FilterBar>
      {queue.total === 0 ? (
        <EmptyState title={EMPTY[filter.state]} action={Object.keys(search).length > 0 ? <ButtonLink href={base}>Show all that wait</ButtonLink> : <ButtonLink href={`/projects/${slug}/comparisons?state=open`}>See what still wants judgments</ButtonLink>}>
          Comparisons come here when they have all their judgments and these do not agree.
        </EmptyState>
      ) : (
        <>
          <ul className="divide-y divide-line border-y border-line">
            {queue.waiting.map((row) => (
              <WaitingRow key={row.comparisonId} row={row} slug={slug} actorId={actor.userId} />
            ))}
            {queue.settled.map((row) => (
              <SettledRow key={row.id} row={row} slug={slug} actorId={actor.userId} />
            ))}
          </ul>
          <Pagination page={page} pageSize={PAGE_SIZE} total={queue.total} hrefFor={(to) => hrefWith(base, { ...search, page: to === 1 ? undefined : to })} />
        </>
      )}
      {role === "OWNER" ? <ThresholdForm slug={slug} value={project.adjudicateBelow} /> : null}
    </>
  );
}
