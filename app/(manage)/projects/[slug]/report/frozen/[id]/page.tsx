import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { getFrozenReport } from "#lib/frozen-report/index.ts";
import { listTables, type ReportView } from "#lib/report/index.ts";
import { ClientMessages } from "../../../../../../_components/client-messages.tsx";
import { CopyButton } from "../../../../../../_components/copy-button.tsx";
import { useDimensionName } from "../../../../../../_components/dimension-name.ts";
import { useFigures } from "../../../../../../_components/use-figures.ts";
import { getFigures } from "../../../../../../_server/get-figures.ts";
import { pageTitle } from "../../../../../../_server/page-title.ts";
import { KnownFacts } from "../../../../../_components/known-facts.tsx";
import { SectionTitle } from "../../../../../_components/section-title.tsx";
import { SimulatedNotice } from "../../../../../_components/simulated-notice.tsx";
import { loadProject, refuse, requireId } from "../../../../../_server/load-project.ts";
import { hrefWith } from "../../../../../address.ts";
import { AgreementTable } from "../../agreement-table.tsx";
import { BenchmarkSection } from "../../benchmark-section.tsx";
import { BreakdownSection } from "../../breakdown-section.tsx";
import { DiagnosticsSection } from "../../diagnostics/diagnostics-section.tsx";
import { OrderSwapTable } from "../../diagnostics/order-swap-table.tsx";
import { GeneratorTable } from "../../generator-table.tsx";
import { Headline } from "../../headline.tsx";
import { MethodNote } from "../../method-note.tsx";
import { PrintButton } from "../../print-button.tsx";
import { ScorerTable } from "../../scorer-table.tsx";
import { SignificanceTable } from "../../significance-table.tsx";
import { TableLinks } from "../../table-links.tsx";

export const generateMetadata = pageTitle("frozenReport");

/** Details of every scorer in every dimension; the main one of the first scorer is open. */
function AllDetails({ report }: { report: ReportView }) {
  const t = useTranslations("report");
  const dimensionName = useDimensionName();
  return report.details.map((detail, at) => {
    const title = t("details.title", { scorer: detail.scorer.name, dimension: dimensionName(detail.dimension) });
    const isOpen = detail.dimension === report.mainDimension && report.details.findIndex(({ dimension }) => dimension === report.mainDimension) === at;
    return (
      <details key={`${detail.scorer.id} ${detail.dimension}`} open={isOpen} className="mt-6">
        <summary className="cursor-pointer text-lead font-semibold">{title}</summary>
        <div className="mt-3">
          <BreakdownSection report={report} detail={detail} />
          <DiagnosticsSection report={report} detail={detail} />
        </div>
      </details>
    );
  });
}

function Filters({ report: { filter } }: { report: ReportView }) {
  const t = useTranslations("report");
  const { sentenceGap } = useFigures();
  const parts = [t("people.label"), ": ", t(`people.${filter.people}`), "."];
  if (filter.taskTypes) parts.push(sentenceGap, t("filter.task"), ": ", filter.taskTypes.map((type) => type || t("noTaskType")).join(", "), ".");
  if (filter.origin) parts.push(sentenceGap, t("filter.origin"), ": ", t(`origins.${filter.origin}`), ".");
  return <>{parts.join("")}</>;
}

export default async function FrozenReportPage({ params }: { params: Promise<{ slug: string; id: string }> }) {
  const t = await getTranslations("report");
  const { formatMoment } = await getFigures();
  const { slug, id } = await params;
  const { actor } = await loadProject(slug);
  const frozen = await getFrozenReport(actor, slug, requireId(id)).catch((error: unknown) => refuse(error, slug));
  const { report } = frozen.content;
  const { progress } = report;
  const base = `/api/v1/projects/${slug}/report/frozen/${id}/tables`;
  return (
    <article>
      <Link href={`/projects/${slug}/report`} className="text-base text-ink-soft hover:text-ink" data-print="hide">
        ← {t("frozen.back")}
      </Link>
      <header className="mt-3 mb-4 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-title font-semibold tracking-tight">{frozen.name}</h1>
        <div className="flex flex-wrap items-center gap-2" data-print="hide">
          <ClientMessages areas={["report"]}>
            <PrintButton />
          </ClientMessages>
        </div>
      </header>
      <KnownFacts
        facts={[
          { name: t("frozen.at"), value: `${formatMoment(frozen.createdAt)} UTC` },
          { name: t("frozen.by"), value: frozen.createdBy },
          { name: t("frozen.version"), value: `Juxta ${frozen.softwareVersion}` },
          { name: t("frozen.filters"), value: <Filters report={report} /> },
          {
            name: t("frozen.hash"),
            value: (
              <span className="flex flex-wrap items-center gap-2">
                <code className="font-mono text-small break-all">{frozen.sha256}</code>
                <span data-print="hide">
                  <CopyButton text={frozen.sha256} label={t("frozen.copy")} />
                </span>
              </span>
            ),
          },
          { name: t("frozen.whole"), value: <a href={hrefWith(`${base}/whole`, { format: "json" })} download className="underline decoration-line-strong underline-offset-[3px]">{t("frozen.json")}</a> },
        ]}
      />
      <p className="my-4 max-w-prose text-base text-ink-soft">{t("frozen.note")}</p>
      <SimulatedNotice judgmentCount={progress.judgmentCount} simulatedCount={progress.simulatedJudgmentCount} className="mb-4" />
      <Headline report={report} />
      <SectionTitle title={t("scorers.title")}>{t("scorers.lead")}</SectionTitle>
      {report.benchmark.rows.length > 0 ? <BenchmarkSection report={report} /> : null}
      <ScorerTable report={report} />
      <SignificanceTable report={report} />
      <OrderSwapTable report={report} />
      <AllDetails report={report} />
      <GeneratorTable report={report} />
      <AgreementTable report={report} />
      <TableLinks tables={listTables(report)} hrefOf={(name, format) => hrefWith(`${base}/${name}`, { format })} />
      <MethodNote report={report} />
    </article>
  );
}
