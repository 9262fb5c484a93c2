import { type Participant, type ParticipationStateName, suggestApproval } from "#lib/recruiting/index.ts";
import type { Figures } from "../../../../../_components/figure.ts";
import type { Messages } from "../../../../../_messages/load-messages.ts";
import type { Translate } from "../../../../../_messages/translate.ts";

/** How lib notes why a part ended, and the message that says it; any other reason was written by a person. */
const END_REASONS = new Map<string, keyof Messages["studies"]["endReasons"]>([
  ["all judged", "allJudged"],
  ["no more work", "noMoreWork"],
  ["marked by the owner", "marked"],
  ["stopped by the participant", "stopped"],
  ["no activity", "idle"],
  ["longest time over", "tooLong"],
  ["quiz_failed", "quizFailed"],
]);

/** Why a part ended; empty while it runs. */
export function describeEnd(t: Translate<"studies">, endReason: string | null): string {
  const key = END_REASONS.get(endReason ?? "");
  return key ? t(`endReasons.${key}`) : (endReason ?? "");
}

/** The suggestion whether to approve, with its reason. */
export function describeApproval(t: Translate<"studies">, states: Translate<"people">, { formatCount, formatDuration }: Figures, row: Participant, wanted: number): string {
  const { suggestion, why } = suggestApproval(row, wanted);
  const reason = t(`reasons.${why}`, {
    given: formatCount(row.judgmentCount),
    wanted: formatCount(wanted),
    time: formatDuration(row.medianDurationMs),
    state: states(`states.${row.memberState}`),
    why: (why === "member" ? row.memberReason : describeEnd(t, row.endReason)) ?? "",
  });
  return t(`suggestions.${suggestion}`, { reason });
}

/** Whether newcomers are let in, in words. Times are UTC. */
export function describePhase(
  t: Translate<"studies">,
  { formatMoment }: Figures,
  { phase, opensAt, participantLimit, counts }: { phase: "open" | "not_open_yet" | "closed"; opensAt: Date | null; participantLimit: number; counts: Record<ParticipationStateName, number> },
): string {
  if (phase === "not_open_yet") return t("phases.opens", { moment: opensAt ? formatMoment(opensAt) : "" });
  if (phase === "closed") return t("phases.closed");
  return t(counts.STARTED + counts.COMPLETED >= participantLimit ? "phases.full" : "phases.open");
}
