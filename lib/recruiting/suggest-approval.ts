import type { Participant } from "./list-participants.ts";

export type Approval = { suggestion: "approve" | "review" | "none"; reason: string };

/** Below this nobody has looked at three pictures. */
const HASTY_MS = 1_500;

/** Whether to approve a participant's submission on the panel's page. It only suggests: a person decides. */
export function suggestApproval(participant: Participant, wanted: number): Approval {
  const { state, judgmentCount, medianDurationMs, memberState, memberReason } = participant;
  if (state === "STARTED") return { suggestion: "none", reason: "still at work" };
  if (state === "RETURNED" || state === "TIMED_OUT") return { suggestion: "none", reason: `${state === "RETURNED" ? "returned" : "timed out"} after ${judgmentCount} of ${wanted}` };
  if (state === "SCREENED_OUT") return { suggestion: "review", reason: `screened out: ${participant.endReason ?? ""}` };
  if (memberState !== "ACTIVE") return { suggestion: "review", reason: `${memberState.toLowerCase()}: ${memberReason ?? ""}` };
  if (judgmentCount < wanted) return { suggestion: "review", reason: `${judgmentCount} of ${wanted}, because no work was left` };
  if (medianDurationMs !== null && medianDurationMs < HASTY_MS) return { suggestion: "review", reason: `half of the answers came in under ${(medianDurationMs / 1_000).toFixed(1)} s` };
  return { suggestion: "approve", reason: "all judged" };
}
