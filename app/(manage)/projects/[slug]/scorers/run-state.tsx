import { useTranslations } from "next-intl";
import type { RunState } from "#lib/scoring-run/index.ts";
import { Badge } from "../../../../_components/badge.tsx";

const TONES = { QUEUED: "accent", RUNNING: "accent", PAUSED: "attention", CANCELLED: "neutral", DONE: "neutral", FAILED: "loss" } as const;

export function RunStateBadge({ state }: { state: RunState }) {
  const t = useTranslations("scorers");
  return <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>;
}

/** Whether anything may still change by itself. */
export function isGoing(state: RunState): boolean {
  return state === "QUEUED" || state === "RUNNING";
}
