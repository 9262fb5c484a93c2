import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getStudy, listParticipants, ParticipantFilter, studyAddress } from "#lib/recruiting/index.ts";
import { Badge } from "../../../../../../_components/badge.tsx";
import { EmptyState } from "../../../../../../_components/empty-state.tsx";
import { ButtonLink } from "../../../../../../_components/button.tsx";
import { formatCount } from "../../../../../../_components/english-figures.ts";
import { PageHeader } from "../../../../../../_components/page-header.tsx";
import { Pagination } from "../../../../../../_components/pagination.tsx";
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

export const metadata: Metadata = { title: "Study" };

const PAGE_SIZE = 50;

export default async function StudyPage({ params, searchParams }: { params: Promise<{ slug: string; id: string }>; searchParams: Search }) {
  const { slug, id } = await params;
  const search = await readSearch(searchParams);
  const { actor, project, role } = await loadProject(slug);
  if (role !== "OWNER") notFound();
  const study = await getStudy(actor, project.id, requireId(id)).catch((error: unknown) => refuse(error, slug));
  const filter = ParticipantFilter.parse(search);
  const page = readPage(search);
  const list = await listParticipants(actor, project.id, id, { filter, page, pageSize: PAGE_SIZE });
  const base = `/projects/${slug}/people/studies/${id}`;
  const taken = study.counts.STARTED + study.counts.COMPLETED;
  const names = [study.participantParameter, study.studyParameter, study.sessionParameter].filter((name) => name !== null);
  const actions = (
    <>
      <ButtonLink href={`/projects/${slug}/people/studies`} size="small" variant="ghost">
        All studies
      </ButtonLink>
      <StudyStateButton slug={slug} studyId={id} state={study.state} name={study.name} />
      <a href={`/api/v1/projects/${slug}/studies/${id}/participants`} download className="inline-flex h-9 items-center rounded-control border border-line-strong bg-surface px-3 text-base font-medium hover:bg-sunken">
        Download CSV
      </a>
    </>
  );
  return (
    <>
      <PageHeader title={study.name} actions={actions}>
        <Badge tone={study.phase === "open" ? "accent" : "neutral"}>{describePhase(study)}</Badge> {formatCount(taken)} of {formatCount(study.participantLimit)} places taken, {formatCount(study.judgmentsPerParticipant)} judgments each. Codes: completed <code className="font-mono">{study.completionCode}</code>, screened out{" "}
        <code className="font-mono">{study.screenOutCode}</code>
        {study.noConsentCode ? (
          <>
            , no consent <code className="font-mono">{study.noConsentCode}</code>
          </>
        ) : null}
        .
      </PageHeader>
      <LinkBuilder path={studyAddress(study)} token={study.token} names={names} isProlific={study.provider === "PROLIFIC"} />
      <SectionTitle title="Participants" count={list.total}>
        By pseudonym. The panel’s ids stand in the CSV alone; a whole id in the search finds its bearer.
      </SectionTitle>
      <ParticipantFilters filter={filter} />
      {list.rows.length === 0 ? (
        <EmptyState title={Object.keys(search).length > 0 ? "No participant matches" : "Nobody has come yet"} action={Object.keys(search).length > 0 ? <ButtonLink href={base}>Show all participants</ButtonLink> : null}>
          {Object.keys(search).length > 0 ? null : "Put the link above into the panel’s form and publish the study there."}
        </EmptyState>
      ) : (
        <>
          <ParticipantTable rows={list.rows} study={study} slug={slug} />
          <Pagination page={page} pageSize={PAGE_SIZE} total={list.total} hrefFor={(to) => hrefWith(base, { ...search, page: to })} />
        </>
      )}
      <SectionTitle title="Returned or timed out on the panel">Paste the ids that the panel’s page lists: their slots and places are free at once. Who has completed stays completed.</SectionTitle>
      <MarkForm slug={slug} studyId={id} />
      <SectionTitle title="Personal data">When everybody is paid, erase the panel’s ids. Pseudonyms and judgments stay, and nothing tells any more who they were. Close the study first.</SectionTitle>
      <EraseButton slug={slug} studyId={id} isClosed={study.phase === "closed"} />
    </>
  );
}
