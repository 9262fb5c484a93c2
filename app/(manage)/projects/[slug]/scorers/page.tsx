import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { listProjectScorers, SCORER_KINDS, ScorerFilter } from "#lib/scorer/index.ts";
import { listRuns } from "#lib/scoring-run/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { Input } from "../../../../_components/field.tsx";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { Pagination } from "../../../../_components/pagination.tsx";
import { pageTitle } from "../../../../_server/page-title.ts";
import { AutoRefresh } from "../../../_components/auto-refresh.tsx";
import { CountedTitle } from "../../../_components/counted-title.tsx";
import { FilterBar } from "../../../_components/filter-bar.tsx";
import { FilterSelect } from "../../../_components/filter-select.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { readPage, readSearch, type Search } from "../../../_server/search.ts";
import { hrefWith } from "../../../address.ts";
import { isGoing } from "./run-state.tsx";
import { RunTable } from "./run-table.tsx";
import { ScorerTable } from "./scorer-table.tsx";

export const generateMetadata = pageTitle("scorers");

const RUNS_SHOWN = 20;

function Filters({ filter }: { filter: ScorerFilter }) {
  const t = useTranslations("scorers");
  return (
    <FilterBar label={t("filter.label")}>
      <label className="col-span-2 flex min-w-0 flex-col gap-1 text-small text-ink-faint">
        {t("filter.text")}
        <Input type="search" name="text" defaultValue={filter.text ?? ""} className="h-8 text-ink sm:w-56" />
      </label>
      <FilterSelect name="kind" label={t("columns.kind")} value={filter.kind} options={SCORER_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
      <FilterSelect name="state" label={t("filter.state")} value={filter.state} options={(["used", "unused", "failed"] as const).map((value) => ({ value, label: t(`filter.${value}`) }))} />
    </FilterBar>
  );
}

export default async function ScorersPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Search }) {
  const t = await getTranslations("scorers");
  const titles = await getTranslations("titles");
  const { slug } = await params;
  const search = await readSearch(searchParams);
  const { actor, project, role } = await loadProject(slug);
  const filter = ScorerFilter.parse(search);
  const page = readPage(search);
  const [scorers, runs] = await Promise.all([listProjectScorers(actor, project.id, filter), listRuns(actor, project.id, { page, pageSize: RUNS_SHOWN })]);
  const base = `/projects/${slug}/scorers`;
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  const add =
    role === "OWNER" ? (
      <ButtonLink href={`${base}/new`} variant="primary">
        {t("add")}
      </ButtonLink>
    ) : null;
  return (
    <>
      <PageHeader title={<CountedTitle title={titles("scorers")} count={scorers.length} />} actions={
          <>
            <ButtonLink href={`${base}/teach`}>{titles("teach")}</ButtonLink>
            {add}
          </>
        }
      >
        {t("lead")}
      </PageHeader>
      {runs.rows.some((run) => isGoing(run.state)) ? <AutoRefresh everyMs={3_000} /> : null}
      {scorers.length > 0 || isFiltered ? <Filters filter={filter} /> : null}
      {scorers.length > 0 ? (
        <ScorerTable scorers={scorers} slug={slug} />
      ) : isFiltered ? (
        <EmptyState title={t("empty.filtered")} action={<ButtonLink href={base}>{t("empty.showAll")}</ButtonLink>} />
      ) : (
        <EmptyState title={t("empty.title")} action={add}>
          {t("empty.text")}
        </EmptyState>
      )}
      <SectionTitle title={t("runs.title")} count={runs.total}>
        {t("runs.lead")}
      </SectionTitle>
      {runs.rows.length === 0 ? (
        <p className="text-base text-ink-soft">{t("runs.none")}</p>
      ) : (
        <>
          <RunTable runs={runs.rows} slug={slug} />
          <Pagination page={page} pageSize={RUNS_SHOWN} total={runs.total} hrefFor={(to) => hrefWith(base, { ...search, page: to === 1 ? undefined : to })} />
        </>
      )}
    </>
  );
}
