import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Report } from "#lib/report/index.ts";
import { SimulatedMark } from "../../../../_components/badge.tsx";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { Notice } from "../../../../_components/notice.tsx";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { IntervalBar } from "../../../_components/interval-bar.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { comparisonsHref } from "../../../address.ts";

type Standing = Report["generators"][number];

function Row({ standing, report }: { standing: Standing; report: Report }) {
  const { formatCount, formatPercent, formatPercentInterval } = useFigures();
  const { generator, dimension } = standing;
  const to = (outcome?: "won" | "tied" | "lost") => comparisonsHref(report.project.slug, { people: report.people, dimension, generator, outcome, ...(outcome ? {} : { state: "judged" as const }) });
  return (
    <tr>
      <Td className="font-medium whitespace-nowrap">
        <Door href={`/projects/${report.project.slug}/items?generator=${encodeURIComponent(generator)}`}>{generator}</Door>
      </Td>
      <Td numeric>
        <Door href={to()}>{formatPercent(standing.winRate)}</Door>
      </Td>
      <Td numeric className="text-ink-soft">
        {formatPercentInterval(standing.interval)}
      </Td>
      <Td className="w-[256px] min-w-[256px]">
        <IntervalBar value={standing.winRate} interval={standing.interval} />
      </Td>
      <Td numeric>
        <Door href={to("won")}>{formatCount(standing.wins)}</Door>
      </Td>
      <Td numeric>
        <Door href={to("tied")}>{formatCount(standing.ties)}</Door>
      </Td>
      <Td numeric>
        <Door href={to("lost")}>{formatCount(standing.losses)}</Door>
      </Td>
      <Td numeric>{formatCount(standing.n)}</Td>
      <Td numeric>{formatCount(standing.itemCount)}</Td>
    </tr>
  );
}

function DimensionPart({ dimension, standings, report, isOpen }: { dimension: string; standings: Standing[]; report: Report; isOpen: boolean }) {
  const t = useTranslations("report");
  const dimensionName = useDimensionName();
  const hasSimulated = standings.some((standing) => standing.simulatedCount > 0);
  return (
    <details open={isOpen} className="group mb-4">
      <summary className="mb-1 flex list-none items-center gap-2 text-base font-semibold [&::-webkit-details-marker]:hidden">
        <ChevronRight size={16} aria-hidden className="transition-transform group-open:rotate-90 print:hidden" />
        {dimensionName(dimension)}
        {hasSimulated ? <SimulatedMark /> : null}
      </summary>
      <Table label={t("generators.table", { dimension: dimensionName(dimension) })}>
        <thead>
          <tr>
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
          {standings.map((standing) => (
            <Row key={standing.generator} standing={standing} report={report} />
          ))}
        </tbody>
      </Table>
    </details>
  );
}

/** How generators do, by dimension: the main one is open, the others unfold. */
export function GeneratorTable({ report }: { report: Report }) {
  const t = useTranslations("report");
  const order = [report.mainDimension, ...report.project.dimensions.filter((dimension) => dimension !== report.mainDimension)];
  return (
    <>
      <SectionTitle title={t("generators.title")}>{t("generators.lead")}</SectionTitle>
      {report.generators.length === 0 ? <Notice>{t("generators.none")}</Notice> : null}
      {order.map((dimension) => {
        const standings = report.generators.filter((standing) => standing.dimension === dimension);
        return standings.length === 0 ? null : <DimensionPart key={dimension} dimension={dimension} standings={standings} report={report} isOpen={dimension === report.mainDimension} />;
      })}
    </>
  );
}
