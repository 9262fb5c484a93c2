import { useTranslations } from "next-intl";
import type { ShownLearnedRun } from "#lib/learn/index.ts";
import { Badge } from "../../../../../_components/badge.tsx";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { Door } from "../../../../_components/door.tsx";

const TONES = { QUEUED: "accent", RUNNING: "accent", CANCELLED: "neutral", DONE: "neutral", FAILED: "loss" } as const;

export function LearnStateBadge({ state }: { state: ShownLearnedRun["state"] }) {
  const t = useTranslations("scorers.states");
  return <Badge tone={TONES[state]}>{t(state)}</Badge>;
}

/** Runs of a project, newest first, with what each found in the main dimension. */
export function LearnedRunTable({ runs, slug }: { runs: ShownLearnedRun[]; slug: string }) {
  const t = useTranslations("teach");
  const { formatMoment, formatPercent, formatPercentInterval, formatCount } = useFigures();
  return (
    <Table label={t("runs.title")}>
      <thead>
        <tr>
          <Th>{t("runs.begun")}</Th>
          <Th>{t("runs.state")}</Th>
          <Th>{t("runs.verdict")}</Th>
          <Th numeric>{t("runs.learned")}</Th>
          <Th numeric>{t("runs.starter")}</Th>
          <Th numeric>{t("runs.difference")}</Th>
          <Th numeric>{t("readiness.judgments")}</Th>
          <Th>{t("runs.decision")}</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => {
          const main = run.report?.dimensions.find(({ dimension }) => dimension === run.report?.mainDimension);
          return (
            <tr key={run.id}>
              <Td className="whitespace-nowrap">
                <Door href={`/projects/${slug}/scorers/teach/${run.id}`}>{formatMoment(run.createdAt)}</Door>
              </Td>
              <Td>
                <LearnStateBadge state={run.state} />
              </Td>
              <Td className="min-w-40">{run.report ? `${run.report.isControl ? t("runs.control") : ""}${t(`verdicts.${run.report.verdict}`)}` : "–"}</Td>
              <Td numeric>{formatPercent(main?.learned.accuracy)}</Td>
              <Td numeric>{formatPercent(main?.starter.accuracy)}</Td>
              <Td numeric title={formatPercentInterval(main?.difference.interval)}>
                {formatPercent(main?.difference.value)}
              </Td>
              <Td numeric>{run.report ? formatCount(run.report.counts.judgments) : "–"}</Td>
              <Td>{run.decision === "used" ? t("runs.used") : run.decision === "not_used" ? t("runs.notUsed") : "–"}</Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
