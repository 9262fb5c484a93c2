import { useTranslations } from "next-intl";
import type { Participant, ParticipationStateName } from "#lib/recruiting/index.ts";
import { Badge } from "../../../../../../_components/badge.tsx";
import { Table, Td, Th } from "../../../../../../_components/table.tsx";
import { useFigures } from "../../../../../../_components/use-figures.ts";
import { Door } from "../../../../../_components/door.tsx";
import { comparisonsHref } from "../../../../../address.ts";
import { describeApproval, describeEnd } from "../words.ts";
import { MarkButtons } from "./mark-buttons.tsx";

const TONES: Record<ParticipationStateName, "neutral" | "accent" | "attention"> = { STARTED: "accent", COMPLETED: "neutral", SCREENED_OUT: "attention", RETURNED: "neutral", TIMED_OUT: "neutral" };

function Row({ row, wanted, slug, studyId }: { row: Participant; wanted: number; slug: string; studyId: string }) {
  const t = useTranslations("studies");
  const people = useTranslations("people");
  const figures = useFigures();
  const { formatCount } = figures;
  return (
    <tr>
      <Td className="font-medium whitespace-nowrap">{row.pseudonym}</Td>
      <Td>
        <Badge tone={TONES[row.state]} title={describeEnd(t, row.endReason) || undefined}>
          {t(`states.${row.state}`)}
        </Badge>
        {row.memberState === "ACTIVE" ? null : (
          <span className="ml-1">
            <Badge tone="loss" title={row.memberReason ?? undefined}>
              {people(`states.${row.memberState}`)}
            </Badge>
          </span>
        )}
      </Td>
      <Td numeric>
        {t.rich("participants.given", { given: formatCount(row.judgmentCount), wanted: formatCount(wanted), door: (number) => (row.judgmentCount === 0 ? number : <Door href={comparisonsHref(slug, { annotator: row.userId })}>{number}</Door>) })}
      </Td>
      <Td numeric>{figures.formatDuration(row.medianDurationMs)}</Td>
      <Td numeric className="hidden text-ink-soft md:table-cell">
        {figures.formatMoment(row.startedAt)}
      </Td>
      <Td className="whitespace-nowrap text-ink-soft">{describeApproval(t, people, figures, row, wanted)}</Td>
      <Td numeric>
        <MarkButtons slug={slug} studyId={studyId} participationId={row.id} pseudonym={row.pseudonym} isRunning={row.state === "STARTED"} isErased={row.participantId === null} />
      </Td>
    </tr>
  );
}

/** The participants of a study, by pseudonym alone. */
export function ParticipantTable({ rows, study, slug }: { rows: Participant[]; study: { id: string; judgmentsPerParticipant: number }; slug: string }) {
  const t = useTranslations("studies.participants");
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("name")}</Th>
          <Th>{t("state")}</Th>
          <Th numeric>{t("judgments")}</Th>
          <Th numeric title={t("timeWhy")}>
            {t("time")}
          </Th>
          <Th numeric className="hidden md:table-cell">
            {t("started")}
          </Th>
          <Th>{t("suggestion")}</Th>
          <Th numeric aria-label={t("actions")} />
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
