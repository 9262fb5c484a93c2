import { getTranslations } from "next-intl/server";
import { FailedJobFilter, listFailedJobs } from "#lib/failed-job/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { ClientMessages } from "../../../../_components/client-messages.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { Pagination } from "../../../../_components/pagination.tsx";
import { pageTitle } from "../../../../_server/page-title.ts";
import { CountedTitle } from "../../../_components/counted-title.tsx";
import { FilterBar } from "../../../_components/filter-bar.tsx";
import { FilterSelect } from "../../../_components/filter-select.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { readPage, readSearch, type Search } from "../../../_server/search.ts";
import { hrefWith } from "../../../address.ts";
import { FailureTable } from "./failure-table.tsx";
import { RetryForm } from "./retry-form.tsx";

export const generateMetadata = pageTitle("failures");

const PAGE_SIZE = 30;

export default async function FailuresPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Search }) {
  const t = await getTranslations("failures");
  const { slug } = await params;
  const search = await readSearch(searchParams);
  const { actor, project } = await loadProject(slug);
  const filter = FailedJobFilter.parse(search);
  const page = readPage(search);
  const list = await listFailedJobs(actor, { projectId: project.id, filter }, { page, pageSize: PAGE_SIZE });
  const base = `/projects/${slug}/failures`;
  const isFiltered = filter.kind !== undefined || filter.code !== undefined;
  return (
    <ClientMessages areas={["manage", "errors", "failures"]}>
      <PageHeader title={<CountedTitle title={t("title")} count={list.total} />} actions={list.total > 0 ? <RetryForm slug={slug} fields={filter} label={t("retryAll")} isAll /> : null}>
        {t("lead")}
      </PageHeader>
      {list.codes.length === 0 ? null : (
        <FilterBar label={t("filter.label")}>
          <FilterSelect name="kind" label={t("columns.kind")} value={filter.kind} options={list.kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
          <FilterSelect name="code" label={t("filter.code")} value={filter.code} options={list.codes.map((value) => ({ value, label: value }))} />
        </FilterBar>
      )}
      {list.total === 0 ? (
        <EmptyState title={isFiltered ? t("empty.filtered") : t("empty.title")} action={<ButtonLink href={isFiltered ? base : `/projects/${slug}`}>{isFiltered ? t("empty.showAll") : t("empty.overview")}</ButtonLink>}>
          {t("empty.text")}
        </EmptyState>
      ) : (
        <>
          <FailureTable jobs={list.rows} slug={slug} />
          <Pagination page={page} pageSize={PAGE_SIZE} total={list.total} hrefFor={(to) => hrefWith(base, { ...search, page: to === 1 ? undefined : to })} />
        </>
      )}
    </ClientMessages>
  );
}
