import { useTranslations } from "next-intl";
import type { ProjectScorer } from "#lib/scorer/index.ts";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { Progress } from "../../../../_components/progress.tsx";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { formatCost } from "./format-cost.ts";
import { kindName } from "./kind-name.ts";
import { RunStateBadge } from "./run-state.tsx";

export const SHORT_HASH = 10;

function Row({ scorer, slug }: { scorer: ProjectScorer; slug: string }) {
  const t = useTranslations("scorers");
  const figures = useFigures();
  const { formatCount, formatNumber } = figures;
  const dimensionName = useDimensionName();
  const href = `/projects/${slug}/scorers/${scorer.id}`;
  const scored = t("scoredOf", { scored: formatCount(scorer.scoredCount), all: formatCount(scorer.candidateCount) });
  return (
    <tr>
      <Td className="font-medium">
        <Door href={href}>{scorer.name}</Door>
        {scorer.description ? <span className="line-clamp-1 max-w-72 text-small font-normal text-ink-faint">{scorer.description}</span> : null}
      </Td>
      <Td className="whitespace-nowrap text-ink-soft">{kindName(t, scorer.kind)}</Td>
      <Td>
        <code className="font-mono text-small text-ink-soft">{scorer.hash.slice(0, SHORT_HASH)}</code>
      </Td>
      <Td className="hidden min-w-40 text-small text-ink-soft xl:table-cell">{scorer.dimensions.map(dimensionName).join(" · ")}</Td>
      <Td numeric>
        <span className="block">{scored}</span>
        <Progress value={scorer.scoredCount} total={scorer.candidateCount} label={`${scorer.name}: ${scored}`} className="mt-0.5 ml-auto max-w-24" />
      </Td>
      <Td numeric>{formatCount(scorer.passes)}</Td>
      <Td numeric>{formatNumber(scorer.spread)}</Td>
      <Td numeric>{scorer.failedPassCount > 0 ? <Door href={`${href}?show=failed#candidates`}>{formatCount(scorer.failedPassCount)}</Door> : "0"}</Td>
      <Td numeric title={t("calls", { ...figures.counted(scorer.callCount), tokens: formatCount(scorer.tokenCount) })}>
        {formatCost(figures, scorer.cost)}
      </Td>
      <Td>
        {scorer.run ? (
          <Door href={`/projects/${slug}/scorers/runs/${scorer.run.id}`} className="no-underline">
            <RunStateBadge state={scorer.run.state} />
          </Door>
        ) : (
          "–"
        )}
      </Td>
    </tr>
  );
}

/** Scorer versions with what each did in the project. */
export function ScorerTable({ scorers, slug }: { scorers: ProjectScorer[]; slug: string }) {
  const t = useTranslations("scorers.columns");
  const titles = useTranslations("titles");
  return (
    <Table label={titles("scorers")}>
      <thead>
        <tr>
          <Th>{t("name")}</Th>
          <Th>{t("kind")}</Th>
          <Th>{t("version")}</Th>
          <Th className="hidden xl:table-cell">{t("dimensions")}</Th>
          <Th numeric>{t("scored")}</Th>
          <Th numeric>{t("passes")}</Th>
          <Th numeric title={t("spreadWhy")}>
            {t("spread")}
          </Th>
          <Th numeric>{t("failures")}</Th>
          <Th numeric>{t("cost")}</Th>
          <Th>{t("run")}</Th>
        </tr>
      </thead>
      <tbody>
        {scorers.map((scorer) => (
          <Row key={scorer.id} scorer={scorer} slug={slug} />
        ))}
      </tbody>
    </Table>
  );
}
