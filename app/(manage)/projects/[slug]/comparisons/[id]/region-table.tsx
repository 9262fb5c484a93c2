import { useTranslations } from "next-intl";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { TypeSwatch } from "../../../../../_components/viewer/regions/type-swatch.tsx";
import { useRegionWords } from "../../../../../_components/viewer/regions/use-region-words.ts";
import type { MarkedJudgment } from "./marked-regions.ts";

/** Every marked region; its number is the one on the pictures. */
export function RegionTable({ judgments, types, numberOf }: { judgments: readonly MarkedJudgment[]; types: readonly string[]; numberOf: (judgment: MarkedJudgment, index: number) => string }) {
  const t = useTranslations("comparison.regions");
  const { formatNumber, formatPercent } = useFigures();
  const { nameOfType, severityWord } = useRegionWords();
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("columns.region")}</Th>
          <Th>{t("columns.on")}</Th>
          <Th>{t("columns.annotator")}</Th>
          <Th>{t("columns.type")}</Th>
          <Th numeric>{t("columns.severity")}</Th>
          <Th />
          <Th numeric>{t("columns.area")}</Th>
          <Th numeric title={t("columns.overlapWhy")}>
            {t("columns.overlap")}
          </Th>
          <Th>{t("columns.note")}</Th>
        </tr>
      </thead>
      <tbody>
        {judgments.flatMap((judgment) =>
          judgment.regions.map(({ region, letter, share, overlap }, index) => (
            <tr key={`${judgment.id}-${index}`}>
              <Td className="whitespace-nowrap">
                <span className="inline-flex items-center gap-2 tabular-nums">
                  <TypeSwatch types={types} type={region.type} /> {numberOf(judgment, index)}
                </span>
              </Td>
              <Td>{letter}</Td>
              <Td className="whitespace-nowrap">{judgment.annotator}</Td>
              <Td className="whitespace-nowrap">{nameOfType(region.type)}</Td>
              <Td numeric>{formatNumber(region.severity)}</Td>
              <Td className="whitespace-nowrap text-ink-soft">{region.severity === null ? "" : severityWord(region.severity)}</Td>
              <Td numeric>{formatPercent(share)}</Td>
              <Td numeric>{formatPercent(overlap, 0)}</Td>
              <Td className="min-w-40 text-ink-soft">{region.note}</Td>
            </tr>
          )),
        )}
      </tbody>
    </Table>
  );
}
