import { useTranslations } from "next-intl";
import type { StrengthPoint } from "#lib/evaluation/index.ts";
import { ScatterChart } from "../../../../../_components/charts/scatter-chart.tsx";
import { Notice } from "../../../../../_components/notice.tsx";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { Door } from "../../../../_components/door.tsx";
import { Part, type PartProps } from "./part.tsx";

const TELLING = 6;

/** The points whose place by score differs most from their place by people. */
function tellingPoints(points: readonly StrengthPoint[]): StrengthPoint[] {
  const placeOf = (pick: (point: StrengthPoint) => number) => new Map([...points].sort((a, b) => pick(a) - pick(b)).map((point, place) => [point.candidateId, place]));
  const [byScore, byPeople] = [placeOf((point) => point.score), placeOf((point) => point.winShare)];
  const gap = ({ candidateId }: StrengthPoint) => Math.abs(byScore.get(candidateId)! - byPeople.get(candidateId)!);
  return [...points].sort((a, b) => gap(b) - gap(a)).slice(0, TELLING);
}

/** Scores against the share of judgments that candidates won. */
export function StrengthPart({ report, detail }: PartProps) {
  const t = useTranslations("diagnostics.strength");
  const { formatCount, formatNumber, formatPercent } = useFigures();
  const { strength } = detail.diagnostics;
  if (!strength) {
    return (
      <Part title={t("title")} lead={t("lead")}>
        <Notice>{t("none")}</Notice>
      </Part>
    );
  }
  const hrefOf = (point: StrengthPoint) => `/projects/${report.project.slug}/items/${point.itemId}`;
  const range = (interval: { low: number; high: number } | null) => (interval ? `${formatNumber(interval.low)} … ${formatNumber(interval.high)}` : "–");
  const { points, candidateCount, pooled, withinItem } = strength;
  return (
    <Part title={t("title")} lead={t("lead")}>
      <ScatterChart
        label={t("label", { scorer: detail.scorer.name })}
        points={points.map((point) => ({ key: point.candidateId, x: point.score, y: point.winShare, href: hrefOf(point), label: t("point", { name: point.name, generator: point.generator, score: formatNumber(point.score), share: formatPercent(point.winShare, 0), shown: formatCount(point.n) }) }))}
        xName={t("score")}
        yName={t("share")}
        yDomain={[0, 1]}
      />
      <p className="my-2 text-base text-ink-soft tabular-nums">
        {t("facts", { within: formatNumber(withinItem.value), withinRange: range(withinItem.interval), items: formatCount(withinItem.itemCount), pooled: formatNumber(pooled.value), pooledRange: range(pooled.interval), candidates: formatCount(candidateCount) })}
        {points.length < candidateCount ? ` ${t("some", { shown: formatCount(points.length) })}` : null}
      </p>
      <Table label={t("telling")} className="tabular-nums">
        <thead>
          <tr>
            <Th>{t("telling")}</Th>
            <Th>{t("generator")}</Th>
            <Th numeric>{t("score")}</Th>
            <Th numeric>{t("won")}</Th>
          </tr>
        </thead>
        <tbody>
          {tellingPoints(points).map((point) => (
            <tr key={point.candidateId}>
              <Td className="max-w-48 truncate">
                <Door href={hrefOf(point)}>{point.name}</Door>
              </Td>
              <Td className="text-ink-soft">{point.generator}</Td>
              <Td numeric>{formatNumber(point.score)}</Td>
              <Td numeric>{formatPercent(point.winShare, 0)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Part>
  );
}
