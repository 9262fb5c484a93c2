import type { Reliability } from "#lib/annotator/index.ts";
import { dimensionName, formatDuration, formatNumber, formatPercent, formatPercentInterval } from "../../../../../_components/english-figures.ts";
import { Table, Td, Th } from "../../../../../_components/table.tsx";

type Row = { name: string; value: string; interval: { low: number; high: number } | null; n: string };

function rowsOf({ gold, repeatsByDimension, agreement, speed, straightLine, side }: Reliability, dimension: string): Row[] {
  return [
    { name: "Gold, right", value: formatPercent(gold.mean, 0), interval: gold.interval, n: `${gold.right} right, ${gold.wrong} wrong; advice: ${gold.advice}` },
    ...repeatsByDimension.map(({ dimension: name, consistency }) => ({ name: `Repeats the same, ${dimensionName(name)}`, value: formatPercent(consistency.share, 0), interval: consistency.interval, n: `${consistency.same} of ${consistency.n}, ${consistency.reversed} reversed` })),
    { name: `With the others, ${dimension}`, value: formatPercent(agreement.value, 0), interval: agreement.interval, n: `${agreement.n}` },
    { name: `Took the left, ${dimension}`, value: formatPercent(side.leftShare, 0), interval: side.interval, n: `${side.n}; q = ${formatNumber(side.q, 3)}` },
    { name: "Too fast to look", value: formatPercent(speed?.share, 0), interval: null, n: speed ? `${speed.tooFast} of ${speed.n}; median ${formatDuration(speed.medianMs)}` : "0" },
    { name: "Longest run on one side", value: `${straightLine.sideRun}`, interval: null, n: `of ${straightLine.n}; chance ${formatPercent(straightLine.sideRunChance, 1)}` },
    { name: "Longest run of the same answers", value: `${straightLine.answerRun}`, interval: null, n: `of ${straightLine.n}` },
  ];
}

/** All figures of a person, each with its interval and what it rests on. */
export function Measures({ reliability, dimension }: { reliability: Reliability; dimension: string }) {
  return (
    <Table label="Measures">
      <thead>
        <tr>
          <Th>Measure</Th>
          <Th numeric>Value</Th>
          <Th numeric>95 %</Th>
          <Th>From</Th>
        </tr>
      </thead>
      <tbody>
        {rowsOf(reliability, dimension).map((row) => (
          <tr key={row.name}>
            <Td className="font-medium">{row.name}</Td>
            <Td numeric>{row.value}</Td>
            <Td numeric className="text-ink-soft">
              {formatPercentInterval(row.interval, 0)}
            </Td>
            <Td className="text-ink-soft">{row.n}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
