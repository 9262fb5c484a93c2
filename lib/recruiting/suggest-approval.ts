import type { Participant } from "./list-participants.ts";

/** `why` in one word, for pages that say it in their own language; `reason` in English. */
export type Approval = {
  suggestion: "approve" | "review" | "none";
  why: "working" | "returned" | "timed_out" | "screened_out" | "member" | "no_work" | "hasty" | "complete";
  reason: string;
};

/** Below this nobody has looked at three pictures. */
const HASTY_MS = 1_500;

/** Whether to approve a participant's submission on the panel's page. It only suggests: a person decides. */
export function suggestApproval(participant: Participant, wanted: number): Approval {
  const { state, judgmentCount, medianDurationMs, memberState, memberReason } = participant;
  const given = `${judgmentCount} of ${wanted}`;
  if (state === "STARTED") return { suggestion: "none", why: "working", reason: "still at work" };
  if (state === "RETURNED") return { suggestion: "none", why: "returned", reason: `returned after ${given}` };
  if (state === "TIMED_OUT") return { suggestion: "none", why: "timed_out", reason: `timed out after ${given}` };
  if (state === "SCREENED_OUT") return { suggestion: "review", why: "screened_out", reason: `screened out: ${participant.endReason ?? ""}` };
  if (memberState !== "ACTIVE") return { suggestion: "review", why: "member", reason: `${memberState.toLowerCase()}: ${memberReason ?? ""}` };
  if (judgmentCount < wanted) return { suggestion: "review", why: "no_work", reason: `${given}, because no work was left` };
  if (medianDurationMs !== null && medianDurationMs < HASTY_MS) return { suggestion: "review", why: "hasty", reason: `half of the answers came in under ${(medianDurationMs / 1_000).toFixed(1)} s` };
  return { suggestion: "approve", why: "complete", reason: "all judged" };
}
