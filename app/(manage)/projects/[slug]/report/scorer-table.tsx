import { useTranslations } from "next-intl";
import type { Estimate, ScorerAccuracy } from "#lib/evaluation/index.ts";
import { judgesOf, type ReportView } from "#lib/report/index.ts";
import { SimulatedMark } from "../../../../_components/badge.tsx";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { Notice } from "../../../../_components/notice.tsx";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { IntervalBar } from "../../../_components/interval-bar.tsx";
import { LearnedNote } from "../../../_components/learned-note.tsx";
import { behind } from "./report-address.ts";

/** A share with its interval below it, so that a row of many stays narrow. */
export function ShareCell({ estimate, href }: { estimate: Estimate; href?: string }) {
  const { formatPercent, formatPercentInterval } = useFigures();
  return (
    <Td numeric>
      {href ? <Door href={href}>{formatPercent(estimate.value)}</Door> : formatPercent(estimate.value)}
      {estimate.interval ? <span className="block text-[11px] leading-tight text-ink-faint">{formatPercentInterval(estimate.interval)}</span> : null}
    </Td>
  );
}

function Row({ row, report, task }: { row: ScorerAccuracy; report: ReportView; task?: string }) {
  const t = useTranslations("report");
  const { formatCount, formatNumber, formatPercent } = useFigures();
  const dimensionName = useDimensionName();
  const list = behind(report, task);
  const to = (filter: Parameters<typeof list>[0]) => list({ dimension: row.dimension, scorer: row.scorerId, ...filter });
  const { macro, pooled } = row.strict;
  return (
    <tr>
      <Td className="font-medium whitespace-nowrap">{dimensionName(row.dimension)}</Td>
      <ShareCell estimate={macro} />
      <ShareCell estimate={pooled} href={to({ scored: "agrees" })} />
      <Td className="w-[200px] min-w-[200px]">
        <IntervalBar value={pooled.value} interval={pooled.interval} reference={row.ceiling.value} referenceName={t("scorers.reference")} />
      </Td>
      <ShareCell estimate={row.halfCredit.macro} />
      <ShareCell estimate={row.halfCredit.pooled} />
      <ShareCell estimate={row.tieCalibrated} />
      <ShareCell estimate={row.ceiling} href={to({ consensus: "CLEAR" })} />
      <Td numeric>
        {formatNumber(row.ratio.value)}
        {row.ratio.interval ? <span className="block text-[11px] leading-tight text-ink-faint">{`${formatNumber(row.ratio.interval.low)}–${formatNumber(row.ratio.interval.high)}`}</span> : null}
      </Td>
      <Td numeric>
        <Door href={to({ consensus: "CLEAR" })}>{formatCount(row.n)}</Door>
      </Td>
      <Td numeric>{row.equalCount > 0 ? <Door href={to({ scored: "equal" })}>{formatCount(row.equalCount)}</Door> : "0"}</Td>
      <Td numeric>{row.missingCount > 0 ? <Door href={to({ scored: "missing" })}>{formatPercent(row.coverage)}</Door> : formatPercent(row.coverage)}</Td>
    </tr>
  );
}

function Columns() {
  const t = useTranslations("report");
  return (
    <thead>
      <tr>
        <Th>{t("columns.dimension")}</Th>
        <Th numeric title={t("scorers.byTaskWhy")}>
          {t("scorers.strictMacro")}
        </Th>
        <Th numeric title={t("scorers.pooledWhy")}>
          {t("scorers.strictPooled")}
        </Th>
        <Th>
          <span className="flex justify-between font-normal">
            <span>0</span>
            <span>50</span>
            <span>{t("axis.full")}</span>
          </span>
        </Th>
        <Th numeric title={t("scorers.halfCreditWhy")}>
          {t("scorers.halfMacro")}
        </Th>
        <Th numeric title={t("scorers.halfCreditWhy")}>
          {t("scorers.halfPooled")}
        </Th>
        <Th numeric title={t("scorers.tieCalibratedWhy")}>
          {t("scorers.tieCalibrated")}
        </Th>
        <Th numeric title={t("scorers.ceilingWhy")}>
          <span aria-hidden className="mr-1 inline-block size-2 rotate-45 bg-series-2" />
          {t("columns.ceiling")}
        </Th>
        <Th numeric title={t("scorers.ratioWhy")}>
          {t("scorers.ratio")}
        </Th>
        <Th numeric>{t("columns.n")}</Th>
        <Th numeric>{t("scorers.equal")}</Th>
        <Th numeric title={t("scorers.coverageWhy")}>
          {t("scorers.coverage")}
        </Th>
      </tr>
    </thead>
  );
}

function ScorerPart({ rows, report, task }: { rows: ScorerAccuracy[]; report: ReportView; task?: string }) {
  const t = useTranslations("report");
  const [first] = rows;
  if (!first) return null;
  const totals = { judgmentCount: first.judgmentCount, simulatedCount: first.simulatedCount };
  const learned = report.learnedFrom.find(({ scorerId }) => scorerId === first.scorerId);
  return (
    <section className="mb-6">
      <h3 className="mb-1 flex flex-wrap items-center gap-2 text-base font-semibold">
        {t("scorers.against", { scorer: first.name, judges: judgesOf(totals) })}
        <code className="font-mono text-small font-normal text-ink-faint">{first.hash.slice(0, 8)}</code>
        {first.simulatedCount > 0 ? <SimulatedMark /> : null}
      </h3>
      {learned ? <LearnedNote slug={report.project.slug} learned={learned} /> : null}
      <Table label={t("scorers.table", { scorer: first.name })} className="tabular-nums">
        <Columns />
        <tbody>
          {rows.map((row) => (
            <Row key={row.dimension} row={row} report={report} task={task} />
          ))}
        </tbody>
      </Table>
    </section>
  );
}

/** How far each scorer agrees with people, by dimension. */
export function ScorerTable({ report, task }: { report: ReportView; task?: string }) {
  const t = useTranslations("report");
  const versions = [...new Set(report.scorers.map((row) => row.scorerId))];
  return (
    <>
      {versions.length === 0 ? <Notice>{t("scorers.none")}</Notice> : null}
      {versions.map((version) => (
        <ScorerPart key={version} rows={report.scorers.filter((row) => row.scorerId === version)} report={report} task={task} />
      ))}
    </>
  );
}
