import { useTranslations } from "next-intl";
import { Fragment } from "react";
import type { DetailedComparison } from "#lib/report/index.ts";
import { useDimensionName } from "../../../../../_components/dimension-name.ts";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { ConsensusBadge } from "../../../../_components/consensus-badge.tsx";
import { VerdictBar } from "../../../../_components/verdict-bar.tsx";

/** Which candidate a scorer prefers, as a letter. */
function preferenceOf(a: number | null, b: number | null, equal: string): string {
  if (a === null || b === null) return "–";
  return a === b ? equal : a > b ? "A" : "B";
}

/** What people and each scorer say of the pair, by dimension. */
export function ConsensusTable({ comparison, dimensions }: { comparison: DetailedComparison; dimensions: readonly DetailedComparison["consensus"][number]["dimension"][] }) {
  const t = useTranslations("comparison.consensus");
  const { formatMoment, formatNumber, formatPercent } = useFigures();
  const dimensionName = useDimensionName();
  const { scorers, scores, candidateAId, candidateBId } = comparison;
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("columns.dimension")}</Th>
          <Th>{t("columns.consensus")}</Th>
          <Th numeric>{t("columns.share")}</Th>
          <Th>{t("columns.answers")}</Th>
          <Th title={t("softWhy")}>{t("columns.soft")}</Th>
          <Th title={t("lastWhy")}>{t("columns.last")}</Th>
          {scorers.map((scorer) => (
            <Fragment key={scorer.scorerVersionId}>
              <Th numeric title={scorer.hash}>
                {t("columns.scoreA", { scorer: scorer.name })}
              </Th>
              <Th numeric>B</Th>
              <Th numeric>{t("columns.prefers")}</Th>
            </Fragment>
          ))}
        </tr>
      </thead>
      <tbody>
        {dimensions.map((dimension) => {
          const row = comparison.consensus.find((consensus) => consensus.dimension === dimension);
          const soft = comparison.softLabels.find((own) => own.dimension === dimension)?.label;
          const last = comparison.judgments.find(({ id }) => id === comparison.lastChanges.find((own) => own.dimension === dimension)?.judgmentId);
          return (
            <tr key={dimension}>
              <Td className="font-medium whitespace-nowrap">{dimensionName(dimension)}</Td>
              <Td>
                <ConsensusBadge consensus={row?.consensus ?? null} share={row?.share ?? null} n={row?.n ?? 0} decidedBy={row?.decidedBy} />
              </Td>
              <Td numeric>{formatPercent(row?.share, 0)}</Td>
              <Td>{row ? <VerdictBar counts={row.counts} /> : "–"}</Td>
              <Td className="whitespace-nowrap tabular-nums">{soft ? t("soft", { a: formatPercent(soft.a, 0), tie: formatPercent(soft.tie, 0), b: formatPercent(soft.b, 0) }) : "–"}</Td>
              <Td className="whitespace-nowrap text-ink-soft">{last ? `${last.annotator.pseudonym}, ${formatMoment(last.submittedAt)}${last.revisionCount > 0 ? ` ${t("revised")}` : ""}` : "–"}</Td>
              {scorers.map(({ scorerVersionId }) => {
                const a = scores.get(scorerVersionId, candidateAId, dimension);
                const b = scores.get(scorerVersionId, candidateBId, dimension);
                return (
                  <Fragment key={scorerVersionId}>
                    <Td numeric>{formatNumber(a)}</Td>
                    <Td numeric>{formatNumber(b)}</Td>
                    <Td numeric className="font-semibold">
                      {preferenceOf(a, b, t("equal"))}
                    </Td>
                  </Fragment>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
