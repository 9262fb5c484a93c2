import { getTranslations } from "next-intl/server";
import { listQueue, QueueFilter } from "#lib/adjudication/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { ClientMessages } from "../../../../_components/client-messages.tsx";
import { nameDimension } from "../../../../_components/dimension-name.ts";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { Pagination } from "../../../../_components/pagination.tsx";
import { getFigures } from "../../../../_server/get-figures.ts";
import { pageTitle } from "../../../../_server/page-title.ts";
import { CountedTitle } from "../../../_components/counted-title.tsx";
import { FilterBar } from "../../../_components/filter-bar.tsx";
import { FilterSelect } from "../../../_components/filter-select.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { readPage, readSearch, type Search } from "../../../_server/search.ts";
import { hrefWith } from "../../../address.ts";
import { SettledRow, WaitingRow } from "./queue-row.tsx";
import { ThresholdForm } from "./threshold-form.tsx";

export const generateMetadata = pageTitle("adjudication");

const PAGE_SIZE = 30;
const STATES = ["decided", "withdrawn"] as const;

export default async function AdjudicationPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Search }) {
  const t = await getTranslations("adjudication.queue");
  const titles = await getTranslations("titles");
  const dimensions = await getTranslations("dimensions");
  const { formatCount, formatPercent } = await getFigures();
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
        title={<CountedTitle title={titles("adjudication")} count={counts.waiting} />}
        actions={
          canStart ? (
            <ButtonLink variant="primary" prefetch={false} href={`/adjudicate/${slug}`}>
              {t("start")}
            </ButtonLink>
          ) : null
        }
      >
        {t("lead", { share: formatPercent(project.adjudicateBelow, 0) })}
      </PageHeader>
      <p className="mb-4 flex flex-wrap gap-x-4 gap-y-1 text-base text-ink-soft tabular-nums">
        <span>{t("counts.waiting", { shown: formatCount(counts.waiting) })}</span>
        <span>{t("counts.held", { shown: formatCount(counts.held) })}</span>
        <span>{t("counts.own", { shown: formatCount(counts.own) })}</span>
        <span>{t("counts.decided", { shown: formatCount(counts.decided) })}</span>
        <span>{t("counts.withdrawn", { shown: formatCount(counts.withdrawn) })}</span>
      </p>
      <FilterBar label={t("filter.label")}>
        <FilterSelect name="state" label={t("filter.show")} any={t("states.waiting")} value={filter.state === "waiting" ? undefined : filter.state} options={STATES.map((value) => ({ value, label: t(`states.${value}`) }))} />
        <FilterSelect name="dimension" label={t("filter.dimension")} value={filter.dimension} options={project.dimensions.map((dimension) => ({ value: dimension, label: nameDimension(dimensions, dimension) }))} />
        {queue.taskTypes.length > 1 ? <FilterSelect name="taskType" label={t("filter.task")} value={filter.taskType} options={queue.taskTypes.map((name) => ({ value: name, label: name }))} /> : null}
      </FilterBar>
      {queue.total === 0 ? (
        <EmptyState title={t(`empty.${filter.state}`)} action={Object.keys(search).length > 0 ? <ButtonLink href={base}>{t("empty.showAll")}</ButtonLink> : <ButtonLink href={`/projects/${slug}/comparisons?state=open`}>{t("empty.seeOpen")}</ButtonLink>}>
          {t("empty.text")}
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
      {role === "OWNER" ? (
        <ClientMessages areas={["adjudication"]}>
          <ThresholdForm slug={slug} value={project.adjudicateBelow} />
        </ClientMessages>
      ) : null}
    </>
  );
}
