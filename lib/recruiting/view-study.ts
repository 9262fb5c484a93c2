import { getDb } from "../db.ts";
import { notFound } from "../errors.ts";
import type { Study } from "../generated/prisma/client.ts";
import { type EntryState, readEntryState } from "./entry-state.ts";
import { type ParameterProblem, readParameters } from "./read-parameters.ts";
import { returnAddress } from "./study-address.ts";
import { timeOutIdle } from "./time-out.ts";

export type StudyView = {
  study: Pick<Study, "name" | "provider" | "judgmentsPerParticipant" | "estimatedMinutes" | "contact">;
  project: { name: string; slug: string; description: string };
  state: EntryState | "bad_parameters";
  problems: ParameterProblem[];
  /** The code that belongs to the state, and the address with it: completed, screened out. */
  code: string | null;
  returnAddress: string | null;
};

/** Throws `not_found`. */
export async function requireStudy(token: string): Promise<Study & { project: StudyView["project"] }> {
  const study = await getDb().study.findUnique({ where: { token }, include: { project: { select: { name: true, slug: true, description: true } } } });
  if (!study) throw notFound("This study is not known. Check that you copied the whole address.");
  return study;
}

/** What the page behind a study's address shows to who opens it with these parameters. Throws `not_found`. */
export async function viewStudy(token: string, given: Record<string, string | undefined>): Promise<StudyView> {
  const { project, ...study } = await requireStudy(token);
  const { ids, problems } = readParameters(study, given);
  const { name, provider, judgmentsPerParticipant, estimatedMinutes, contact } = study;
  const shown = { study: { name, provider, judgmentsPerParticipant, estimatedMinutes, contact }, project, problems };
  if (ids === null) return { ...shown, state: "bad_parameters", code: null, returnAddress: null };
  await getDb().$transaction((tx) => timeOutIdle(tx, study.id));
  const part = await getDb().participation.findUnique({ where: { studyId_participantId: { studyId: study.id, participantId: ids.participantId } } });
  const state = await readEntryState(getDb(), study, part);
  const code = state === "completed" ? study.completionCode : state === "screened_out" ? study.screenOutCode : null;
  return { ...shown, state, code, returnAddress: code === null ? null : returnAddress(study, code) };
}

/** The code and address for who does not consent; both null where the study has no such code. Throws `not_found`. */
export async function declineStudy(token: string): Promise<{ code: string | null; returnAddress: string | null }> {
  const study = await requireStudy(token);
  return { code: study.noConsentCode, returnAddress: study.noConsentCode === null ? null : returnAddress(study, study.noConsentCode) };
}
