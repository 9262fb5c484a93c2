import { useTranslations } from "next-intl";
import type { ReportView } from "#lib/report/index.ts";
import { useDimensionName } from "../../../../../_components/dimension-name.ts";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { ShareCell } from "../scorer-table.tsx";

/** Judges of pairs: whether the order in their prompt matters, and how far they agree with people. */
export function OrderSwapTable({ report }: { report: ReportView }) {
  const t = useTranslations("diagnostics.orderSwap");
  const { formatCount } = useFigures();
  const dimensionName = useDimensionName();
  if (report.orderSwaps.length === 0) return null;
  return (
    <section className="mb-6">
      <h3 className="text-base font-semibold">{t("title")}</h3>
      <p className="mb-2 max-w-prose text-base text-ink-soft">{t("lead")}</p>
      <Table label={t("title")} className="tabular-nums">
        <thead>
          <tr>
            <Th>{t("judge")}</Th>
            <Th>{t("dimension")}</Th>
            <Th numeric>{t("consistency")}</Th>
            <Th numeric title={t("firstWhy")}>
              {t("first")}
            </Th>
            <Th numeric>{t("aFirst")}</Th>
            <Th numeric>{t("bFirst")}</Th>
            <Th numeric>{t("combined")}</Th>
            <Th numeric>{t("half")}</Th>
            <Th numeric>{t("pairs")}</Th>
            <Th numeric>{t("clear")}</Th>
          </tr>
        </thead>
        <tbody>
          {report.orderSwaps.map((row) => (
            <tr key={`${row.scorerId} ${row.dimension}`}>
              <Td className="font-medium">{row.name}</Td>
              <Td>{dimensionName(row.dimension)}</Td>
              <ShareCell estimate={row.consistency} />
              <ShareCell estimate={row.firstShare} />
              <ShareCell estimate={row.aFirst} />
              <ShareCell estimate={row.bFirst} />
              <ShareCell estimate={row.combined} />
              <ShareCell estimate={row.combinedHalf} />
              <Td numeric>{formatCount(row.n)}</Td>
              <Td numeric>{formatCount(row.clearCount)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
