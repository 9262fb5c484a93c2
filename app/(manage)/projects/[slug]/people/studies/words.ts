import type { ParticipationStateName } from "#lib/recruiting/index.ts";

export const STATE_WORDS: Record<ParticipationStateName, string> = { STARTED: "at work", COMPLETED: "completed", SCREENED_OUT: "screened out", RETURNED: "returned", TIMED_OUT: "timed out" };

/** Whether newcomers are let in, in words. Times are UTC. */
export function describePhase({ phase, opensAt, participantLimit, counts }: { phase: "open" | "not_open_yet" | "closed"; opensAt: Date | null; participantLimit: number; counts: Record<ParticipationStateName, number> }): string {
  if (phase === "not_open_yet") return `opens ${opensAt?.toISOString().slice(0, 16).replace("T", " ") ?? ""}`;
  if (phase === "closed") return "closed";
  return counts.STARTED + counts.COMPLETED >= participantLimit ? "full" : "open";
}
