import { useTranslations } from "next-intl";
import type { GeneratorRank, Leaderboard } from "#lib/leaderboard/index.ts";
import type { ReportView } from "#lib/report/index.ts";
import { SimulatedMark } from "../../../../_components/badge.tsx";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { Notice } from "../../../../_components/notice.tsx";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { IntervalBar } from "../../../_components/interval-bar.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { hrefWith } from "../../../address.ts";
import { behind } from "./report-address.ts";

function Row({ row, board, report, task }: { row: GeneratorRank; board: Leaderboard; report: ReportView; task?: string }) {
  const { formatCount, formatPercent, formatPercentInterval } = useFigures();
  const list = behind(report, task);
  const to = (outcome: "met" | "won" | "tied" | "lost") => list({ dimension: board.dimension, generator: row.generator, outcome });
  const ranks = row.rankInterval && row.rankInterval.best !== row.rankInterval.worst ? `${row.rankInterval.best}–${row.rankInterval.worst}` : (row.rank ?? "–");
  return (
    <tr>
      <Td numeric>{ranks}</Td>
      <Td className="font-medium whitespace-nowrap">
        <Door href={hrefWith(`/projects/${report.project.slug}/items`, { generator: row.generator })}>{row.generator}</Door>
      </Td>
      <Td numeric>{formatPercent(row.winRate.value)}</Td>
      <Td numeric className="text-ink-soft">
        {formatPercentInterval(row.winRate.interval)}
      </Td>
      <Td className="w-[256px] min-w-[256px]">
        <IntervalBar value={row.winRate.value} interval={row.winRate.interval} />
      </Td>
      <Td numeric>
        <Door href={to("won")}>{formatCount(row.wins)}</Door>
      </Td>
      <Td numeric>
        <Door href={to("tied")}>{formatCount(row.ties)}</Door>
      </Td>
      <Td numeric>
        <Door href={to("lost")}>{formatCount(row.losses)}</Door>
      </Td>
      <Td numeric>
        <Door href={to("met")}>{formatCount(row.n)}</Door>
      </Td>
      <Td numeric>{formatCount(row.itemCount)}</Td>
    </tr>
  );
}

/** Generators of the main dimension in the order of their strength; the leaderboard has the rest. */
export function GeneratorTable({ report, task }: { report: ReportView; task?: string }) {
  const t = useTranslations("report");
  const dimensionName = useDimensionName();
  const board = report.leaderboards.find(({ dimension }) => dimension === report.mainDimension);
  if (!board || board.rows.length === 0) {
    return (
      <>
        <SectionTitle title={t("generators.title")}>{t("generators.lead")}</SectionTitle>
        <Notice>{t("generators.none")}</Notice>
      </>
    );
  }
  return (
    <>
      <SectionTitle title={t("generators.title")}>
        {t("generators.lead")}{" "}
        <Door href={hrefWith(`/projects/${report.project.slug}/leaderboard`, { people: report.people === "all" ? undefined : report.people, task })}>{t("generators.more")}</Door>
      </SectionTitle>
      <h3 className="mb-1 flex items-center gap-2 text-base font-semibold">
        {dimensionName(board.dimension)} {board.simulatedCount > 0 ? <SimulatedMark /> : null}
      </h3>
      <Table label={t("generators.table", { dimension: dimensionName(board.dimension) })} className="tabular-nums">
        <thead>
          <tr>
            <Th numeric title={t("generators.ranksWhy")}>
              {t("generators.ranks")}
            </Th>
            <Th>{t("generators.generator")}</Th>
            <Th numeric>{t("generators.winRate")}</Th>
            <Th numeric>{t("columns.interval")}</Th>
            <Th>
              <span className="flex w-[240px] justify-between font-normal">
                <span>0</span>
                <span>50</span>
                <span>{t("axis.full")}</span>
              </span>
            </Th>
            <Th numeric>{t("generators.won")}</Th>
            <Th numeric>{t("columns.equal")}</Th>
            <Th numeric>{t("generators.lost")}</Th>
            <Th numeric>{t("columns.n")}</Th>
            <Th numeric>{t("generators.items")}</Th>
          </tr>
        </thead>
        <tbody>
          {board.rows.map((row) => (
            <Row key={row.generator} row={row} board={board} report={report} task={task} />
          ))}
        </tbody>
      </Table>
    </>
  );
}
