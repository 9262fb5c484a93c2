import { useTranslations } from "next-intl";
import { type ChartSeries, LineChart } from "../../../../../_components/charts/line-chart.tsx";
import { Notice } from "../../../../../_components/notice.tsx";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { Door } from "../../../../_components/door.tsx";
import { behind } from "../report-address.ts";
import { Part, type PartProps } from "./part.tsx";

/** Whether score differences mean what they say. */
export function CalibrationPart({ report, detail, task }: PartProps) {
  const t = useTranslations("diagnostics.calibration");
  const { formatCount, formatNumber, formatPercent } = useFigures();
  const { calibration } = detail.diagnostics;
  if (!calibration) {
    return (
      <Part title={t("title")} lead={t("lead")}>
        <Notice>{t("none")}</Notice>
      </Part>
    );
  }
  const { bins } = calibration;
  const hrefOf = ({ gap }: (typeof bins)[number]) => behind(report, task)({ dimension: detail.dimension, scorer: detail.scorer.id, gapFrom: gap.low, gapTo: gap.high ?? undefined, state: "judged" });
  const percent = (share: number) => Math.round(share * 1_000) / 10;
  const series: ChartSeries[] = [
    { name: t("came"), look: { tone: "first", shape: "circle" }, points: bins.map((bin) => ({ x: percent(bin.meanForecast), y: bin.meanOutcome, low: null, high: null })) },
    { name: t("perfect"), look: { tone: "plain", shape: "diamond", dash: "dots" }, points: bins.map((bin) => ({ x: percent(bin.meanForecast), y: bin.meanForecast, low: null, high: null })) },
  ];
  const doors = bins.map((bin) => ({ x: percent(bin.meanForecast), href: hrefOf(bin), label: t("bin", { forecast: formatPercent(bin.meanForecast), outcome: formatPercent(bin.meanOutcome), shown: formatCount(bin.n) }) }));
  return (
    <Part title={t("title")} lead={t("lead")}>
      <LineChart label={t("label", { scorer: detail.scorer.name })} series={series} doors={doors} xName={t("forecast")} yName={t("came")} unit="share" height={260} />
      <p className="my-2 text-base text-ink-soft tabular-nums">{t("facts", { ece: formatPercent(calibration.eceWidth), mass: formatPercent(calibration.eceMass), brier: formatNumber(calibration.brier, 3), loss: formatNumber(calibration.logLoss, 3), temperature: formatNumber(calibration.temperature), fitted: formatCount(calibration.fittedOn), measured: formatCount(calibration.n) })}</p>
      <Table label={t("title")} className="tabular-nums">
        <thead>
          <tr>
            <Th numeric title={t("gapWhy")}>
              {t("gap")}
            </Th>
            <Th numeric>{t("forecast")}</Th>
            <Th numeric>{t("came")}</Th>
            <Th numeric>{t("pairs")}</Th>
          </tr>
        </thead>
        <tbody>
          {bins.map((bin) => (
            <tr key={bin.low}>
              <Td numeric>
                <Door href={hrefOf(bin)}>{bin.gap.high === null ? t("from", { low: formatNumber(bin.gap.low) }) : `${formatNumber(bin.gap.low)}–${formatNumber(bin.gap.high)}`}</Door>
              </Td>
              <Td numeric>{formatPercent(bin.meanForecast)}</Td>
              <Td numeric>{formatPercent(bin.meanOutcome)}</Td>
              <Td numeric>{formatCount(bin.n)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Part>
  );
}
