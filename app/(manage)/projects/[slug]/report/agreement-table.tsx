import { describeJudges, type Report } from "#lib/report/index.ts";
import { SimulatedMark } from "../../../../_components/badge.tsx";
import { dimensionName, formatCount, formatNumber, formatPercent, formatPercentInterval } from "../../../../_components/figure.ts";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { Door } from "../../../_components/door.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { comparisonsHref } from "../../../address.ts";

type Summary = Report["dimensions"][number];

function Row({ summary, report }: { summary: Summary; report: Report }) {
  const { dimension, consensus, agreement, ceiling } = summary;
  const to = (filter: Parameters<typeof comparisonsHref>[1]) => comparisonsHref(report.project.slug, { people: report.people, dimension, ...filter });
  return (
    <tr>
      <Td className="font-medium whitespace-nowrap">
        {dimensionName(dimension)} {summary.simulatedCount > 0 ? <SimulatedMark count={summary.simulatedCount} /> : null}
      </Td>
      <Td numeric>
        <Door href={to({ consensus: "CLEAR" })}>{formatCount(consensus.a + consensus.b)}</Door>
      </Td>
      <Td numeric>
        <Door href={to({ consensus: "TIE" })}>{formatCount(consensus.tie)}</Door>
      </Td>
      <Td numeric>
        <Door href={to({ consensus: "UNDECIDED" })}>{formatCount(consensus.undecided)}</Door>
      </Td>
      <Td numeric>
        <Door href={to({ state: "adjudicated" })}>{formatCount(consensus.adjudicated)}</Door>
      </Td>
      <Td numeric>{formatCount(summary.judgmentCount)}</Td>
      <Td numeric>{formatCount(summary.skipCount)}</Td>
      <Td numeric>
        {formatPercent(agreement.value)} <span className="text-ink-soft">({formatPercentInterval(agreement.interval, 0)})</span>
      </Td>
      <Td numeric>{formatNumber(summary.alpha)}</Td>
      <Td numeric>
        {formatPercent(ceiling.value)} <span className="text-ink-soft">({formatPercentInterval(ceiling.interval, 0)})</span>
      </Td>
      <Td numeric>
        <Door href={to({ state: "twice" })}>{formatCount(agreement.n)}</Door>
      </Td>
    </tr>
  );
}

/** What people say and how far they agree with each other, by dimension. */
export function AgreementTable({ report }: { report: Report }) {
  const totals = { judgmentCount: report.progress.judgmentCount, simulatedCount: report.progress.simulatedJudgmentCount };
  return (
    <>
      <SectionTitle title="Agreement of the judges">
        {describeJudges(totals) === "people" ? "People" : describeJudges(totals) === "simulated annotators" ? "Simulated annotators" : "People and simulated annotators"} against each other, on comparisons with two answers or more. Alpha is Krippendorff’s, nominal: 0 is chance, 1 is perfect.
      </SectionTitle>
      <Table label="Agreement by dimension">
        <thead>
          <tr>
            <Th>Dimension</Th>
            <Th numeric>A or B</Th>
            <Th numeric>Equal</Th>
            <Th numeric>Undecided</Th>
            <Th numeric title="Decided by a reviewer; counted among the others here too">
              Adjudicated
            </Th>
            <Th numeric>Answers</Th>
            <Th numeric>Skipped</Th>
            <Th numeric title="Chance that two answers on one comparison are the same">
              Pairwise agreement
            </Th>
            <Th numeric>Alpha</Th>
            <Th numeric title="One person’s A or B against the majority of the others; their tie is one half">
              Human ceiling
            </Th>
            <Th numeric>n</Th>
          </tr>
        </thead>
        <tbody>
          {report.dimensions.map((summary) => (
            <Row key={summary.dimension} summary={summary} report={report} />
          ))}
        </tbody>
      </Table>
    </>
  );
}
