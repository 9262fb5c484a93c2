import { useTranslations } from "next-intl";
import type { ListedRun } from "#lib/scoring-run/index.ts";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { formatCost } from "./format-cost.ts";
import { RunStateBadge } from "./run-state.tsx";

function Row({ run, slug }: { run: ListedRun; slug: string }) {
  const t = useTranslations("scorers");
  const figures = useFigures();
  const { formatCount, formatDuration, formatMoment } = figures;
  const href = `/projects/${slug}/scorers/runs/${run.id}`;
  const over = run.cachedCount + run.doneCount + run.failedCount;
  return (
    <tr>
      <Td className="whitespace-nowrap tabular-nums">
        <Door href={href}>{formatMoment(run.createdAt)}</Door>
      </Td>
      <Td className="font-medium">{run.scorerVersion.scorer.name}</Td>
      <Td>
        <RunStateBadge state={run.state} />
      </Td>
      <Td numeric>{t("scoredOf", { scored: formatCount(over), all: formatCount(run.plannedCount) })}</Td>
      <Td numeric>{run.failedCount > 0 ? <Door href={`${href}#failures`}>{formatCount(run.failedCount)}</Door> : "0"}</Td>
      <Td numeric>{formatCount(Number(run.promptTokens + run.completionTokens))}</Td>
      <Td numeric>{formatDuration(Number(run.workMs))}</Td>
      <Td numeric>{formatCost(figures, run.cost)}</Td>
    </tr>
  );
}

/** Runs, the newest first. */
export function RunTable({ runs, slug }: { runs: ListedRun[]; slug: string }) {
  const t = useTranslations("scorers.runs");
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("begun")}</Th>
          <Th>{t("scorer")}</Th>
          <Th>{t("state")}</Th>
          <Th numeric>{t("progress")}</Th>
          <Th numeric>{t("failed")}</Th>
          <Th numeric>{t("tokens")}</Th>
          <Th numeric>{t("time")}</Th>
          <Th numeric>{t("cost")}</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <Row key={run.id} run={run} slug={slug} />
        ))}
      </tbody>
    </Table>
  );
}
