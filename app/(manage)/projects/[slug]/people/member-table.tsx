import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ListedMember, Reliability } from "#lib/annotator/index.ts";
import type { MemberState } from "#lib/generated/prisma/client.ts";
import { Badge, SimulatedMark } from "../../../../_components/badge.tsx";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useExplain } from "../../../../_components/use-explain.ts";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { comparisonsHref } from "../../../address.ts";
import { FlagBadge } from "./flag-badge.tsx";
import { MemberActions } from "./member-actions.tsx";
import type { PeopleSort, PersonRow } from "./sort-people.ts";

const TONES: Record<MemberState, "neutral" | "attention" | "loss"> = { ACTIVE: "neutral", PAUSED: "attention", EXCLUDED: "loss" };

/** A share with its 95 % interval and what it rests on; a dash without figures. */
function Share({ value, interval, n, of }: { value: number | null | undefined; interval: { low: number; high: number } | null | undefined; n: number | undefined; of: "gold" | "repeats" | "others" | "left" }) {
  const t = useTranslations("people");
  const { formatCount, formatPercent, formatPercentInterval } = useFigures();
  if (value === null || value === undefined) return <span title={t(`none.${of}`)}>–</span>;
  return (
    <span title={t(`rests.${of}`, { shown: formatCount(n ?? 0) })}>
      {formatPercent(value, 0)} <span className="text-ink-soft">({formatPercentInterval(interval, 0)})</span>
    </span>
  );
}

function Row({ member, reliability, slug, isSelf }: { member: ListedMember; reliability: Reliability | undefined; slug: string; isSelf: boolean }) {
  const t = useTranslations("people");
  const m = useTranslations("manage");
  const explain = useExplain();
  const { formatCount, formatDay, formatDuration } = useFigures();
  // Reasons are people's own words, those of rules apart.
  const reason = member.stateReason ? explain({ message: member.stateReason }) : null;
  const access = [...member.languages, ...member.qualifications].join(" · ");
  return (
    <tr>
      <Td className="font-medium whitespace-nowrap">
        <span className="inline-flex items-center gap-2">
          <Door href={`/projects/${slug}/people/${member.userId}`} title={member.email ?? undefined}>
            {member.pseudonym}
          </Door>
          {isSelf ? <Badge>{t("you")}</Badge> : null}
          {member.simulated ? <SimulatedMark /> : null}
        </span>
      </Td>
      <Td className="hidden whitespace-nowrap text-ink-soft sm:table-cell">
        {m(`roles.${member.role}`)}
        {access === "" ? null : (
          <span title={access} className="block max-w-40 truncate text-small text-ink-faint">
            {access}
          </span>
        )}
      </Td>
      <Td className="whitespace-nowrap">
        <Badge tone={TONES[member.state]} title={reason ?? undefined}>
          {t(`states.${member.state}`)}
        </Badge>
        {reason && member.state !== "ACTIVE" ? <span className="ml-2 text-small text-ink-soft">{reason}</span> : null}
      </Td>
      <Td numeric>{member.judgmentCount === 0 ? "0" : <Door href={comparisonsHref(slug, { annotator: member.userId })}>{formatCount(member.judgmentCount)}</Door>}</Td>
      <Td numeric>{formatDuration(member.medianDurationMs)}</Td>
      <Td numeric>
        <Share value={reliability?.gold.mean} interval={reliability?.gold.interval} n={reliability?.gold.n} of="gold" />
      </Td>
      <Td numeric>
        <Share value={reliability?.repeats.share} interval={reliability?.repeats.interval} n={reliability?.repeats.n} of="repeats" />
      </Td>
      <Td numeric>
        <Share value={reliability?.agreement.value} interval={reliability?.agreement.interval} n={reliability?.agreement.n} of="others" />
      </Td>
      <Td numeric>
        <Share value={reliability?.side.leftShare} interval={reliability?.side.interval} n={reliability?.side.n} of="left" />
      </Td>
      <Td>
        <span className="inline-flex gap-1">
          {reliability?.flags.map((flag) => <FlagBadge key={flag.flag} flag={flag} />)}
        </span>
      </Td>
      <Td numeric className="text-ink-soft">
        {member.lastJudgmentAt ? formatDay(member.lastJudgmentAt) : "–"}
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
  const t = useTranslations("people.columns");
  const titles = useTranslations("titles");
  const sorting = { slug, sort };
  return (
    <Table label={titles("people")}>
      <thead>
        <tr>
          <SortTh by="name" numeric={false} {...sorting}>
            {t("name")}
          </SortTh>
          <Th className="hidden sm:table-cell">{t("role")}</Th>
          <Th>{t("state")}</Th>
          <SortTh by="judgments" {...sorting}>
            {t("judgments")}
          </SortTh>
          <SortTh by="pace" title={t("timeWhy")} {...sorting}>
            {t("time")}
          </SortTh>
          <SortTh by="gold" title={t("goldWhy")} {...sorting}>
            {t("gold")}
          </SortTh>
          <SortTh by="repeats" title={t("repeatsWhy", { dimension })} {...sorting}>
            {t("repeats")}
          </SortTh>
          <SortTh by="agreement" title={t("othersWhy", { dimension })} {...sorting}>
            {t("others")}
          </SortTh>
          <SortTh by="side" title={t("leftWhy", { dimension })} {...sorting}>
            {t("left")}
          </SortTh>
          <SortTh by="flags" numeric={false} {...sorting}>
            {t("flags")}
          </SortTh>
          <Th numeric>{t("last")}</Th>
          <Th numeric aria-label={t("actions")} />
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
