import Link from "next/link";
import type { ListedMember, Reliability } from "#lib/annotator/index.ts";
import type { MemberState } from "#lib/generated/prisma/client.ts";
import { Badge, SimulatedMark } from "../../../../_components/badge.tsx";
import { formatCount, formatDuration, formatPercent, formatPercentInterval } from "../../../../_components/english-figures.ts";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { Door } from "../../../_components/door.tsx";
import { comparisonsHref } from "../../../address.ts";
import { FlagBadge } from "./flag-badge.tsx";
import { MemberActions } from "./member-actions.tsx";
import type { PeopleSort, PersonRow } from "./sort-people.ts";

const STATES: Record<MemberState, { words: string; tone: "neutral" | "attention" | "loss" }> = {
  ACTIVE: { words: "active", tone: "neutral" },
  PAUSED: { words: "paused", tone: "attention" },
  EXCLUDED: { words: "excluded", tone: "loss" },
};

/** A share with its 95 % interval and what it rests on; a dash without figures. */
function Share({ value, interval, n, of }: { value: number | null | undefined; interval: { low: number; high: number } | null | undefined; n: number | undefined; of: string }) {
  if (value === null || value === undefined) return <span title={`no ${of} yet`}>–</span>;
  return (
    <span title={`of ${n ?? 0} ${of}`}>
      {formatPercent(value, 0)} <span className="text-ink-soft">({formatPercentInterval(interval, 0)})</span>
    </span>
  );
}

function Row({ member, reliability, slug, isSelf }: { member: ListedMember; reliability: Reliability | undefined; slug: string; isSelf: boolean }) {
  const state = STATES[member.state];
  return (
    <tr>
      <Td className="font-medium whitespace-nowrap">
        <span className="inline-flex items-center gap-2">
          <Door href={`/projects/${slug}/people/${member.userId}`} title={member.email ?? undefined}>
            {member.pseudonym}
          </Door>
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
      <Td numeric>
        <Share value={reliability?.gold.mean} interval={reliability?.gold.interval} n={reliability?.gold.n} of="gold answers" />
      </Td>
      <Td numeric>
        <Share value={reliability?.repeats.share} interval={reliability?.repeats.interval} n={reliability?.repeats.n} of="repeats" />
      </Td>
      <Td numeric>
        <Share value={reliability?.agreement.value} interval={reliability?.agreement.interval} n={reliability?.agreement.n} of="A-or-B answers that others judged too" />
      </Td>
      <Td numeric>
        <Share value={reliability?.side.leftShare} interval={reliability?.side.interval} n={reliability?.side.n} of="A-or-B answers" />
      </Td>
      <Td>
        <span className="inline-flex gap-1">
          {reliability?.flags.map((flag) => <FlagBadge key={flag.flag} flag={flag} />)}
        </span>
      </Td>
      <Td numeric className="text-ink-soft">
        {member.lastJudgmentAt ? member.lastJudgmentAt.toISOString().slice(0, 10) : "–"}
      </Td>
      <Td numeric>{isSelf ? null : <MemberActions slug={slug} userId={member.userId} pseudonym={member.pseudonym} state={member.state} judgmentCount={member.judgmentCount} />}</Td>
    </tr>
  );
}

type TableProps = { rows: PersonRow[]; dimension: string; ownId: string; slug: string; sort: PeopleSort };

/** A column's name that sorts by it. */
function SortTh({ by, children, title, slug, sort, numeric = true }: { by: PeopleSort; children: string; title?: string; slug: string; sort: PeopleSort; numeric?: boolean }) {
  const isCurrent = by === sort;
  return (
    <Th numeric={numeric} title={title} aria-sort={isCurrent ? (by === "judgments" || by === "flags" ? "descending" : "ascending") : undefined}>
      <Link href={`/projects/${slug}/people?sort=${by}`} prefetch={false} className={isCurrent ? "text-ink underline underline-offset-[3px]" : "hover:text-ink"}>
        {children}
      </Link>
    </Th>
  );
}

/** Everybody in a project with what can be seen of their work. */
export function MemberTable({ rows, dimension, ownId, slug, sort }: TableProps) {
  const sorting = { slug, sort };
  return (
    <Table label="People">
      <thead>
        <tr>
          <SortTh by="name" numeric={false} {...sorting}>
            Name
          </SortTh>
          <Th className="hidden sm:table-cell">Role</Th>
          <Th>State</Th>
          <SortTh by="judgments" {...sorting}>
            Judgments
          </SortTh>
          <SortTh by="pace" title="Median time from pictures shown to answer sent" {...sorting}>
            Median time
          </SortTh>
          <SortTh by="gold" title="Right where the answer is known: mean of Beta(1 + right, 1 + wrong), 95 %; sorted by the lower end" {...sorting}>
            Gold
          </SortTh>
          <SortTh by="repeats" title={`${dimension}: same answer when shown again with sides swapped; 95 % interval`} {...sorting}>
            Repeats
          </SortTh>
          <SortTh by="agreement" title={`${dimension}: share of A-or-B answers that agree with the majority of the others, whose tie is one half; 95 % interval by item`} {...sorting}>
            With the others
          </SortTh>
          <SortTh by="side" title={`${dimension}: share of A-or-B answers that took the left picture; 95 % interval; the largest lean first`} {...sorting}>
            Took the left
          </SortTh>
          <SortTh by="flags" numeric={false} {...sorting}>
            Flags
          </SortTh>
          <Th numeric>Last</Th>
          <Th numeric aria-label="Actions" />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ member, reliability }) => (
          <Row key={member.userId} member={member} reliability={reliability} slug={slug} isSelf={member.userId === ownId} />
        ))}
      </tbody>
    </Table>
  );
}
