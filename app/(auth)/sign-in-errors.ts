const SENTENCES: Record<string, string> = {
  sign_in_failed: "This e-mail address and password do not belong together.",
  too_many_attempts: "Too many attempts. Wait 15 minutes and try again.",
  not_found: "This link is not known. Check that you copied the whole of it.",
  invite_revoked: "This link was withdrawn. Ask for a new one.",
  invite_expired: "This link has expired. Ask for a new one.",
  invite_used_up: "This link has been used as often as it may be. Ask for a new one.",
};

/** What a code of a failed sign-in means for the person in front of the page. */
export function explainSignIn(code: string | null | undefined): string {
  return SENTENCES[code ?? ""] ?? "Signing in failed on the server. Try again in a moment.";
}
