import { useTranslations } from "next-intl";
import type { DimensionFigures, LearnReport, Measured } from "#lib/learn/index.ts";
import { type ChartSeries, LineChart } from "../../../../../../_components/charts/line-chart.tsx";
import { useDimensionName } from "../../../../../../_components/dimension-name.ts";
import { Notice } from "../../../../../../_components/notice.tsx";
import { Table, Td, Th } from "../../../../../../_components/table.tsx";
import { useFigures } from "../../../../../../_components/use-figures.ts";
import { IntervalBar } from "../../../../../_components/interval-bar.tsx";
import { SectionTitle } from "../../../../../_components/section-title.tsx";

function Headline({ report, main }: { report: LearnReport; main: DimensionFigures }) {
  const t = useTranslations("teach.report");
  const dimensionName = useDimensionName();
  const { formatPercent, formatPercentInterval, formatNumber, formatCount, sentenceGap } = useFigures();
  const points = (share: number | null | undefined) => (share === null || share === undefined ? "–" : formatNumber(share * 100, 1));
  const { difference } = main;
  const figures = {
    dimension: dimensionName(report.mainDimension),
    learned: formatPercent(main.learned.accuracy),
    starter: formatPercent(main.starter.accuracy),
    points: points(difference.value),
    low: points(difference.interval?.low),
    high: points(difference.interval?.high),
    interval: formatPercentInterval(main.learned.interval),
    comparisons: formatCount(main.learned.n),
    people: formatPercent(main.people.accuracy),
  };
  return (
    <div className="mb-4 max-w-4xl">
      {report.isControl ? <Notice tone="attention" className="mb-3">{t("control")}</Notice> : null}
      <p className="text-lead text-balance">
        {t(`headline.${report.verdict}`, figures)}
        {sentenceGap}
        {t("ceiling", figures)}
      </p>
      {report.verdict === "better" ? null : <p className="mt-1 text-base text-attention">{t("refuses")}</p>}
    </div>
  );
}

function Row({ name, figures, ceiling, ceilingName }: { name: string; figures: Measured; ceiling: number | null; ceilingName: string }) {
  const { formatPercent, formatPercentInterval, formatCount } = useFigures();
  return (
    <tr>
      <Td className="whitespace-nowrap">{name}</Td>
      <Td numeric className="font-medium">
        {formatPercent(figures.accuracy)}
      </Td>
      <Td numeric className="text-ink-soft">
        {formatPercentInterval(figures.interval)}
      </Td>
      <Td className="min-w-44">
        <IntervalBar value={figures.accuracy} interval={figures.interval} reference={ceiling} referenceName={ceilingName} />
      </Td>
      <Td numeric>{formatCount(figures.n)}</Td>
    </tr>
  );
}

function DimensionTable({ figures }: { figures: DimensionFigures }) {
  const t = useTranslations("teach");
  const dimensionName = useDimensionName();
  const { formatNumber } = useFigures();
  const { learned, starter, scorers, people, difference, verdict } = figures;
  const points = (share: number | null | undefined) => (share === null || share === undefined ? "–" : formatNumber(share * 100, 1));
  const common = { ceiling: people.accuracy, ceilingName: t("report.person") };
  return (
    <div className="mb-8 break-inside-avoid">
      <h3 className="mb-1 text-base font-semibold">{dimensionName(figures.dimension)}</h3>
      <p className="mb-2 text-base text-ink-soft">
        {t(`verdicts.${verdict}`)} {t("report.difference", { points: points(difference.value), low: points(difference.interval?.low), high: points(difference.interval?.high) })}
      </p>
      <Table label={dimensionName(figures.dimension)}>
        <thead>
          <tr>
            <Th>{t("report.who")}</Th>
            <Th numeric>{t("report.agrees")}</Th>
            <Th numeric>{t("report.interval")}</Th>
            <Th>{t("report.range")}</Th>
            <Th numeric>{t("readiness.comparisons")}</Th>
          </tr>
        </thead>
        <tbody>
          <Row name={t("report.learned")} figures={learned} {...common} />
          <Row name={t("report.starter")} figures={starter} {...common} />
          {scorers.map((scorer) => (
            <Row key={scorer.scorerVersionId} name={scorer.name} figures={scorer} {...common} />
          ))}
          <Row name={t("report.person")} figures={people} {...common} />
        </tbody>
      </Table>
    </div>
  );
}

