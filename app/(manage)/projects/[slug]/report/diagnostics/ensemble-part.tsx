import { useTranslations } from "next-intl";
import { type ChartSeries, LineChart } from "../../../../../_components/charts/line-chart.tsx";
import { Notice } from "../../../../../_components/notice.tsx";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { ShareCell } from "../scorer-table.tsx";
import { Part, type PartProps } from "./part.tsx";

/** Avg@1 to Avg@K, and the ties that further passes break. */
export function EnsemblePart({ detail }: PartProps) {
  const t = useTranslations("diagnostics.ensemble");
  const { formatPercent, formatCount } = useFigures();
  const { ensemble } = detail.diagnostics;
  if (!ensemble) {
    return (
      <Part title={t("title")} lead={t("lead")}>
        <Notice>{t("none")}</Notice>
      </Part>
    );
  }
  const point = (passes: number, { value, interval }: { value: number | null; interval: { low: number; high: number } | null }) => ({ x: passes, y: value ?? 0, low: interval?.low ?? null, high: interval?.high ?? null });
  const series: ChartSeries[] = [
    { name: t("strict"), look: { tone: "first", shape: "circle" }, points: ensemble.map(({ passes, strict }) => point(passes, strict)) },
    { name: t("half"), look: { tone: "second", shape: "square", dash: "dashes" }, points: ensemble.map(({ passes, halfCredit }) => point(passes, { ...halfCredit, interval: null })) },
  ];
  return (
    <Part title={t("title")} lead={t("lead")}>
      <LineChart label={t("label", { scorer: detail.scorer.name })} series={series} doors={[]} xName={t("passes")} yName={t("strict")} unit="share" height={260} />
      <Table label={t("title")} className="mt-2 tabular-nums">
        <thead>
          <tr>
            <Th numeric>{t("passes")}</Th>
            <Th numeric>{t("strict")}</Th>
            <Th numeric>{t("half")}</Th>
            <Th numeric>{t("ties")}</Th>
            <Th numeric title={t("brokenWhy")}>
              {t("broken")}
            </Th>
            <Th numeric>{t("right")}</Th>
          </tr>
        </thead>
        <tbody>
          {ensemble.map((row) => (
            <tr key={row.passes}>
              <Td numeric title={t("choices", { shown: formatCount(row.choices) })}>
                {row.passes}
              </Td>
              <ShareCell estimate={row.strict} />
              <ShareCell estimate={row.halfCredit} />
              <Td numeric>{formatPercent(row.tieShare)}</Td>
              <Td numeric>{formatPercent(row.brokenShare)}</Td>
              <Td numeric>{formatPercent(row.brokenRight)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Part>
  );
}
