import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { type ListedStudy, listStudies, studyAddress } from "#lib/recruiting/index.ts";
import { Badge } from "../../../../../_components/badge.tsx";
import { ButtonLink } from "../../../../../_components/button.tsx";
import { EmptyState } from "../../../../../_components/empty-state.tsx";
import { PageHeader } from "../../../../../_components/page-header.tsx";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { pageTitle } from "../../../../../_server/page-title.ts";
import { CountedTitle } from "../../../../_components/counted-title.tsx";
import { Door } from "../../../../_components/door.tsx";
import { loadProject } from "../../../../_server/load-project.ts";
import { CopyAddress } from "./copy-address.tsx";
import { PROLIFIC_NAME } from "./panel-name.ts";
import { StudyStateButton } from "./study-state-button.tsx";
import { describePhase } from "./words.ts";

export const generateMetadata = pageTitle("studies");

function Row({ study, slug }: { study: ListedStudy; slug: string }) {
  const t = useTranslations("studies");
  const figures = useFigures();
  const { formatCount } = figures;
  const { counts } = study;
  const ended = counts.RETURNED + counts.TIMED_OUT + counts.SCREENED_OUT;
  const base = `/projects/${slug}/people/studies/${study.id}`;
  return (
    <tr>
      <Td className="font-medium">
        <Door href={base}>{study.name}</Door>
      </Td>
      <Td className="hidden text-ink-soft sm:table-cell">{study.provider === "PROLIFIC" ? PROLIFIC_NAME : t("otherPanel")}</Td>
      <Td>
        <Badge tone={study.phase === "open" ? "accent" : "neutral"}>{describePhase(t, figures, study)}</Badge>
      </Td>
      <Td numeric>
        <Door href={`${base}?state=STARTED`}>{formatCount(counts.STARTED)}</Door>
      </Td>
      <Td numeric>
        {t.rich("completedOf", { completed: formatCount(counts.COMPLETED), places: formatCount(study.participantLimit), door: (number) => <Door href={`${base}?state=COMPLETED`}>{number}</Door> })}
      </Td>
      <Td numeric>{formatCount(ended)}</Td>
      <Td numeric>{formatCount(study.judgmentsPerParticipant)}</Td>
      <Td numeric>
        <span className="inline-flex gap-1">
          <CopyAddress path={studyAddress(study)} label={t("link.copy")} />
          <StudyStateButton slug={slug} studyId={study.id} state={study.state} name={study.name} />
        </span>
      </Td>
    </tr>
  );
}

export default async function StudiesPage({ params }: { params: Promise<{ slug: string }> }) {
  const t = await getTranslations("studies");
  const titles = await getTranslations("titles");
  const { slug } = await params;
  const { actor, project, role } = await loadProject(slug);
  if (role !== "OWNER") notFound();
  const studies = await listStudies(actor, project.id);
  const add = (
    <ButtonLink href={`/projects/${slug}/people/studies/new`} variant="primary">
      {t("new")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={<CountedTitle title={titles("studies")} count={studies.length} />} actions={studies.length > 0 ? add : null}>
        {t("lead")}
      </PageHeader>
      {studies.length === 0 ? (
        <EmptyState title={t("empty")} action={add}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        <Table label={titles("studies")}>
          <thead>
            <tr>
              <Th>{t("columns.name")}</Th>
              <Th className="hidden sm:table-cell">{t("columns.panel")}</Th>
              <Th>{t("columns.state")}</Th>
              <Th numeric>{t("columns.atWork")}</Th>
              <Th numeric>{t("columns.completed")}</Th>
              <Th numeric title={t("columns.leftWhy")}>
                {t("columns.left")}
              </Th>
              <Th numeric>{t("columns.judgments")}</Th>
              <Th numeric aria-label={t("columns.actions")} />
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