/** What more judgments have brought so far, beside the starter and one person. */
function Curve({ report, main }: { report: LearnReport; main: DimensionFigures }) {
  const t = useTranslations("teach.curve");
  const { formatCount, formatPercent, formatPercentInterval } = useFigures();
  const points = report.curve.filter(({ accuracy }) => accuracy !== null);
  const flat = (value: number | null): ChartSeries["points"] => (value === null ? [] : points.map(({ judgmentCount }) => ({ x: judgmentCount, y: value, low: null, high: null })));
  const series: ChartSeries[] = [
    { name: t("people"), look: { tone: "second", shape: "diamond", dash: "dots" }, points: flat(main.people.accuracy) },
    { name: t("starter"), look: { tone: "plain", shape: "square", dash: "dashes" }, points: flat(main.starter.accuracy) },
    { name: t("learned"), look: { tone: "first", shape: "circle" }, points: points.map(({ judgmentCount, accuracy, interval }) => ({ x: judgmentCount, y: accuracy ?? 0, low: interval?.low ?? null, high: interval?.high ?? null })) },
  ];
  return (
    <section>
      <SectionTitle title={t("title")}>{t("lead")}</SectionTitle>
      <div className="max-w-4xl">
        <LineChart label={t("label")} series={series} doors={[]} xName={t("x")} yName={t("y")} unit="share" />
      </div>
      <Table label={t("table")} className="mt-4 max-w-2xl">
        <thead>
          <tr>
            <Th numeric>{t("x")}</Th>
            <Th numeric>{t("learned")}</Th>
            <Th numeric>{t("interval")}</Th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.share}>
              <Td numeric>{formatCount(point.judgmentCount)}</Td>
              <Td numeric>{formatPercent(point.accuracy)}</Td>
              <Td numeric className="text-ink-soft">
                {formatPercentInterval(point.interval)}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

function CalibrationTable({ main }: { main: DimensionFigures }) {
  const t = useTranslations("teach.calibration");
  const { formatCount, formatPercent } = useFigures();
  return (
    <section>
      <SectionTitle title={t("title")}>{t("lead", { error: formatPercent(main.calibration.error) })}</SectionTitle>
      <Table label={t("title")} className="max-w-2xl">
        <thead>
          <tr>
            <Th numeric>{t("said")}</Th>
            <Th numeric>{t("happened")}</Th>
            <Th numeric>{t("answers")}</Th>
          </tr>
        </thead>
        <tbody>
          {main.calibration.bins.map((bin) => (
            <tr key={bin.from}>
              <Td numeric>{formatPercent(bin.predicted)}</Td>
              <Td numeric>{formatPercent(bin.observed)}</Td>
              <Td numeric>{formatCount(bin.n)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

function People({ report }: { report: LearnReport }) {
  const t = useTranslations("teach.annotators");
  const { formatCount, formatNumber, formatPercent } = useFigures();
  return (
    <section>
      <SectionTitle title={t("title")}>{t("lead")}</SectionTitle>
      <Table label={t("title")} className="max-w-2xl">
        <thead>
          <tr>
            <Th>{t("person")}</Th>
            <Th numeric>{t("accuracy")}</Th>
            <Th numeric>{t("weight")}</Th>
            <Th numeric>{t("answers")}</Th>
          </tr>
        </thead>
        <tbody>
          {report.annotators.map(({ pseudonym, accuracy, weight, judgments }) => (
            <tr key={pseudonym}>
              <Td>{pseudonym}</Td>
              <Td numeric>{formatPercent(accuracy)}</Td>
              <Td numeric>{formatNumber(weight)}</Td>
              <Td numeric>{formatCount(judgments)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

/** What a run found: in a sentence, then by dimension, then how it grew and how sure it is of itself. */
export function ReportView({ report }: { report: LearnReport }) {
  const t = useTranslations("teach.report");
  const { formatCount } = useFigures();
  const main = report.dimensions.find(({ dimension }) => dimension === report.mainDimension);
  if (!main) return null;
  const { counts, method } = report;
  return (
    <>
      <Headline report={report} main={main} />
      <SectionTitle title={t("title")}>{t("lead")}</SectionTitle>
      {[main, ...report.dimensions.filter((one) => one !== main)].map((figures) => (
        <DimensionTable key={figures.dimension} figures={figures} />
      ))}
      <Curve report={report} main={main} />
      <CalibrationTable main={main} />
      <People report={report} />
      <SectionTitle title={t("methodTitle")} />
      <p className="max-w-prose text-base text-ink-soft">
        {t(method.peopleFolds > 1 ? "method" : "methodOnePerson", { sources: formatCount(counts.sources), sourceFolds: formatCount(method.sourceFolds), peopleFolds: formatCount(method.peopleFolds), replicates: formatCount(method.replicates), leftOut: formatCount(counts.leftOut), seed: String(method.seed) })}
        {method.isConverged ? "" : ` ${t("notConverged")}`}
      </p>
    </>
  );
}
