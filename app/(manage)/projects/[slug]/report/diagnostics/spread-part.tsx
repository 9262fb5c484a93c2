import { useTranslations } from "next-intl";
import { BarChart } from "../../../../../_components/charts/bar-chart.tsx";
import { Notice } from "../../../../../_components/notice.tsx";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { Door } from "../../../../_components/door.tsx";
import { ShareCell } from "../scorer-table.tsx";
import { Part, type PartProps } from "./part.tsx";

/** How far the scorer tells the candidates of one item apart. */
export function SpreadPart({ report, detail }: PartProps) {
  const t = useTranslations("diagnostics.spread");
  const { formatCount, formatNumber } = useFigures();
  const { spread } = detail.diagnostics;
  if (!spread) {
    return (
      <Part title={t("title")} lead={t("lead")}>
        <Notice>{t("none")}</Notice>
      </Part>
    );
  }
  const rows = [
    { name: t("zero"), estimate: spread.zeroShare },
    { name: t("keptByPaper"), estimate: spread.keptByPaper },
    { name: t("keptByCode"), estimate: spread.keptByCode },
  ];
  const bars = spread.bins.map(({ low, high, n }) => ({ name: formatNumber(low), value: n, label: t("bin", { low: formatNumber(low), high: formatNumber(high), shown: formatCount(n) }) }));
  return (
    <Part title={t("title")} lead={t("lead")}>
      <BarChart label={t("label", { scorer: detail.scorer.name })} bars={bars} xName={t("std")} />
      <Table label={t("title")} className="mt-2 tabular-nums">
        <thead>
          <tr>
            <Th>{t("measure", { shown: formatCount(spread.itemCount) })}</Th>
            <Th numeric>{t("figure")}</Th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <Td>{t("mean")}</Td>
            <Td numeric>
              {formatNumber(spread.meanStd.value, 3)}
              {spread.meanStd.interval ? <span className="block text-[11px] leading-tight text-ink-faint">{`${formatNumber(spread.meanStd.interval.low, 3)}–${formatNumber(spread.meanStd.interval.high, 3)}`}</span> : null}
            </Td>
          </tr>
          {rows.map(({ name, estimate }) => (
            <tr key={name}>
              <Td>{name}</Td>
              <ShareCell estimate={estimate} />
            </tr>
          ))}
        </tbody>
      </Table>
      {spread.flatItems.length > 0 ? (
        <p className="mt-2 flex flex-wrap gap-x-3 text-small text-ink-soft">
          {t("flat")}
          {spread.flatItems.map(({ itemId, name }) => (
            <Door key={itemId} href={`/projects/${report.project.slug}/items/${itemId}`}>
              {name}
            </Door>
          ))}
        </p>
      ) : null}
    </Part>
  );
}
