import { useTranslations } from "next-intl";
import { judgesOf, type Report } from "#lib/report/index.ts";
import { SimulatedMark } from "../../../../_components/badge.tsx";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { comparisonsHref } from "../../../address.ts";

type Summary = Report["dimensions"][number];

function Row({ summary, report }: { summary: Summary; report: Report }) {
  const { formatCount, formatNumber, formatPercent, formatPercentInterval } = useFigures();
  const dimensionName = useDimensionName();
  const { dimension, consensus, agreement, ceiling } = summary;
  const to = (filter: Parameters<typeof comparisonsHref>[1]) => comparisonsHref(report.project.slug, { people: report.people, dimension, ...filter });
  return (
    <tr>
      <Td className="font-medium whitespace-nowrap">
        {dimensionName(dimension)} {summary.simulatedCount > 0 ? <SimulatedMark count={summary.simulatedCount} /> : null}
      </Td>
      <Td numeric>
        <Door href={to({ consensus: "CLEAR" })}>{formatCount(consensus.a + consensus.b)}</Door>
      </Td>
      <Td numeric>
        <Door href={to({ consensus: "TIE" })}>{formatCount(consensus.tie)}</Door>
      </Td>
      <Td numeric>
        <Door href={to({ consensus: "UNDECIDED" })}>{formatCount(consensus.undecided)}</Door>
      </Td>
      <Td numeric>
        <Door href={to({ state: "adjudicated" })}>{formatCount(consensus.adjudicated)}</Door>
      </Td>
      <Td numeric>{formatCount(summary.judgmentCount)}</Td>
      <Td numeric>{formatCount(summary.skipCount)}</Td>
      <Td numeric>
        {formatPercent(agreement.value)} <span className="text-ink-soft">({formatPercentInterval(agreement.interval, 0)})</span>
      </Td>
      <Td numeric>{formatNumber(summary.alpha)}</Td>
      <Td numeric>
        {formatPercent(ceiling.value)} <span className="text-ink-soft">({formatPercentInterval(ceiling.interval, 0)})</span>
      </Td>
      <Td numeric>
        <Door href={to({ state: "twice" })}>{formatCount(agreement.n)}</Door>
      </Td>
    </tr>
  );
}

/** What people say and how far they agree with each other, by dimension. */
export function AgreementTable({ report }: { report: Report }) {
  const t = useTranslations("report");
  const totals = { judgmentCount: report.progress.judgmentCount, simulatedCount: report.progress.simulatedJudgmentCount };
  return (
    <>
      <SectionTitle title={t("agreement.title")}>{t("agreement.lead", { judges: judgesOf(totals) })}</SectionTitle>
      <Table label={t("agreement.table")}>
        <thead>
          <tr>
            <Th>{t("columns.dimension")}</Th>
            <Th numeric>{t("agreement.clear")}</Th>
            <Th numeric>{t("columns.equal")}</Th>
            <Th numeric>{t("agreement.undecided")}</Th>
            <Th numeric title={t("agreement.adjudicatedWhy")}>
              {t("agreement.adjudicated")}
            </Th>
            <Th numeric>{t("agreement.answers")}</Th>
            <Th numeric>{t("agreement.skipped")}</Th>
            <Th numeric title={t("agreement.pairwiseWhy")}>
              {t("agreement.pairwise")}
            </Th>
            <Th numeric>{t("agreement.alpha")}</Th>
            <Th numeric title={t("agreement.ceilingWhy")}>
              {t("columns.ceiling")}
            </Th>
            <Th numeric>{t("columns.n")}</Th>
          </tr>
        </thead>
        <tbody>
          {report.dimensions.map((summary) => (
            <Row key={summary.dimension} summary={summary} report={report} />
          ))}
        </tbody>
      </Table>
    </>
  );
}
