import { useTranslations } from "next-intl";
import type { Reliability } from "#lib/annotator/index.ts";
import { useDimensionName } from "../../../../../_components/dimension-name.ts";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";

type Row = { name: string; value: string; interval: { low: number; high: number } | null; n: string };

function useRows({ gold, repeatsByDimension, agreement, speed, straightLine, side }: Reliability, dimension: string): Row[] {
  const t = useTranslations("person.measures");
  const dimensionName = useDimensionName();
  const { formatCount, formatDuration, formatNumber, formatPercent } = useFigures();
  return [
    { name: t("gold.name"), value: formatPercent(gold.mean, 0), interval: gold.interval, n: t("gold.from", { right: formatCount(gold.right), wrong: formatCount(gold.wrong), advice: t(`advice.${gold.advice}`) }) },
    ...repeatsByDimension.map(({ dimension: name, consistency }) => ({
      name: t("repeats.name", { dimension: dimensionName(name) }),
      value: formatPercent(consistency.share, 0),
      interval: consistency.interval,
      n: t("repeats.from", { same: formatCount(consistency.same), n: formatCount(consistency.n), reversed: formatCount(consistency.reversed) }),
    })),
    { name: t("others.name", { dimension }), value: formatPercent(agreement.value, 0), interval: agreement.interval, n: formatCount(agreement.n) },
    { name: t("left.name", { dimension }), value: formatPercent(side.leftShare, 0), interval: side.interval, n: t("left.from", { n: formatCount(side.n), q: formatNumber(side.q, 3) }) },
    { name: t("fast.name"), value: formatPercent(speed?.share, 0), interval: null, n: speed ? t("fast.from", { tooFast: formatCount(speed.tooFast), n: formatCount(speed.n), time: formatDuration(speed.medianMs) }) : "0" },
    { name: t("sideRun.name"), value: formatCount(straightLine.sideRun), interval: null, n: t("sideRun.from", { n: formatCount(straightLine.n), chance: formatPercent(straightLine.sideRunChance, 1) }) },
    { name: t("answerRun.name"), value: formatCount(straightLine.answerRun), interval: null, n: t("answerRun.from", { n: formatCount(straightLine.n) }) },
  ];
}

/** All figures of a person, each with its interval and what it rests on. */
export function Measures({ reliability, dimension }: { reliability: Reliability; dimension: string }) {
  const t = useTranslations("person.measures");
  const { formatPercentInterval } = useFigures();
  const rows = useRows(reliability, dimension);
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("columns.measure")}</Th>
          <Th numeric>{t("columns.value")}</Th>
          <Th numeric>{t("columns.interval")}</Th>
          <Th>{t("columns.from")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <Td className="font-medium">{row.name}</Td>
            <Td numeric>{row.value}</Td>
            <Td numeric className="text-ink-soft">
              {formatPercentInterval(row.interval, 0)}
            </Td>
            <Td className="text-ink-soft">{row.n}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
