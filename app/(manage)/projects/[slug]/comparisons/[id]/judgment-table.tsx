import { useTranslations } from "next-intl";
import type { DetailedComparison } from "#lib/report/index.ts";
import { Badge, SimulatedMark } from "../../../../../_components/badge.tsx";
import { useDimensionName } from "../../../../../_components/dimension-name.ts";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import type { Translate } from "../../../../../_messages/translate.ts";
import { Door } from "../../../../_components/door.tsx";
import { comparisonsHref } from "../../../../address.ts";

type ShownJudgment = DetailedComparison["judgments"][number];

function verdictOf(judgment: ShownJudgment, dimension: string, m: Translate<"manage">): string {
  const verdict = judgment.verdicts.find((row) => row.dimension === dimension);
  if (!verdict) return "–";
  const value = m(`values.${verdict.value}`);
  return verdict.strength === 2 ? m("valueClearly", { value }) : value;
}

/** Rankings show many candidates: neither stood on the left. */
function leftOf(judgment: ShownJudgment): string {
  const [first, second] = judgment.shown;
  if (judgment.shown.length !== 2 || !first || !second) return "–";
  return first < second ? "A" : "B";
}

/** Every judgment as it was given: nothing here is corrected or merged. */
export function JudgmentTable({ judgments, dimensions, excludedIds, slug }: { judgments: ShownJudgment[]; dimensions: readonly string[]; excludedIds: Set<string>; slug: string }) {
  const t = useTranslations("comparison.judgments");
  const m = useTranslations("manage");
  const { formatDuration, formatMoment } = useFigures();
  const dimensionName = useDimensionName();
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("columns.annotator")}</Th>
          {dimensions.map((dimension) => (
            <Th key={dimension}>{dimensionName(dimension)}</Th>
          ))}
          <Th>{t("columns.left")}</Th>
          <Th numeric>{t("columns.time")}</Th>
          <Th numeric>{t("columns.guide")}</Th>
          <Th>{t("columns.given")}</Th>
          <Th>{t("columns.note")}</Th>
        </tr>
      </thead>
      <tbody>
        {judgments.map((judgment) => (
          <tr key={judgment.id}>
            <Td className="whitespace-nowrap">
              <span className="inline-flex items-center gap-2">
                <Door href={comparisonsHref(slug, { annotator: judgment.annotatorId })}>{judgment.annotator.pseudonym}</Door>
                {judgment.partner ? <span title={t("marks.partnerWhy")}>{t("marks.partner", { name: judgment.partner.pseudonym })}</span> : null}
                {judgment.simulated ? <SimulatedMark /> : null}
                {judgment.purpose === "GOLD" ? <Badge title={t("marks.goldWhy")}>{t("marks.gold")}</Badge> : null}
                {judgment.purpose === "REPEAT" ? <Badge title={t("marks.repeatWhy")}>{t("marks.repeat")}</Badge> : null}
                {judgment.counted || judgment.purpose !== "SLOT" ? null : <Badge title={t("marks.lateWhy")}>{t("marks.late")}</Badge>}
                {excludedIds.has(judgment.annotatorId) || (judgment.partnerId && excludedIds.has(judgment.partnerId)) ? <Badge title={t("marks.excludedWhy")}>{t("marks.excluded")}</Badge> : null}
              </span>
            </Td>
            {dimensions.map((dimension) => (
              <Td key={dimension} className="whitespace-nowrap">
                {verdictOf(judgment, dimension, m)}
              </Td>
            ))}
            <Td>{leftOf(judgment)}</Td>
            <Td numeric>{formatDuration(judgment.durationMs)}</Td>
            <Td numeric>{t("guideVersion", { version: judgment.guidelineVersion })}</Td>
            <Td className="whitespace-nowrap text-ink-soft">{formatMoment(judgment.submittedAt)}</Td>
            <Td className="min-w-40 text-ink-soft">{judgment.note}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
