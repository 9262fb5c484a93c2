import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { type ListedStudy, listStudies, studyAddress } from "#lib/recruiting/index.ts";
import { Badge } from "../../../../../_components/badge.tsx";
import { ButtonLink } from "../../../../../_components/button.tsx";
import { EmptyState } from "../../../../../_components/empty-state.tsx";
import { formatCount } from "../../../../../_components/english-figures.ts";
import { PageHeader } from "../../../../../_components/page-header.tsx";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { CountedTitle } from "../../../../_components/counted-title.tsx";
import { Door } from "../../../../_components/door.tsx";
import { loadProject } from "../../../../_server/load-project.ts";
import { CopyAddress } from "./copy-address.tsx";
import { StudyStateButton } from "./study-state-button.tsx";
import { describePhase } from "./words.ts";

export const metadata: Metadata = { title: "Studies" };

function Row({ study, slug }: { study: ListedStudy; slug: string }) {
  const { counts } = study;
  const ended = counts.RETURNED + counts.TIMED_OUT + counts.SCREENED_OUT;
  const base = `/projects/${slug}/people/studies/${study.id}`;
  return (
    <tr>
      <Td className="font-medium">
        <Door href={base}>{study.name}</Door>
      </Td>
      <Td className="hidden text-ink-soft sm:table-cell">{study.provider === "PROLIFIC" ? "Prolific" : "other panel"}</Td>
      <Td>
        <Badge tone={study.phase === "open" ? "accent" : "neutral"}>{describePhase(study)}</Badge>
      </Td>
      <Td numeric>
        <Door href={`${base}?state=STARTED`}>{formatCount(counts.STARTED)}</Door>
      </Td>
      <Td numeric>
        <Door href={`${base}?state=COMPLETED`}>{formatCount(counts.COMPLETED)}</Door> of {formatCount(study.participantLimit)}
      </Td>
      <Td numeric>{formatCount(ended)}</Td>
      <Td numeric>{formatCount(study.judgmentsPerParticipant)}</Td>
      <Td numeric>
        <span className="inline-flex gap-1">
          <CopyAddress path={studyAddress(study)} label="Copy link" />
          <StudyStateButton slug={slug} studyId={study.id} state={study.state} name={study.name} />
        </span>
      </Td>
    </tr>
  );
}

export default async function StudiesPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, project, role } = await loadProject(slug);
  if (role !== "OWNER") notFound();
  const studies = await listStudies(actor, project.id);
  const add = (
    <ButtonLink href={`/projects/${slug}/people/studies/new`} variant="primary">
      New study
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={<CountedTitle title="Studies" count={studies.length} />} actions={studies.length > 0 ? add : null}>
        A study lets in the people of a panel such as Prolific: under pseudonyms, for a set number of judgments, with a code at the end.
      </PageHeader>
      {studies.length === 0 ? (
        <EmptyState title="No study yet" action={add}>
          Make one, put its link into the panel’s form, and publish the study there.
        </EmptyState>
      ) : (
        <Table label="Studies">
          <thead>
            <tr>
              <Th>Name</Th>
              <Th className="hidden sm:table-cell">Panel</Th>
              <Th>State</Th>
              <Th numeric>At work</Th>
              <Th numeric>Completed</Th>
              <Th numeric title="Returned, timed out or screened out: their places are free again">
                Left
              </Th>
              <Th numeric>Judgments each</Th>
              <Th numeric aria-label="Actions" />
            </tr>
          </thead>
          <tbody>
            {studies.map((study) => (
              <Row key={study.id} study={study} slug={slug} />
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}
