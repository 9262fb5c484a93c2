import { z } from "zod";

export const STUDY_PROVIDERS = ["PROLIFIC", "GENERIC"] as const;
export const PROLIFIC_RETURN_ADDRESS = "https://app.prolific.com/submissions/complete?cc={code}";

const count = (most: number) => z.coerce.number().int().min(1).max(most);
/** An empty field of a form means "none". */
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional());
const parameter = z.string().trim().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/, "Letters, digits, dot, hyphen and underscore, starting with a letter.");
const code = z.string().trim().regex(/^[A-Za-z0-9_-]{1,64}$/, "Letters, digits, hyphen and underscore only.");

function isReturnAddress(address: string): boolean {
  return address.includes("{code}") && URL.canParse(address.replaceAll("{code}", "X")) && /^https?:$/.test(new URL(address.replaceAll("{code}", "X")).protocol);
}

const StudyFields = z.object({
  name: z.string().trim().min(1, "Give it a name.").max(120),
  provider: z.enum(STUDY_PROVIDERS).default("PROLIFIC"),
  participantParameter: parameter.default("PROLIFIC_PID"),
  studyParameter: optional(parameter),
  sessionParameter: optional(parameter),
  judgmentsPerParticipant: count(10_000),
  participantLimit: count(100_000),
  completionCode: code,
  screenOutCode: code,
  noConsentCode: optional(code),
  returnAddress: z.string().trim().max(500).default(PROLIFIC_RETURN_ADDRESS).refine(isReturnAddress, "An http(s) address with {code} where the code belongs."),
  estimatedMinutes: optional(count(1_440)),
  maximumMinutes: optional(count(1_440)),
  contact: z.string().trim().max(200).default(""),
  opensAt: optional(z.coerce.date()),
  closesAt: optional(z.coerce.date()),
});

/** What an owner says about a study. */
export const STUDY_FIELDS = StudyFields.keyof().options;

/** What a study is made from. Judgments 1..10000 a participant, 1..100000 places, minutes 1..1440; times as ISO 8601. */
export const CreateStudyInput = StudyFields
  // Prolific always sends all three ids.
  .transform((study) => (study.provider === "PROLIFIC" ? { ...study, studyParameter: study.studyParameter ?? "STUDY_ID", sessionParameter: study.sessionParameter ?? "SESSION_ID" } : study))
  .refine(({ completionCode, screenOutCode, noConsentCode }) => new Set([completionCode, screenOutCode, noConsentCode]).size === 3, { path: ["screenOutCode"], message: "Each code must differ from the others." })
  .refine(({ participantParameter, studyParameter, sessionParameter }) => {
    const names = [participantParameter, studyParameter, sessionParameter].filter((name) => name !== undefined);
    return new Set(names).size === names.length;
  }, { path: ["participantParameter"], message: "Each parameter needs a name of its own." })
  .refine(({ opensAt, closesAt }) => !opensAt || !closesAt || opensAt < closesAt, { path: ["closesAt"], message: "It must close after it opens." });
export type CreateStudyInput = z.input<typeof CreateStudyInput>;

export const PARTICIPATION_STATES = ["STARTED", "COMPLETED", "SCREENED_OUT", "RETURNED", "TIMED_OUT"] as const;
export type ParticipationStateName = (typeof PARTICIPATION_STATES)[number];

/** `ids` as the panel's own page lists them: separated by white space, commas or semicolons. */
export const MarkParticipantsInput = z.object({ state: z.enum(["RETURNED", "TIMED_OUT"]), ids: z.string().max(500_000).transform((text) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))]) });

export const ParticipantFilter = z.object({ state: z.enum(PARTICIPATION_STATES).optional().catch(undefined), search: z.string().trim().max(200).optional().catch(undefined) });
export type ParticipantFilter = z.infer<typeof ParticipantFilter>;
