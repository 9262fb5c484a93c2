import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { computeJudgingQuality } from "#lib/annotator/index.ts";
import { listFrozenReports } from "#lib/frozen-report/index.ts";
import { computeReport, listTables, readReportInput, type Report } from "#lib/report/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { ClientMessages } from "../../../../_components/client-messages.tsx";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { pageTitle } from "../../../../_server/page-title.ts";
import { Door } from "../../../_components/door.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { SimulatedNotice } from "../../../_components/simulated-notice.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { readPage, readSearch, type Search } from "../../../_server/search.ts";
import { type ComparisonChoice, comparisonsHref, hrefWith } from "../../../address.ts";
import { AgreementTable } from "./agreement-table.tsx";
import { BenchmarkSection } from "./benchmark-section.tsx";
import { BreakdownSection } from "./breakdown-section.tsx";
import { DisagreementGallery } from "./disagreement-gallery.tsx";
import { GeneratorTable } from "./generator-table.tsx";
import { DiagnosticsSection } from "./diagnostics/diagnostics-section.tsx";
import { OrderSwapTable } from "./diagnostics/order-swap-table.tsx";
import { FrozenList } from "./frozen-list.tsx";
import { Headline } from "./headline.tsx";
import { JudgingQuality } from "./judging-quality.tsx";
import { MethodNote } from "./method-note.tsx";
import { PrintButton } from "./print-button.tsx";
import type { ReportChoice } from "./report-address.ts";
import { ReportFilters } from "./report-filters.tsx";
import { SectionLinks } from "./section-links.tsx";
import { SignificanceTable } from "./significance-table.tsx";
import { TableLinks } from "./table-links.tsx";
import { ScorerTable } from "./scorer-table.tsx";

export const generateMetadata = pageTitle("report");

function ProgressLine({ report: { progress, project, people } }: { report: Report }) {
  const t = useTranslations("report");
  const { counted, formatCount, sentenceGap } = useFigures();
  const doorTo = (href: string) => (chunks: ReactNode) => <Door href={href}>{chunks}</Door>;
  const to = (filter: ComparisonChoice) => doorTo(comparisonsHref(project.slug, { people, ...filter }));
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

/** What the address chooses; what is no such thing is left out. */
function readChoice(search: Record<string, string>): ReportChoice {
  const { people, task, origin, dimension, scorer, scorers } = search;
  return { people, task, origin, dimension, scorer, scorers };
}

function Details({ report, task }: { report: Report; task?: string }) {
  const t = useTranslations("report");
  const dimensionName = useDimensionName();
  const [detail] = report.details;
  if (!detail) return null;
  return (
    <section id="details" className="scroll-mt-28">
      <SectionTitle title={t("details.title", { scorer: detail.scorer.name, dimension: dimensionName(detail.dimension) })}>{t("details.lead")}</SectionTitle>
      <BreakdownSection report={report} detail={detail} task={task} />
      <DiagnosticsSection report={report} detail={detail} task={task} />
    </section>
  );
}

export default async function ReportPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Search }) {
  const t = await getTranslations("report");
  const titles = await getTranslations("titles");
  const { slug } = await params;
  const search = await readSearch(searchParams);
  const { actor, project } = await loadProject(slug);
  const choice = readChoice(search);
  const page = readPage(search);
  const report = await computeReport(actor, slug, { ...readReportInput(choice), page });
  const { progress } = report;
  const [quality, frozen] = await Promise.all([computeJudgingQuality(actor, project, report.people), listFrozenReports(actor, project.id)]);
  return (
    <article>
      <header className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-base font-medium text-ink-soft">
          {titles("report")} <span className="hidden print:inline">{t("onProject", { project: project.name })}</span>
        </h1>
        <div className="flex flex-wrap items-center gap-2" data-print="hide">
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
          {project.isDemo ? <p className="mt-2 max-w-prose text-small text-ink-faint">{t("demoNote")}</p> : null}
          <SectionLinks />
          <ReportFilters report={report} choice={choice} />
          <section id="scorers" className="scroll-mt-28">
            <SectionTitle title={t("scorers.title")}>{t("scorers.lead")}</SectionTitle>
            {report.benchmark.rows.length > 0 ? <BenchmarkSection report={report} /> : null}
            <ScorerTable report={report} task={choice.task} />
            <SignificanceTable report={report} task={choice.task} />
            <OrderSwapTable report={report} />
          </section>
          <Details report={report} task={choice.task} />
          <section id="generators" className="scroll-mt-28">
            <GeneratorTable report={report} task={choice.task} />
          </section>
          <section id="agreement" className="scroll-mt-28">
            <AgreementTable report={report} task={choice.task} />
          </section>
          <section id="quality" className="scroll-mt-28">
            <JudgingQuality project={project} quality={quality} />
          </section>
          <DisagreementGallery report={report} actorId={actor.userId} search={search} page={page} />
          <section id="tables" className="scroll-mt-28">
            <TableLinks tables={listTables(report)} hrefOf={(name, format) => hrefWith(`/api/v1/projects/${slug}/report/tables/${name}`, { ...choice, format })} />
            <FrozenList slug={slug} frozen={frozen} choice={choice} />
          </section>
          <section id="method" className="scroll-mt-28">
            <MethodNote report={report} />
          </section>
        </>
      )}
    </article>
  );
}
