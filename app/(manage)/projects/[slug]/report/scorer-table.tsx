import { useTranslations } from "next-intl";
import { judgesOf, type Report } from "#lib/report/index.ts";
import { SimulatedMark } from "../../../../_components/badge.tsx";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { Notice } from "../../../../_components/notice.tsx";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { IntervalBar } from "../../../_components/interval-bar.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { comparisonsHref } from "../../../address.ts";

type ScorerRow = Report["scorers"][number];

function Row({ row, report }: { row: ScorerRow; report: Report }) {
  const t = useTranslations("report");
  const { formatCount, formatPercent, formatPercentInterval } = useFigures();
  const dimensionName = useDimensionName();
  const ceiling = report.dimensions.find((summary) => summary.dimension === row.dimension)?.ceiling;
  const to = (filter: Parameters<typeof comparisonsHref>[1]) => comparisonsHref(report.project.slug, { people: report.people, dimension: row.dimension, scorer: row.scorerVersionId, ...filter });
  return (
    <tr>
      <Td className="font-medium whitespace-nowrap">{dimensionName(row.dimension)}</Td>
      <Td numeric>
        <Door href={to({ scored: "agrees" })}>{formatPercent(row.strict)}</Door>
      </Td>
      <Td numeric className="text-ink-soft">
        {formatPercentInterval(row.interval)}
      </Td>
      <Td className="w-[256px] min-w-[256px]">
        <IntervalBar value={row.strict} interval={row.interval} reference={ceiling?.value} referenceName={t("scorers.reference")} />
      </Td>
      <Td numeric>
        <Door href={to({ consensus: "CLEAR" })}>{formatCount(row.n)}</Door>
      </Td>
      <Td numeric>{formatPercent(row.halfCredit)}</Td>
      <Td numeric>{formatPercent(row.macro.strict)}</Td>
      <Td numeric>
        <Door href={to({ state: "twice" })}>{formatPercent(ceiling?.value)}</Door>
      </Td>
      <Td numeric>
        {row.coverage !== null && row.coverage < 1 ? <Door href={to({ scored: "missing" })}>{formatPercent(row.coverage)}</Door> : formatPercent(row.coverage)}
      </Td>
    </tr>
  );
}

function ScorerPart({ rows, report }: { rows: ScorerRow[]; report: Report }) {
  const t = useTranslations("report");
  const [first] = rows;
  if (!first) return null;
  const totals = { judgmentCount: first.judgmentCount, simulatedCount: first.simulatedCount };
  return (
    <section className="mb-6">
      <h3 className="mb-1 flex flex-wrap items-center gap-2 text-base font-semibold">
        {t("scorers.against", { scorer: first.name, judges: judgesOf(totals) })}
        {first.simulatedCount > 0 ? <SimulatedMark /> : null}
      </h3>
      <Table label={t("scorers.table", { scorer: first.name })}>
        <thead>
          <tr>
            <Th>{t("columns.dimension")}</Th>
            <Th numeric>{t("scorers.accuracy")}</Th>
            <Th numeric>{t("columns.interval")}</Th>
            <Th>
              <span className="flex w-[240px] justify-between font-normal">
                <span>0</span>
                <span>50</span>
                <span>{t("axis.full")}</span>
              </span>
            </Th>
            <Th numeric>{t("columns.n")}</Th>
            <Th numeric title={t("scorers.halfCreditWhy")}>
              {t("scorers.halfCredit")}
            </Th>
            <Th numeric title={t("scorers.byTaskWhy")}>
              {t("scorers.byTask")}
            </Th>
            <Th numeric title={t("scorers.ceilingWhy")}>
              <span aria-hidden className="mr-1 inline-block size-2 rotate-45 bg-series-2" />
              {t("columns.ceiling")}
            </Th>
            <Th numeric title={t("scorers.coverageWhy")}>
              {t("scorers.coverage")}
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.dimension} row={row} report={report} />
          ))}
        </tbody>
      </Table>
    </section>
  );
}

/** How far each scorer agrees with people, by dimension. */
export function ScorerTable({ report }: { report: Report }) {
  const t = useTranslations("report");
  const versions = [...new Set(report.scorers.map((row) => row.scorerVersionId))];
  return (
    <>
      <SectionTitle title={t("scorers.title")}>{t("scorers.lead")}</SectionTitle>
      {versions.length === 0 ? <Notice>{t("scorers.none")}</Notice> : null}
      {versions.map((version) => (
        <ScorerPart key={version} rows={report.scorers.filter((row) => row.scorerVersionId === version)} report={report} />
      ))}
    </>
  );
}
