import { useTranslations } from "next-intl";
import type { JudgingQuality as Quality } from "#lib/annotator/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { mainDimension } from "#lib/report/index.ts";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";

/** Whether the judging itself can be trusted: sides, repeats and gold over everybody. */
export function JudgingQuality({ project: { slug, dimensions }, quality }: { project: Pick<Project, "slug" | "dimensions">; quality: Quality }) {
  const t = useTranslations("report.quality");
  const { formatCount, formatPercent, formatPercentInterval } = useFigures();
  const dimensionName = useDimensionName();
  const { left, repeats, gold } = quality;
  const rows = [
    { name: t("left.name"), href: `/projects/${slug}/people?sort=side`, of: t("left.of", { shown: formatCount(left.n) }), ...left },
    { name: t("repeats.name"), href: `/projects/${slug}/people?sort=repeats`, of: t("repeats.of", { shown: formatCount(repeats.n), reversed: formatCount(repeats.reversed) }), ...repeats },
    { name: t("gold.name"), href: `/projects/${slug}/quality`, of: t("gold.of", { shown: formatCount(gold.n) }), ...gold },
  ];
  return (
    <>
      <SectionTitle title={t("title")}>{t("lead", { dimension: dimensionName(mainDimension(dimensions)) })}</SectionTitle>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("columns.measure")}</Th>
            <Th numeric>{t("columns.share")}</Th>
            <Th numeric>{t("columns.interval")}</Th>
            <Th>{t("columns.n")}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <Td className="font-medium">{row.name}</Td>
              <Td numeric>{row.value === null ? "–" : <Door href={row.href}>{formatPercent(row.value)}</Door>}</Td>
              <Td numeric className="text-ink-soft">
                {formatPercentInterval(row.interval)}
              </Td>
              <Td className="text-ink-soft">{row.of}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
