import { useTranslations } from "next-intl";
import type { AnnotatorEvidence } from "#lib/agreement/index.ts";
import type { ListedMember } from "#lib/annotator/index.ts";
import type { MemberState } from "#lib/generated/prisma/client.ts";
import { Badge, SimulatedMark } from "../../../../_components/badge.tsx";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { comparisonsHref } from "../../../address.ts";
import { MemberActions } from "./member-actions.tsx";

const TONES: Record<MemberState, "neutral" | "attention" | "loss"> = { ACTIVE: "neutral", PAUSED: "attention", EXCLUDED: "loss" };

const NOTABLE_DISTANCE = 0.1;

/** The share of A-or-B answers that took the left picture; marked where even its interval is away from one half. */
function LeftShare({ share: { value: share, interval, n } }: { share: AnnotatorEvidence["leftShare"] }) {
  const { formatPercent, formatPercentInterval } = useFigures();
  const t = useTranslations("people");
  if (share === null || !interval) return "–";
  const leans = Math.abs(share - 0.5) > NOTABLE_DISTANCE && (interval.low > 0.5 || interval.high < 0.5);
  return (
    <span title={t("ofDecisive", { count: n })}>
      {leans ? (
        <span className="mr-2">
          <Badge tone="attention">{share > 0.5 ? t("leansLeft") : t("leansRight")}</Badge>
        </span>
      ) : null}
      {formatPercent(share, 0)} <span className="text-ink-soft">({formatPercentInterval(interval, 0)})</span>
    </span>
  );
}

function Row({ member, evidence, slug, isSelf }: { member: ListedMember; evidence: AnnotatorEvidence | undefined; slug: string; isSelf: boolean }) {
  const { formatCount, formatPercent, formatPercentInterval, formatDuration, formatDay } = useFigures();
  const t = useTranslations("people");
  const m = useTranslations("manage");
  return (
    <tr>
      <Td className="font-medium whitespace-nowrap">
        <span className="inline-flex items-center gap-2">
          <span title={member.email ?? undefined}>{member.pseudonym}</span>
          {isSelf ? <Badge>{t("you")}</Badge> : null}
          {member.simulated ? <SimulatedMark /> : null}
        </span>
      </Td>
      <Td className="hidden text-ink-soft sm:table-cell">{m(`roles.${member.role}`)}</Td>
      <Td className="whitespace-nowrap">
        <Badge tone={TONES[member.state]} title={member.stateReason ?? undefined}>
          {t(`states.${member.state}`)}
        </Badge>
        {member.stateReason && member.state !== "ACTIVE" ? <span className="ml-2 text-small text-ink-soft">{member.stateReason}</span> : null}
      </Td>
      <Td numeric>{member.judgmentCount === 0 ? "0" : <Door href={comparisonsHref(slug, { annotator: member.userId })}>{formatCount(member.judgmentCount)}</Door>}</Td>
      <Td numeric>{formatDuration(member.medianDurationMs)}</Td>
      <Td numeric title={evidence ? t("ofShared", { count: evidence.agreement.n }) : undefined}>
        {formatPercent(evidence?.agreement.value, 0)} {evidence?.agreement.interval ? <span className="text-ink-soft">({formatPercentInterval(evidence.agreement.interval, 0)})</span> : null}
      </Td>
      <Td numeric>{evidence ? <LeftShare share={evidence.leftShare} /> : "–"}</Td>
      <Td numeric className="text-ink-soft">
        {member.lastJudgmentAt ? formatDay(member.lastJudgmentAt) : "–"}
      </Td>
      <Td numeric>{isSelf ? null : <MemberActions slug={slug} userId={member.userId} pseudonym={member.pseudonym} state={member.state} judgmentCount={member.judgmentCount} />}</Td>
    </tr>
  );
}

type TableProps = { members: ListedMember[]; evidence: ReadonlyMap<string, AnnotatorEvidence>; dimension: string; ownId: string; slug: string };

/** Everybody in a project with what can be seen of their work. */
export function MemberTable({ members, evidence, dimension, ownId, slug }: TableProps) {
  const titles = useTranslations("titles");
  const t = useTranslations("people");
  return (
    <Table label={titles("people")}>
      <thead>
        <tr>
          <Th>{t("columns.name")}</Th>
          <Th className="hidden sm:table-cell">{t("columns.role")}</Th>
          <Th>{t("columns.state")}</Th>
          <Th numeric>{t("columns.judgments")}</Th>
          <Th numeric title={t("columns.timeWhy")}>
            {t("columns.time")}
          </Th>
          <Th numeric title={t("columns.othersWhy", { dimension })}>
            {t("columns.others")}
          </Th>
          <Th numeric title={t("columns.leftWhy", { dimension })}>
            {t("columns.left")}
          </Th>
          <Th numeric>{t("columns.last")}</Th>
          <Th numeric aria-label={t("invite.actions")} />
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
