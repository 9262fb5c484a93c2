import { useTranslations } from "next-intl";
import type { AgreementFigure, AgreementRow } from "#lib/agreement/index.ts";
import { judgesOf, type ReportView } from "#lib/report/index.ts";
import { SimulatedMark } from "../../../../_components/badge.tsx";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { behind } from "./report-address.ts";
import { ShareCell } from "./scorer-table.tsx";

function Coefficient({ figure }: { figure: AgreementFigure }) {
  const { formatNumber } = useFigures();
  return (
    <Td numeric>
      {formatNumber(figure.value)}
      {figure.interval ? <span className="block text-[11px] leading-tight text-ink-faint">{`${formatNumber(figure.interval.low)}–${formatNumber(figure.interval.high)}`}</span> : null}
    </Td>
  );
}

function ConsensusCells({ row, report, task }: { row: AgreementRow; report: ReportView; task?: string }) {
  const { formatCount } = useFigures();
  const counts = report.consensus.find(({ dimension }) => dimension === row.dimension);
  const list = behind(report, task);
  const to = (filter: Parameters<typeof list>[0]) => list({ dimension: row.dimension, ...filter });
  if (!counts) return null;
  return (
    <>
      <Td numeric>
        <Door href={to({ consensus: "CLEAR" })}>{formatCount(counts.a + counts.b)}</Door>
      </Td>
      <Td numeric>
        <Door href={to({ consensus: "TIE" })}>{formatCount(counts.tie)}</Door>
      </Td>
      <Td numeric>
        <Door href={to({ consensus: "UNDECIDED" })}>{formatCount(counts.undecided)}</Door>
      </Td>
      <Td numeric>
        <Door href={to({ state: "adjudicated" })}>{formatCount(counts.adjudicated)}</Door>
      </Td>
    </>
  );
}

function Row({ row, report, task, isTask }: { row: AgreementRow; report: ReportView; task?: string; isTask: boolean }) {
  const t = useTranslations("report");
  const { formatCount } = useFigures();
  const dimensionName = useDimensionName();
  const list = behind(report, task);
  const own = isTask ? { task: row.taskType ?? "none" } : {};
  return (
    <tr>
      <Td className="font-medium whitespace-nowrap">
        {isTask ? (row.taskType ?? t("noTaskType")) : dimensionName(row.dimension)} {row.simulatedCount > 0 ? <SimulatedMark count={row.simulatedCount} /> : null}
      </Td>
      {isTask ? null : <ConsensusCells row={row} report={report} task={task} />}
      <Td numeric>{formatCount(row.judgmentCount)}</Td>
      <Td numeric>{formatCount(row.skipCount)}</Td>
      <Td numeric>
        <Door href={list({ dimension: row.dimension, state: "twice", ...own })}>{formatCount(row.pairedCount)}</Door>
      </Td>
      <ShareCell estimate={row.percent} />
      <Coefficient figure={row.alpha} />
      <Coefficient figure={row.ordinalAlpha} />
      <Coefficient figure={row.ac1} />
      <ShareCell estimate={row.ceiling} />
      <ShareCell estimate={row.tieShare} />
    </tr>
  );
}

function Columns({ isTask }: { isTask: boolean }) {
  const t = useTranslations("report");
  return (
    <thead>
      <tr>
        <Th>{isTask ? t("breakdown.by.taskType") : t("columns.dimension")}</Th>
        {isTask ? null : (
          <>
            <Th numeric>{t("agreement.clear")}</Th>
            <Th numeric>{t("columns.equal")}</Th>
            <Th numeric>{t("agreement.undecided")}</Th>
            <Th numeric title={t("agreement.adjudicatedWhy")}>
              {t("agreement.adjudicated")}
            </Th>
          </>
        )}
        <Th numeric>{t("agreement.answers")}</Th>
        <Th numeric>{t("agreement.skipped")}</Th>
        <Th numeric title={t("agreement.pairedWhy")}>
          {t("agreement.paired")}
        </Th>
        <Th numeric title={t("agreement.pairwiseWhy")}>
          {t("agreement.pairwise")}
        </Th>
        <Th numeric>{t("agreement.alpha")}</Th>
        <Th numeric title={t("agreement.ordinalWhy")}>
          {t("agreement.ordinal")}
        </Th>
        <Th numeric title={t("agreement.ac1Why")}>
          {t("agreement.ac1")}
        </Th>
        <Th numeric title={t("agreement.ceilingWhy")}>
          {t("columns.ceiling")}
        </Th>
        <Th numeric>{t("agreement.ties")}</Th>
      </tr>
    </thead>
  );
}

/** What people say and how far they agree with each other, by dimension and by task type. */
export function AgreementTable({ report, task }: { report: ReportView; task?: string }) {
  const t = useTranslations("report");
  const dimensionName = useDimensionName();
  const totals = { judgmentCount: report.progress.judgmentCount, simulatedCount: report.progress.simulatedJudgmentCount };
  const { overall, byTaskType } = report.agreement;
  return (
    <>
      <SectionTitle title={t("agreement.title")}>{t("agreement.lead", { judges: judgesOf(totals) })}</SectionTitle>
      <Table label={t("agreement.table")} className="tabular-nums">
        <Columns isTask={false} />
        <tbody>
          {overall.map((row) => (
            <Row key={row.dimension} row={row} report={report} task={task} isTask={false} />
          ))}
        </tbody>
      </Table>
      {overall.map(({ dimension }) => {
        const rows = byTaskType.filter((row) => row.dimension === dimension);
        return rows.length < 2 ? null : (
          <details key={dimension} className="mt-3">
            <summary className="cursor-pointer text-base text-ink-soft underline decoration-line-strong underline-offset-[3px] hover:text-ink">{t("agreement.byTask", { dimension: dimensionName(dimension) })}</summary>
            <div className="mt-2">
              <Table label={t("agreement.byTask", { dimension: dimensionName(dimension) })} className="tabular-nums">
                <Columns isTask />
                <tbody>
                  {rows.map((row) => (
                    <Row key={row.taskType ?? ""} row={row} report={report} task={task} isTask />
                  ))}
                </tbody>
              </Table>
            </div>
          </details>
        );
      })}
    </>
  );
}
