import { useTranslations } from "next-intl";
import { BENCHMARK_DIMENSIONS, BENCHMARK_GROUPS, type BenchmarkCell, PUBLISHED } from "#lib/evaluation/index.ts";
import type { ReportView } from "#lib/report/index.ts";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { comparisonsHref } from "../../../address.ts";

const SHORT = { prompt_following: "PF", consistency: "C", overall: "O" } as const;
const edge = (dimension: string) => (dimension === "prompt_following" ? "border-l border-l-line pl-3" : "");

function Head() {
  const t = useTranslations("report");
  return (
    <thead>
      <tr>
        <td className="h-7" />
        {BENCHMARK_GROUPS.map((group) => (
          <th key={group} scope="colgroup" colSpan={BENCHMARK_DIMENSIONS.length} className="border-l border-l-line px-2 pl-3 text-left text-small font-semibold">
            {t(`groups.${group}`)}
          </th>
        ))}
      </tr>
      <tr>
        <Th>{t("scorers.scorer")}</Th>
        {BENCHMARK_GROUPS.flatMap((group) =>
          BENCHMARK_DIMENSIONS.map((dimension) => (
            <Th key={`${group} ${dimension}`} numeric className={edge(dimension)}>
              {SHORT[dimension]}
            </Th>
          )),
        )}
      </tr>
    </thead>
  );
}

function Cell({ cell, scorerId, report }: { cell: BenchmarkCell; scorerId: string; report: ReportView }) {
  const t = useTranslations("report");
  const { formatNumber, formatPercentInterval, formatCount } = useFigures();
  const { value, interval, n, dimension, group, taskTypeCount } = cell;
  // A mean of task types has no list of its own; a group is the list of its comparisons, whatever their weight.
  const href = comparisonsHref(report.project.slug, { people: report.people, dimension, scorer: scorerId, consensus: "CLEAR", ...(group === "overall" ? {} : { task: `group:${group}` }) });
  return (
    <Td numeric className={edge(dimension)} title={value === null ? undefined : t("benchmark.cell", { interval: formatPercentInterval(interval), pairs: formatCount(n), types: formatCount(taskTypeCount) })}>
      {value === null ? "–" : <Door href={href}>{formatNumber(value, 3).replace(/^0/, "")}</Door>}
      {interval ? <span className="block text-[11px] leading-tight text-ink-faint">±{formatNumber((interval.high - interval.low) / 2, 3).replace(/^0/, "")}</span> : null}
    </Td>
  );
}

/** The headline table in the layout of EditScore's EditReward-Bench, with published rows below on demand. */
export function BenchmarkSection({ report }: { report: ReportView }) {
  const t = useTranslations("report");
  const { formatNumber } = useFigures();
  const { rows, otherTaskTypes } = report.benchmark;
  return (
    <section className="mb-6">
      <h3 className="text-base font-semibold">{t("benchmark.title")}</h3>
      <p className="mb-2 max-w-prose text-base text-ink-soft">{t("benchmark.lead")}</p>
      <Table label={t("benchmark.title")} className="tabular-nums">
        <Head />
        <tbody>
          {rows.map((row) => (
            <tr key={row.scorerId}>
              <Td className="pr-4 font-medium whitespace-nowrap">{row.name}</Td>
              {row.cells.map((cell) => (
                <Cell key={`${cell.group} ${cell.dimension}`} cell={cell} scorerId={row.scorerId} report={report} />
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {otherTaskTypes.length > 0 ? <p className="mt-2 max-w-prose text-small text-ink-faint">{t("benchmark.others", { types: otherTaskTypes.map((type) => type || t("noTaskType")).join(", ") })}</p> : null}
      <details className="group mt-3">
        <summary className="cursor-pointer text-base text-ink-soft underline decoration-line-strong underline-offset-[3px] hover:text-ink">{t("benchmark.published")}</summary>
        <p className="my-2 max-w-prose text-small text-ink-faint">{t("benchmark.publishedWhy")}</p>
        <Table label={t("benchmark.published")} className="text-ink-soft tabular-nums">
          <Head />
          <tbody>
            {PUBLISHED.map(({ name, values }) => (
              <tr key={name}>
                <Td className="pr-4 whitespace-nowrap">{name}</Td>
                {BENCHMARK_GROUPS.flatMap((group) =>
                  BENCHMARK_DIMENSIONS.map((dimension) => (
                    <Td key={`${group} ${dimension}`} numeric className={edge(dimension)}>
                      {formatNumber(values[group][SHORT[dimension]], 3).replace(/^0/, "")}
                    </Td>
                  )),
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      </details>
    </section>
  );
}
