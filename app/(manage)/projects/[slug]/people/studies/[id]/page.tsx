import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { getStudy, type ListedStudy, listParticipants, ParticipantFilter, studyAddress } from "#lib/recruiting/index.ts";
import { Badge } from "../../../../../../_components/badge.tsx";
import { EmptyState } from "../../../../../../_components/empty-state.tsx";
import { ButtonLink } from "../../../../../../_components/button.tsx";
import { PageHeader } from "../../../../../../_components/page-header.tsx";
import { Pagination } from "../../../../../../_components/pagination.tsx";
import { useFigures } from "../../../../../../_components/use-figures.ts";
import { pageTitle } from "../../../../../../_server/page-title.ts";
import { SectionTitle } from "../../../../../_components/section-title.tsx";
import { loadProject, refuse, requireId } from "../../../../../_server/load-project.ts";
import { readPage, readSearch, type Search } from "../../../../../_server/search.ts";
import { hrefWith } from "../../../../../address.ts";
import { StudyStateButton } from "../study-state-button.tsx";
import { describePhase } from "../words.ts";
import { EraseButton } from "./erase-button.tsx";
import { LinkBuilder } from "./link-builder.tsx";
import { MarkForm } from "./mark-form.tsx";
import { ParticipantFilters } from "./participant-filters.tsx";
import { ParticipantTable } from "./participant-table.tsx";

export const generateMetadata = pageTitle("study");

const PAGE_SIZE = 50;

/** Whether it lets people in, its places, and its codes. */
function Summary({ study }: { study: ListedStudy }) {
  const t = useTranslations("studies");
  const figures = useFigures();
  const { formatCount, sentenceGap } = figures;
  const places = { taken: formatCount(study.counts.STARTED + study.counts.COMPLETED), places: formatCount(study.participantLimit), judgments: formatCount(study.judgmentsPerParticipant) };
  const code = (value: string | null) => () => <code className="font-mono">{value}</code>;
  const codes = { completed: code(study.completionCode), screenedOut: code(study.screenOutCode), noConsent: code(study.noConsentCode) };
  return (
    <>
      <Badge tone={study.phase === "open" ? "accent" : "neutral"}>{describePhase(t, figures, study)}</Badge> {t("summary.places", places)}
      {sentenceGap}
      {t.rich(study.noConsentCode === null ? "summary.codes" : "summary.codesWithNoConsent", codes)}
    </>
  );
}

export default async function StudyPage({ params, searchParams }: { params: Promise<{ slug: string; id: string }>; searchParams: Search }) {
  const t = await getTranslations("studies");
  const { slug, id } = await params;
  const search = await readSearch(searchParams);
  const { actor, project, role } = await loadProject(slug);
  if (role !== "OWNER") notFound();
  const study = await getStudy(actor, project.id, requireId(id)).catch((error: unknown) => refuse(error, slug));
  const filter = ParticipantFilter.parse(search);
  const page = readPage(search);
  const list = await listParticipants(actor, project.id, id, { filter, page, pageSize: PAGE_SIZE });
  const base = `/projects/${slug}/people/studies/${id}`;
  const names = [study.participantParameter, study.studyParameter, study.sessionParameter].filter((name) => name !== null);
  const actions = (
    <>
      <ButtonLink href={`/projects/${slug}/people/studies`} size="small" variant="ghost">
        {t("all")}
      </ButtonLink>
      <ButtonLink href={`${base}/edit`} size="small" variant="ghost">
        {t("edit.open")}
      </ButtonLink>
      <StudyStateButton slug={slug} studyId={id} state={study.state} name={study.name} />
      <a href={`/api/v1/projects/${slug}/studies/${id}/participants`} download className="inline-flex h-9 items-center rounded-control border border-line-strong bg-surface px-3 text-base font-medium hover:bg-sunken">
        {t("download")}
      </a>
    </>
  );
  return (
    <>
      <PageHeader title={study.name} actions={actions}>
        <Summary study={study} />
      </PageHeader>
      <LinkBuilder path={studyAddress(study)} token={study.token} names={names} isProlific={study.provider === "PROLIFIC"} />
      <SectionTitle title={t("participants.title")} count={list.total}>
        {t("participants.lead")}
      </SectionTitle>
      <ParticipantFilters filter={filter} />
      {list.rows.length === 0 ? (
        <EmptyState title={Object.keys(search).length > 0 ? t("participants.noneMatches") : t("participants.empty")} action={Object.keys(search).length > 0 ? <ButtonLink href={base}>{t("participants.showAll")}</ButtonLink> : null}>
          {Object.keys(search).length > 0 ? null : t("participants.emptyText")}
        </EmptyState>
      ) : (
        <>
          <ParticipantTable rows={list.rows} study={study} slug={slug} />
          <Pagination page={page} pageSize={PAGE_SIZE} total={list.total} hrefFor={(to) => hrefWith(base, { ...search, page: to })} />
        </>
      )}
      <SectionTitle title={t("mark.title")}>{t("mark.lead")}</SectionTitle>
      <MarkForm slug={slug} studyId={id} />
      <SectionTitle title={t("erase.title")}>{t("erase.lead")}</SectionTitle>
      <EraseButton slug={slug} studyId={id} isClosed={study.phase === "closed"} />
    </>
  );
}
