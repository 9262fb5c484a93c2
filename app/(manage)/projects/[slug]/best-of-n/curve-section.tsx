import { useTranslations } from "next-intl";
import type { PickList } from "#lib/best-of-n/index.ts";
import { type ChartSeries, LineChart } from "../../../../_components/charts/line-chart.tsx";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { hrefWith } from "../../../address.ts";

type Props = { list: PickList; search: Record<string, string> };
type Point = PickList["curve"]["points"][number];

const doorTo = ({ list, search }: Props, n: number): string => `${hrefWith(`/projects/${list.project.slug}/best-of-n`, { ...search, at: n, sort: undefined, page: undefined })}#picks`;

function Row({ point, href, itemCount }: { point: Point; href: string; itemCount: string }) {
  const { formatPercent, formatPercentInterval } = useFigures();
  return (
    <tr>
      <Td numeric>{point.n}</Td>
      <Td numeric className="font-medium">
        <Door href={href}>{formatPercent(point.scorer)}</Door>
      </Td>
      <Td numeric className="text-ink-soft">
        {formatPercentInterval(point.scorerInterval)}
      </Td>
      <Td numeric>{formatPercent(point.random)}</Td>
      <Td numeric>{formatPercent(point.oracle)}</Td>
      <Td numeric className="text-ink-soft">
        {formatPercentInterval(point.oracleInterval)}
      </Td>
      <Td numeric>{formatPercent(point.gain)}</Td>
      <Td numeric className="text-ink-soft">
        {formatPercentInterval(point.gainInterval)}
      </Td>
      <Td numeric>{formatPercent(point.gainRatio, 0)}</Td>
      <Td numeric>
        <Door href={href}>{itemCount}</Door>
      </Td>
    </tr>
  );
}

function CurveTable({ list, search }: Props) {
  const t = useTranslations("bestOfN");
  const { formatCount } = useFigures();
  return (
    <Table label={t("curve.table")} className="mt-4">
      <thead>
        <tr>
          <Th numeric>{t("curve.columns.n")}</Th>
          <Th numeric>{list.scorer?.name ?? ""}</Th>
          <Th numeric>{t("curve.columns.interval")}</Th>
          <Th numeric>{t("curve.random")}</Th>
          <Th numeric>{t("curve.oracle")}</Th>
          <Th numeric>{t("curve.columns.interval")}</Th>
          <Th numeric>{t("curve.columns.gain")}</Th>
          <Th numeric>{t("curve.columns.interval")}</Th>
          <Th numeric>{t("curve.columns.ratio")}</Th>
          <Th numeric>{t("curve.columns.items")}</Th>
        </tr>
      </thead>
      <tbody>
        {list.curve.points.map((point) => (
          <Row key={point.n} point={point} href={doorTo({ list, search }, point.n)} itemCount={formatCount(list.curve.poolCount)} />
        ))}
      </tbody>
    </Table>
  );
}

/** The curve with its random and oracle lines, and the same figures as a table; each N opens its items. */
export function CurveSection({ list, search }: Props) {
  const t = useTranslations("bestOfN");
  const dimensionName = useDimensionName();
  const { formatPercent, formatPercentInterval } = useFigures();
  const { points } = list.curve;
  const scorer = list.scorer?.name ?? "";
  const toPoints = (of: "scorer" | "random" | "oracle"): ChartSeries["points"] => points.map((point) => ({ x: point.n, y: point[of], low: point[`${of}Interval`]?.low ?? null, high: point[`${of}Interval`]?.high ?? null }));
  const series: ChartSeries[] = [
    { name: t("curve.oracle"), look: { tone: "second", shape: "diamond", dash: "dots" }, points: toPoints("oracle") },
    { name: t("curve.random"), look: { tone: "plain", shape: "square", dash: "dashes" }, points: toPoints("random") },
    { name: t("curve.scorer", { scorer }), look: { tone: "first", shape: "circle" }, points: toPoints("scorer") },
  ];
  const doors = points.map((point) => ({
    x: point.n,
    href: doorTo({ list, search }, point.n),
    label: t("curve.point", { n: point.n, scorer, value: formatPercent(point.scorer), interval: formatPercentInterval(point.scorerInterval), random: formatPercent(point.random), oracle: formatPercent(point.oracle) }),
  }));
  return (
    <section>
      <SectionTitle title={t("curve.title")}>{t("curve.lead", { dimension: dimensionName(list.dimension) })}</SectionTitle>
      <div className="max-w-4xl">
        <LineChart label={t("curve.label", { scorer })} series={series} doors={doors} xName={t("curve.n")} yName={t("curve.share")} unit="share" chosen={list.at} />
      </div>
      <CurveTable list={list} search={search} />
    </section>
  );
}
