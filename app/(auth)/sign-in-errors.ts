import type { Translate } from "../_messages/translate.ts";

const KNOWN = ["sign_in_failed", "too_many_attempts", "not_found", "invite_revoked", "invite_expired", "invite_used_up", "database_unavailable"] as const;

/** What a code of a failed sign-in means for the person in front of the page. */
export function explainSignIn(t: Translate<"auth">, code: string | null | undefined): string {
  return t(`problems.${KNOWN.find((known) => known === code) ?? "unknown"}`);
}
