import type { AnnotatorEvidence } from "#lib/agreement/index.ts";
import type { ListedMember } from "#lib/annotator/index.ts";
import type { MemberState } from "#lib/generated/prisma/client.ts";
import { Badge, SimulatedMark } from "../../../../_components/badge.tsx";
import { formatCount, formatDuration, formatPercent, formatPercentInterval } from "../../../../_components/figure.ts";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { Door } from "../../../_components/door.tsx";
import { comparisonsHref } from "../../../address.ts";
import { MemberActions } from "./member-actions.tsx";

const STATES: Record<MemberState, { words: string; tone: "neutral" | "attention" | "loss" }> = {
  ACTIVE: { words: "active", tone: "neutral" },
  PAUSED: { words: "paused", tone: "attention" },
  EXCLUDED: { words: "excluded", tone: "loss" },
};

const NOTABLE_DISTANCE = 0.1;

/** The share of A-or-B answers that took the left picture; marked where even its interval is away from one half. */
function LeftShare({ share: { value: share, interval, n } }: { share: AnnotatorEvidence["leftShare"] }) {
  if (share === null || !interval) return "–";
  const leans = Math.abs(share - 0.5) > NOTABLE_DISTANCE && (interval.low > 0.5 || interval.high < 0.5);
  return (
    <span title={`of ${n} A-or-B answers`}>
      {leans ? (
        <span className="mr-2">
          <Badge tone="attention">leans {share > 0.5 ? "left" : "right"}</Badge>
        </span>
      ) : null}
      {formatPercent(share, 0)} <span className="text-ink-soft">({formatPercentInterval(interval, 0)})</span>
    </span>
  );
}

function Row({ member, evidence, slug, isSelf }: { member: ListedMember; evidence: AnnotatorEvidence | undefined; slug: string; isSelf: boolean }) {
  const state = STATES[member.state];
  return (
    <tr>
      <Td className="font-medium whitespace-nowrap">
        <span className="inline-flex items-center gap-2">
          <span title={member.email ?? undefined}>{member.pseudonym}</span>
          {isSelf ? <Badge>you</Badge> : null}
          {member.simulated ? <SimulatedMark /> : null}
        </span>
      </Td>
      <Td className="hidden text-ink-soft sm:table-cell">{member.role.toLowerCase()}</Td>
      <Td className="whitespace-nowrap">
        <Badge tone={state.tone} title={member.stateReason ?? undefined}>
          {state.words}
        </Badge>
        {member.stateReason && member.state !== "ACTIVE" ? <span className="ml-2 text-small text-ink-soft">{member.stateReason}</span> : null}
      </Td>
      <Td numeric>{member.judgmentCount === 0 ? "0" : <Door href={comparisonsHref(slug, { annotator: member.userId })}>{formatCount(member.judgmentCount)}</Door>}</Td>
      <Td numeric>{formatDuration(member.medianDurationMs)}</Td>
      <Td numeric title={evidence ? `of ${evidence.agreement.n} A-or-B answers that others judged too` : undefined}>
        {formatPercent(evidence?.agreement.value, 0)} {evidence?.agreement.interval ? <span className="text-ink-soft">({formatPercentInterval(evidence.agreement.interval, 0)})</span> : null}
      </Td>
      <Td numeric>{evidence ? <LeftShare share={evidence.leftShare} /> : "–"}</Td>
      <Td numeric className="text-ink-soft">
        {member.lastJudgmentAt ? member.lastJudgmentAt.toISOString().slice(0, 10) : "–"}
      </Td>
      <Td numeric>{isSelf ? null : <MemberActions slug={slug} userId={member.userId} pseudonym={member.pseudonym} state={member.state} judgmentCount={member.judgmentCount} />}</Td>
    </tr>
  );
}

type TableProps = { members: ListedMember[]; evidence: ReadonlyMap<string, AnnotatorEvidence>; dimension: string; ownId: string; slug: string };

/** Everybody in a project with what can be seen of their work. */
export function MemberTable({ members, evidence, dimension, ownId, slug }: TableProps) {
  return (
    <Table label="People">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th className="hidden sm:table-cell">Role</Th>
          <Th>State</Th>
          <Th numeric>Judgments</Th>
          <Th numeric title="Median time from pictures shown to answer sent">
            Median time
          </Th>
          <Th numeric title={`${dimension}: share of A-or-B answers that agree with the majority of the others, whose tie is one half; 95 % interval by item`}>
            With the others
          </Th>
          <Th numeric title={`${dimension}: share of A-or-B answers that took the left picture; 95 % interval`}>
            Took the left
          </Th>
          <Th numeric>Last</Th>
          <Th numeric aria-label="Actions" />
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <Row key={member.userId} member={member} evidence={evidence.get(member.userId)} slug={slug} isSelf={member.userId === ownId} />
        ))}
      </tbody>
    </Table>
  );
}
