import type { Study } from "#lib/generated/prisma/client.ts";

/** What the form's fields hold when it opens. */
export type StudyValues = Record<"name" | "participantParameter" | "studyParameter" | "sessionParameter" | "judgmentsPerParticipant" | "participantLimit" | "completionCode" | "screenOutCode" | "noConsentCode" | "returnAddress" | "estimatedMinutes" | "maximumMinutes" | "contact" | "opensAt" | "closesAt", string> & { provider: "PROLIFIC" | "GENERIC" };

const PROLIFIC = { participantParameter: "PROLIFIC_PID", studyParameter: "STUDY_ID", sessionParameter: "SESSION_ID", returnAddress: "https://app.prolific.com/submissions/complete?cc={code}" };
const GENERIC = { participantParameter: "participant", studyParameter: "", sessionParameter: "", returnAddress: "" };

export const NEW_STUDY: StudyValues = { ...PROLIFIC, provider: "PROLIFIC", name: "", judgmentsPerParticipant: "40", participantLimit: "20", completionCode: "", screenOutCode: "", noConsentCode: "", estimatedMinutes: "", maximumMinutes: "", contact: "", opensAt: "", closesAt: "" };

/** What differs between panels: the study's own, or what is usual with the panel that was chosen instead. */
export function panelValues(values: StudyValues, provider: StudyValues["provider"]): Pick<StudyValues, keyof typeof PROLIFIC> {
  if (provider === values.provider) return values;
  return provider === "PROLIFIC" ? PROLIFIC : GENERIC;
}

/** Whether a panel's fields hold what is usual with Prolific. */
export function isProlificsOwn(values: Pick<StudyValues, keyof typeof PROLIFIC>): boolean {
  return (Object.keys(PROLIFIC) as (keyof typeof PROLIFIC)[]).every((field) => values[field] === PROLIFIC[field]);
}

/** UTC to the minute, as a field for times takes it. */
const toField = (time: Date | null) => time?.toISOString().slice(0, 16) ?? "";

/** A study as the form's fields hold it. */
export function toStudyValues(study: Study): StudyValues {
  const { provider, name, participantParameter, completionCode, screenOutCode, returnAddress, contact } = study;
  return {
    provider,
    name,
    participantParameter,
    completionCode,
    screenOutCode,
    returnAddress,
    contact,
    studyParameter: study.studyParameter ?? "",
    sessionParameter: study.sessionParameter ?? "",
    noConsentCode: study.noConsentCode ?? "",
    judgmentsPerParticipant: `${study.judgmentsPerParticipant}`,
    participantLimit: `${study.participantLimit}`,
    estimatedMinutes: `${study.estimatedMinutes ?? ""}`,
    maximumMinutes: `${study.maximumMinutes ?? ""}`,
    opensAt: toField(study.opensAt),
    closesAt: toField(study.closesAt),
  };
}
