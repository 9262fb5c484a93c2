import type { DetailedComparison } from "#lib/report/index.ts";
import { Badge, SimulatedMark } from "../../../../../_components/badge.tsx";
import { dimensionName, formatDuration } from "../../../../../_components/english-figures.ts";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { Door } from "../../../../_components/door.tsx";
import { comparisonsHref } from "../../../../address.ts";

type ShownJudgment = DetailedComparison["judgments"][number];

const VALUES: Record<ShownJudgment["verdicts"][number]["value"], string> = { A: "A", B: "B", TIE: "equal", BOTH_BAD: "both bad", SKIP: "can’t tell" };

function verdictOf(judgment: ShownJudgment, dimension: string): string {
  const verdict = judgment.verdicts.find((row) => row.dimension === dimension);
  if (!verdict) return "–";
  return `${VALUES[verdict.value]}${verdict.strength === 2 ? ", clearly" : ""}`;
}

/** Rankings show many candidates: neither stood on the left. */
function leftOf(judgment: ShownJudgment): string {
  const [first, second] = judgment.shown;
  if (judgment.shown.length !== 2 || !first || !second) return "–";
  return first < second ? "A" : "B";
}

/** Every judgment as it was given: nothing here is corrected or merged. */
export function JudgmentTable({ judgments, dimensions, excludedIds, slug }: { judgments: ShownJudgment[]; dimensions: readonly string[]; excludedIds: Set<string>; slug: string }) {
  return (
    <Table label="Judgments">
      <thead>
        <tr>
          <Th>Annotator</Th>
          {dimensions.map((dimension) => (
            <Th key={dimension}>{dimensionName(dimension)}</Th>
          ))}
          <Th>On the left</Th>
          <Th numeric>Time</Th>
          <Th numeric>Guide</Th>
          <Th>Given</Th>
          <Th>Note</Th>
        </tr>
      </thead>
      <tbody>
        {judgments.map((judgment) => (
          <tr key={judgment.id}>
            <Td className="whitespace-nowrap">
              <span className="inline-flex items-center gap-2">
                <Door href={comparisonsHref(slug, { annotator: judgment.annotatorId })}>{judgment.annotator.pseudonym}</Door>
                {judgment.partner ? <span title="One judgment with two names">and {judgment.partner.pseudonym}</span> : null}
                {judgment.simulated ? <SimulatedMark /> : null}
                {judgment.purpose === "GOLD" ? <Badge title="Measures the annotator; it counts in no consensus">gold</Badge> : null}
                {judgment.purpose === "REPEAT" ? <Badge title="The same comparison again with sides swapped; it counts in no consensus">repeat</Badge> : null}
                {judgment.counted || judgment.purpose !== "SLOT" ? null : <Badge title="Came after its slot had been given to somebody else; it counts nowhere">late</Badge>}
                {excludedIds.has(judgment.annotatorId) || (judgment.partnerId && excludedIds.has(judgment.partnerId)) ? <Badge title="Judgments of excluded people count nowhere">excluded</Badge> : null}
              </span>
            </Td>
            {dimensions.map((dimension) => (
              <Td key={dimension} className="whitespace-nowrap">
                {verdictOf(judgment, dimension)}
              </Td>
            ))}
            <Td>{leftOf(judgment)}</Td>
            <Td numeric>{formatDuration(judgment.durationMs)}</Td>
            <Td numeric>v{judgment.guidelineVersion}</Td>
            <Td className="whitespace-nowrap text-ink-soft">{judgment.submittedAt.toISOString().slice(0, 16).replace("T", " ")}</Td>
            <Td className="min-w-40 text-ink-soft">{judgment.note}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
