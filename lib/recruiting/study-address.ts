import type { Study } from "../generated/prisma/client.ts";

type Addressed = Pick<Study, "token" | "provider" | "participantParameter" | "studyParameter" | "sessionParameter">;

/** The names of the address's parameters in their order; null where the panel sends no such id. */
export function parametersOf(study: Addressed): { participant: string; study: string | null; session: string | null } {
  return { participant: study.participantParameter, study: study.studyParameter, session: study.sessionParameter };
}

/**
 * The path to give to the panel. Prolific replaces its placeholders `{{%PROLIFIC_PID%}}` and so on; for other panels
 * `placeholders` says what theirs look like, by parameter, and `{name}` stands where none is given.
 */
export function studyAddress(study: Addressed, placeholders: Record<string, string> = {}): string {
  const prolific = { participant: "{{%PROLIFIC_PID%}}", study: "{{%STUDY_ID%}}", session: "{{%SESSION_ID%}}" };
  const pairs = (["participant", "study", "session"] as const).flatMap((kind) => {
    const name = parametersOf(study)[kind];
    if (name === null) return [];
    return [`${name}=${placeholders[name] ?? (study.provider === "PROLIFIC" ? prolific[kind] : `{${name}}`)}`];
  });
  return `/study/${study.token}?${pairs.join("&")}`;
}

/** Where a participant goes back to with a code. */
export function returnAddress(study: Pick<Study, "returnAddress">, code: string): string {
  return study.returnAddress.replaceAll("{code}", encodeURIComponent(code));
}
