import { type Participant, type ParticipationStateName, suggestApproval } from "#lib/recruiting/index.ts";
import { Badge } from "../../../../../../_components/badge.tsx";
import { formatCount, formatDuration } from "../../../../../../_components/english-figures.ts";
import { Table, Td, Th } from "../../../../../../_components/table.tsx";
import { Door } from "../../../../../_components/door.tsx";
import { comparisonsHref } from "../../../../../address.ts";
import { STATE_WORDS } from "../words.ts";
import { MarkButtons } from "./mark-buttons.tsx";

const TONES: Record<ParticipationStateName, "neutral" | "accent" | "attention"> = { STARTED: "accent", COMPLETED: "neutral", SCREENED_OUT: "attention", RETURNED: "neutral", TIMED_OUT: "neutral" };

function Row({ row, wanted, slug, studyId }: { row: Participant; wanted: number; slug: string; studyId: string }) {
  const approval = suggestApproval(row, wanted);
  return (
    <tr>
      <Td className="font-medium whitespace-nowrap">{row.pseudonym}</Td>
      <Td>
        <Badge tone={TONES[row.state]} title={row.endReason ?? undefined}>
          {STATE_WORDS[row.state]}
        </Badge>
        {row.memberState === "ACTIVE" ? null : (
          <span className="ml-1">
            <Badge tone="loss" title={row.memberReason ?? undefined}>
              {row.memberState.toLowerCase()}
            </Badge>
          </span>
        )}
      </Td>
      <Td numeric>
        {row.judgmentCount === 0 ? "0" : <Door href={comparisonsHref(slug, { annotator: row.userId })}>{formatCount(row.judgmentCount)}</Door>} of {formatCount(wanted)}
      </Td>
      <Td numeric>{formatDuration(row.medianDurationMs)}</Td>
      <Td numeric className="hidden text-ink-soft md:table-cell">
        {row.startedAt.toISOString().slice(0, 16).replace("T", " ")}
      </Td>
      <Td className="whitespace-nowrap text-ink-soft">{approval.suggestion === "none" ? approval.reason : `${approval.suggestion}: ${approval.reason}`}</Td>
      <Td numeric>
        <MarkButtons slug={slug} studyId={studyId} participationId={row.id} pseudonym={row.pseudonym} isRunning={row.state === "STARTED"} isErased={row.participantId === null} />
      </Td>
    </tr>
  );
}

/** The participants of a study, by pseudonym alone. */
export function ParticipantTable({ rows, study, slug }: { rows: Participant[]; study: { id: string; judgmentsPerParticipant: number }; slug: string }) {
  return (
    <Table label="Participants">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>State</Th>
          <Th numeric>Judgments</Th>
          <Th numeric title="From pictures shown to answer sent">
            Median time
          </Th>
          <Th numeric className="hidden md:table-cell">
            Started, UTC
          </Th>
          <Th>Suggestion</Th>
          <Th numeric aria-label="Actions" />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} wanted={study.judgmentsPerParticipant} slug={slug} studyId={study.id} />
        ))}
      </tbody>
    </Table>
  );
}
