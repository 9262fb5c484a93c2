import { useTranslations } from "next-intl";
import type { ScorerComparison } from "#lib/evaluation/index.ts";
import type { ReportView } from "#lib/report/index.ts";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import type { ComparisonChoice } from "../../../address.ts";
import { behind } from "./report-address.ts";

const LEAST_P = 0.001;
const LEVEL = 0.05;

function Row({ row, to }: { row: ScorerComparison; to: (filter: ComparisonChoice) => string }) {
  const t = useTranslations("report");
  const { formatCount, formatNumber } = useFigures();
  const dimensionName = useDimensionName();
  const points = (value: number) => `${value > 0 ? "+" : ""}${formatNumber(value * 100, 1)}`;
  const difference = (of: ScorerComparison["pooled"]) => (
    <Td numeric>
      {of ? points(of.difference) : "–"}
      {of?.interval ? <span className="block text-[11px] leading-tight text-ink-faint">{`${points(of.interval.low)} … ${points(of.interval.high)}`}</span> : null}
    </Td>
  );
  const p = (value: number | null) => (value === null ? "–" : value < LEAST_P ? `<${t("significance.least")}` : formatNumber(value, 3));
  const alone = (count: number, right: [string, string], wrong: [string, string]) => (
    <Door href={to({ dimension: row.dimension, scorer: right[0], scored: "agrees", missedBy: wrong[0], consensus: "CLEAR" })} title={t("significance.aloneWhy", { right: right[1], wrong: wrong[1] })}>
      {formatCount(count)}
    </Door>
  );
  const isSure = row.adjustedP !== null && row.adjustedP < LEVEL;
  return (
    <tr>
      <Td className="whitespace-nowrap">{dimensionName(row.dimension)}</Td>
      <Td className="font-medium">{row.first}</Td>
      <Td className="font-medium">{row.second}</Td>
      {difference(row.pooled)}
      {difference(row.macro)}
      <Td numeric>
        {alone(row.firstAlone, [row.firstId, row.first], [row.secondId, row.second])} / {alone(row.secondAlone, [row.secondId, row.second], [row.firstId, row.first])}
      </Td>
      <Td numeric>{p(row.pooled?.p ?? null)}</Td>
      <Td numeric className={isSure ? "font-semibold" : undefined}>
        {p(row.adjustedP)}
      </Td>
      <Td numeric>{p(row.permutation.p)}</Td>
      <Td>{isSure ? t("significance.sure", { scorer: (row.pooled?.difference ?? 0) > 0 ? row.first : row.second }) : t("significance.unsure")}</Td>
    </tr>
  );
}

/** Which scorers differ, and how sure that is. */
export function SignificanceTable({ report, task }: { report: ReportView; task?: string }) {
  const t = useTranslations("report");
  if (report.significance.length === 0) return null;
  return (
    <section className="mb-6">
      <h3 className="text-base font-semibold">{t("significance.title")}</h3>
      <p className="mb-2 max-w-prose text-base text-ink-soft">{t("significance.lead")}</p>
      <Table label={t("significance.title")} className="tabular-nums">
        <thead>
          <tr>
            <Th>{t("columns.dimension")}</Th>
            <Th>{t("significance.first")}</Th>
            <Th>{t("significance.second")}</Th>
            <Th numeric>{t("significance.pooled")}</Th>
            <Th numeric>{t("significance.macro")}</Th>
            <Th numeric>{t("significance.alone")}</Th>
            <Th numeric>{t("significance.p")}</Th>
            <Th numeric>{t("significance.holm")}</Th>
            <Th numeric>{t("significance.permutation")}</Th>
            <Th>{t("significance.verdict")}</Th>
          </tr>
        </thead>
        <tbody>
          {report.significance.map((row) => (
            <Row key={`${row.dimension} ${row.firstId} ${row.secondId}`} row={row} to={behind(report, task)} />
          ))}
        </tbody>
      </Table>
    </section>
  );
}
