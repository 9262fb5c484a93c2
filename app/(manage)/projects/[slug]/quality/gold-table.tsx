import type { ListedGold } from "#lib/gold/index.ts";
import { Badge } from "../../../../_components/badge.tsx";
import { formatCount } from "../../../../_components/english-figures.ts";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { Door } from "../../../_components/door.tsx";
import { describeVerdicts } from "./describe-verdicts.ts";

/** The gold of a project; a row that most people miss is rather wrong itself. */
export function GoldTable({ gold, slug }: { gold: ListedGold[]; slug: string }) {
  return (
    <Table label="Gold">
      <thead>
        <tr>
          <Th>Request</Th>
          <Th>Answer</Th>
          <Th>Asked</Th>
          <Th numeric>Right</Th>
          <Th numeric>Wrong</Th>
          <Th aria-label="Warning" />
        </tr>
      </thead>
      <tbody>
        {gold.map((row) => (
          <tr key={row.comparisonId}>
            <Td className="max-w-80 truncate">
              <Door href={`/projects/${slug}/comparisons/${row.comparisonId}`}>{row.request}</Door>
            </Td>
            <Td className="whitespace-nowrap">{describeVerdicts(row.verdicts)}</Td>
            <Td className="whitespace-nowrap text-ink-soft">{row.inQuiz ? "in the quiz" : "among the work"}</Td>
            <Td numeric>{formatCount(row.right)}</Td>
            <Td numeric>{formatCount(row.wrong)}</Td>
            <Td>{row.isDoubtful ? <Badge tone="attention" title="Look at it again: rather the known answer is wrong than most people">most miss it</Badge> : null}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
