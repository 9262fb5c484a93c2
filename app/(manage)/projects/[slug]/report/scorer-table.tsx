import { describeJudges, type Report } from "#lib/report/index.ts";
import { SimulatedMark } from "../../../../_components/badge.tsx";
import { dimensionName, formatCount, formatPercent, formatPercentInterval } from "../../../../_components/figure.ts";
import { Notice } from "../../../../_components/notice.tsx";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { Door } from "../../../_components/door.tsx";
import { IntervalBar } from "../../../_components/interval-bar.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { comparisonsHref } from "../../../address.ts";

type ScorerRow = Report["scorers"][number];

function Row({ row, report }: { row: ScorerRow; report: Report }) {
  const ceiling = report.dimensions.find((summary) => summary.dimension === row.dimension)?.ceiling;
  const to = (filter: Parameters<typeof comparisonsHref>[1]) => comparisonsHref(report.project.slug, { people: report.people, dimension: row.dimension, scorer: row.scorerVersionId, ...filter });
  return (
    <tr>
      <Td className="font-medium whitespace-nowrap">{dimensionName(row.dimension)}</Td>
      <Td numeric>
        <Door href={to({ scored: "agrees" })}>{formatPercent(row.strict)}</Door>
      </Td>
      <Td numeric className="text-ink-soft">
        {formatPercentInterval(row.interval)}
      </Td>
      <Td className="w-[256px] min-w-[256px]">
        <IntervalBar value={row.strict} interval={row.interval} reference={ceiling?.value} referenceName="human ceiling" />
      </Td>
      <Td numeric>
        <Door href={to({ consensus: "CLEAR" })}>{formatCount(row.n)}</Door>
      </Td>
      <Td numeric>{formatPercent(row.halfCredit)}</Td>
      <Td numeric>{formatPercent(row.macro.strict)}</Td>
      <Td numeric>
        <Door href={to({ state: "twice" })}>{formatPercent(ceiling?.value)}</Door>
      </Td>
      <Td numeric>
        {row.coverage !== null && row.coverage < 1 ? <Door href={to({ scored: "missing" })}>{formatPercent(row.coverage)}</Door> : formatPercent(row.coverage)}
      </Td>
    </tr>
  );
}

function ScorerPart({ rows, report }: { rows: ScorerRow[]; report: Report }) {
  const [first] = rows;
  if (!first) return null;
  const totals = { judgmentCount: first.judgmentCount, simulatedCount: first.simulatedCount };
  return (
    <section className="mb-6">
      <h3 className="mb-1 flex flex-wrap items-center gap-2 text-base font-semibold">
        {first.name} against {describeJudges(totals)}
        {first.simulatedCount > 0 ? <SimulatedMark /> : null}
      </h3>
      <Table label={`Accuracy of ${first.name}`}>
        <thead>
          <tr>
            <Th>Dimension</Th>
            <Th numeric>Accuracy</Th>
            <Th numeric>95 % interval</Th>
            <Th>
              <span className="flex w-[240px] justify-between font-normal">
                <span>0</span>
                <span>50</span>
                <span>100 %</span>
              </span>
            </Th>
            <Th numeric>n</Th>
            <Th numeric title="Equal scores earn one half">
              Half credit
            </Th>
            <Th numeric title="Mean over task types">
              By task type
            </Th>
            <Th numeric title="One person against the majority of the others">
              <span aria-hidden className="mr-1 inline-block size-2 rotate-45 bg-series-2" />
              Human ceiling
            </Th>
            <Th numeric title="Share of judged comparisons that have both scores">
              Coverage
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.dimension} row={row} report={report} />
          ))}
        </tbody>
      </Table>
    </section>
  );
}

/** How far each scorer agrees with people, by dimension. */
export function ScorerTable({ report }: { report: Report }) {
  const versions = [...new Set(report.scorers.map((row) => row.scorerVersionId))];
  return (
    <>
      <SectionTitle title="Scorers against people">
        Of the comparisons where people are clear (A or B leads), the share in which the scorer gives that candidate the higher score. Equal and missing scores are wrong.
      </SectionTitle>
      {versions.length === 0 ? <Notice>No scorer has scored this project’s candidates yet.</Notice> : null}
      {versions.map((version) => (
        <ScorerPart key={version} rows={report.scorers.filter((row) => row.scorerVersionId === version)} report={report} />
      ))}
    </>
  );
}
