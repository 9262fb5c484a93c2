import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { computeJudgingQuality } from "#lib/annotator/index.ts";
import { PEOPLE_FILTERS, type PeopleFilter } from "#lib/consensus/index.ts";
import type { DimensionName } from "#lib/project/index.ts";
import { computeReport, type Report } from "#lib/report/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { ClientMessages } from "../../../../_components/client-messages.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { pageTitle } from "../../../../_server/page-title.ts";
import { Door } from "../../../_components/door.tsx";
import { SimulatedNotice } from "../../../_components/simulated-notice.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { readPage, readSearch, type Search } from "../../../_server/search.ts";
import { comparisonsHref } from "../../../address.ts";
import { AgreementTable } from "./agreement-table.tsx";
import { DisagreementGallery } from "./disagreement-gallery.tsx";
import { GeneratorTable } from "./generator-table.tsx";
import { Headline } from "./headline.tsx";
import { JudgingQuality } from "./judging-quality.tsx";
import { MethodNote } from "./method-note.tsx";
import { PeopleSwitch } from "./people-switch.tsx";
import { PrintButton } from "./print-button.tsx";
import { ScorerTable } from "./scorer-table.tsx";

export const generateMetadata = pageTitle("report");

function ProgressLine({ report: { progress, project, people } }: { report: Report }) {
  const t = useTranslations("report");
  const { counted, formatCount, sentenceGap } = useFigures();
  const doorTo = (href: string) => (chunks: ReactNode) => <Door href={href}>{chunks}</Door>;
  const to = (filter: Parameters<typeof comparisonsHref>[1]) => doorTo(comparisonsHref(project.slug, { people, ...filter }));
  return (
    <p className="mt-3 max-w-4xl text-base text-ink-soft">
      {t.rich("progress.comparisons", {
        judged: to({ state: "judged" }),
        all: to({}),
        full: to({ state: "full" }),
        decided: to({ state: "decided" }),
        judgedShown: formatCount(progress.judgedCount),
        allShown: formatCount(progress.comparisonCount),
        fullShown: formatCount(progress.fullCount),
        decidedShown: formatCount(progress.decidedCount),
        overlap: project.overlapMax === null ? formatCount(project.overlap) : t("progress.range", { least: project.overlap, most: project.overlapMax }),
      })}
      {progress.ambiguousCount > 0 ? sentenceGap : null}
      {progress.ambiguousCount > 0 ? t.rich("progress.ambiguous", { ...counted(progress.ambiguousCount), door: to({ state: "ambiguous" }) }) : null}
      {sentenceGap}
      {t.rich("progress.judgments", {
        people: doorTo(`/projects/${project.slug}/people`),
        judgments: formatCount(progress.judgmentCount),
        ...counted(progress.peopleCount),
        simulated: progress.simulatedAnnotatorCount,
        simulatedShown: formatCount(progress.simulatedAnnotatorCount),
        leftOut: progress.leftOutCount,
        leftOutShown: formatCount(progress.leftOutCount),
      })}
    </p>
  );
}

function readInput(search: Record<string, string>, dimensions: readonly DimensionName[]) {
  const people: PeopleFilter = PEOPLE_FILTERS.find((option) => option === search.people) ?? "all";
  return { people, dimension: dimensions.find((dimension) => dimension === search.dimension), scorer: search.scorer, page: readPage(search) };
}

export default async function ReportPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Search }) {
  const t = await getTranslations("report");
  const titles = await getTranslations("titles");
  const { slug } = await params;
  const search = await readSearch(searchParams);
  const { actor, project } = await loadProject(slug);
  const input = readInput(search, project.dimensions);
  const report = await computeReport(actor, slug, input);
  const { progress } = report;
  const quality = await computeJudgingQuality(actor, project, report.people);
  return (
    <article>
      <header className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-base font-medium text-ink-soft">
          {titles("report")} <span className="hidden print:inline">{t("onProject", { project: project.name })}</span>
        </h1>
        <div className="flex flex-wrap items-center gap-2" data-print="hide">
          <PeopleSwitch slug={slug} people={report.people} />
          <ClientMessages areas={["report"]}>
            <PrintButton />
          </ClientMessages>
        </div>
      </header>
      <SimulatedNotice judgmentCount={progress.judgmentCount} simulatedCount={progress.simulatedJudgmentCount} className="mb-4" />
      <Headline report={report} />
      {progress.judgmentCount === 0 ? (
        <div className="mt-6">
          <EmptyState title={report.people === "all" ? t("empty.all") : t("empty.some")} action={report.people === "all" ? <ButtonLink href={`/projects/${slug}/people`} variant="primary">{t("empty.invite")}</ButtonLink> : <ButtonLink href={`/projects/${slug}/report`}>{t("empty.everybody")}</ButtonLink>}>
            {t("empty.text")}
          </EmptyState>
        </div>
      ) : (
        <>
          <ProgressLine report={report} />
          {project.isDemo ? (
            <p className="mt-2 max-w-prose text-small text-ink-faint">{t("demoNote")}</p>
          ) : null}
          <ScorerTable report={report} />
          <GeneratorTable report={report} />
          <AgreementTable report={report} />
          <JudgingQuality project={project} quality={quality} />
          <DisagreementGallery report={report} actorId={actor.userId} search={search} page={input.page} />
          <MethodNote report={report} />
        </>
      )}
    </article>
  );
}
